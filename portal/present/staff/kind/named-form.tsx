import { Form } from '@remix-run/react'
import { Button } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayKind as say } from '#portal/words/staff-kinds.ts'

/** A type or a status that is there. */
export type Named = { key: string; name: string; position: number; archived: boolean; used: boolean; note?: string }

type NamedFormProps = {
	of: 'type' | 'status'
	named?: Named
	/** For a new status. */
	states?: { value: string; label: string }[]
	typed?: Record<string, string | undefined> | undefined
	/** The usual type stays. */
	stays?: boolean
}

/** One type or status, or a new one. */
export function NamedForm({ of, named, states, typed, stays = false }: NamedFormProps) {
	const id = `${of}-${named ? named.key.replaceAll(/[^a-zA-Z0-9]+/g, '-') : 'new'}`
	return (
		<Details
			summary={named ? summaryOf(named) : say(of === 'type' ? 'kind.newType' : 'kind.newStatus')}
			open={typed !== undefined}
		>
			<Form method="post" className="py-3 text-ink">
				<input type="hidden" name="intent" value={of} />
				{named ? <input type="hidden" name="key" value={named.key} /> : null}
				<Input
					id={`${id}-name`}
					name="name"
					label={say('kind.name')}
					defaultValue={typed?.name ?? named?.name}
					maxLength={80}
					required
				/>
				{states ? (
					<Select id={`${id}-state`} name="state" label={say('kind.state')} defaultValue={typed?.state ?? 'active'}>
						{states.map(({ value, label }) => (
							<option key={value} value={value}>
								{label}
							</option>
						))}
					</Select>
				) : null}
				<Input
					id={`${id}-position`}
					name="position"
					label={say('kind.position')}
					inputMode="numeric"
					defaultValue={typed?.position ?? named?.position ?? 100}
					className="max-w-28"
				/>
				<div className="mt-5">
					<Button kind="secondary">
						{say(named ? (named.archived ? 'kind.restore' : 'kind.save') : 'kind.add')}
						{named ? <span className="sr-only"> {named.name}</span> : null}
					</Button>
				</div>
			</Form>
			{named && !named.archived && !stays ? (
				<Form method="post" className="pb-3">
					<input type="hidden" name="intent" value={`remove_${of}`} />
					<input type="hidden" name="key" value={named.key} />
					<Button kind="secondary" size="small">
						{say(named.used ? 'kind.archive' : 'kind.remove')}
						<span className="sr-only"> {named.name}</span>
					</Button>
				</Form>
			) : null}
		</Details>
	)
}

function summaryOf({ name, note, archived }: Named): string {
	const said = [note, archived ? say('kind.archived') : undefined].filter(Boolean)
	return said.length > 0 ? `${name} (${said.join(', ')})` : name
}
