import type { Machine } from '#core/equipment/find.ts'
import type { FoundCondition, RequestKind } from '#core/machine-request/kinds.ts'
import { Button } from '#portal/ui/button.tsx'
import { Card, Empty, Section } from '#portal/ui/card.tsx'
import { Checkbox, Radios } from '#portal/ui/choice.tsx'
import { Input, Select, Textarea } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { sayMachineRequest as say } from '#portal/words/staff-machine-requests.ts'

type AskFormProps = {
	kind: RequestKind
	contractId: string
	/** Machines that may be asked for. */
	ready: readonly Machine[]
	conditions: readonly FoundCondition[]
	people: readonly { id: string; name: string }[]
	typed: Record<string, unknown>
	errors: Record<string, string[] | null | undefined>
}

/** Machines to tick and what has to be said; of a settlement only where nothing is missing. */
export function AskForm({ kind, contractId, ready, conditions, people, typed, errors }: AskFormProps) {
	const missing = conditions.filter(({ met }) => !met)
	const text = (name: string) => (typeof typed[name] === 'string' ? String(typed[name]) : undefined)
	const ticked = typed.equipmentIds ? new Set([typed.equipmentIds].flat().map(String)) : null
	const isReasoned = missing.length > 0 || kind === 'repossession'
	return (
		<Section title={say(`request.askFor.${kind}`)} id="ask">
			<FormProblems errors={errors[''] ?? undefined} />
			{kind === 'settlement' && missing.length > 0 ? (
				<Notice
					kind="warn"
					action={<TextLink href={`/staff/contracts/${contractId}/penalty`}>{say('request.waiver')}</TextLink>}
				>
					{say('request.notYet')}
				</Notice>
			) : kind !== 'settlement' && ready.length === 0 ? (
				<Empty title={say('request.noMachine')} />
			) : (
				<Card className="max-w-3xl">
					<form method="post" action="#ask">
						{missing.map((one, index) => (
							<input key={one.kind} type="hidden" name={`without[${index}]`} value={one.kind} />
						))}
						{kind === 'settlement' ? (
							<Settled chosen={text('becomes')} />
						) : (
							<fieldset className="mb-5">
								<legend className="mb-2 font-medium">{say('request.whichMachines')}</legend>
								<div className="grid gap-3">
									{ready.map(({ id, serialNumber, model, place }, index) => (
										<Checkbox
											key={id}
											name={`equipmentIds[${index}]`}
											value={id}
											label={serialNumber}
											hint={[model, place].filter(Boolean).join(' · ') || undefined}
											defaultChecked={ticked ? ticked.has(id) : ready.length === 1}
										/>
									))}
								</div>
							</fieldset>
						)}
						{kind === 'repossession' ? (
							<Fetched
								people={people}
								place={text('place') ?? ready[0]?.place}
								assignee={text('assigneeId')}
								errors={errors}
							/>
						) : null}
						<Textarea
							name="reason"
							label={say('request.reason')}
							hint={missing.length > 0 ? say('request.reasonMissing') : undefined}
							defaultValue={text('reason')}
							errors={errors.reason ?? undefined}
							maxLength={500}
							rows={3}
							required={isReasoned}
							optional={!isReasoned}
						/>
						<div className="mt-6">
							<Button wide>{say('request.send')}</Button>
						</div>
					</form>
				</Card>
			)}
		</Section>
	)
}

function Settled({ chosen }: { chosen: string | undefined }) {
	return (
		<div className="mb-5">
			<p className="mb-4 text-muted">{say('request.allMachines')}</p>
			<Radios
				legend={say('request.becomes')}
				name="becomes"
				chosen={chosen ?? 'sold'}
				options={[
					{ value: 'sold', label: say('request.sold') },
					{ value: 'returned', label: say('request.returned') },
				]}
			/>
		</div>
	)
}

type FetchedProps = Pick<AskFormProps, 'people' | 'errors'> & {
	place: string | undefined
	assignee: string | undefined
}

function Fetched({ people, place, assignee, errors }: FetchedProps) {
	return (
		<>
			<Input
				name="place"
				label={say('request.place')}
				hint={say('request.placeHint')}
				defaultValue={place}
				errors={errors.place ?? undefined}
				maxLength={200}
				required
			/>
			<Select
				name="assigneeId"
				label={say('request.assignee')}
				defaultValue={assignee ?? ''}
				errors={errors.assigneeId ?? undefined}
				required
			>
				<option value="">{say('request.choose')}</option>
				{people.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</Select>
		</>
	)
}
