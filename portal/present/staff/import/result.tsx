import { Form, useNavigation } from '@remix-run/react'
import type { BatchState } from '#core/import/batch.ts'
import type { Subject } from '#core/import/field.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Radios } from '../../../ui/choice.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'

export type ShownResult = {
	id: string
	subject: Subject
	state: BatchState
	done: number
	created: number
	updated: number
	unchanged: number
	conflicts: number
	rejected: number
	undone: number
	kept: number
	/** Why rows stayed although the import was taken back. */
	keptBecause: string[]
}

const counts = ['created', 'updated', 'unchanged', 'conflicts', 'rejected', 'done'] as const

/** What came of a check, of an import, or of taking it back, and what can be done next. */
export function Result({ result, asking }: { result: ShownResult; asking: boolean }) {
	const { state, conflicts, undone, kept, keptBecause } = result
	const title = { checked: 'import.resultTitle', undone: 'import.undoneTitle' } as const
	const facts = counts.map((name) => ({
		name: say(name === 'done' ? 'import.rows' : `import.${name}`),
		count: result[name],
	}))
	const back = [
		{ name: say('import.undone'), count: undone },
		{ name: say('import.kept'), count: kept },
	]
	return (
		<Section title={say(state === 'checked' || state === 'undone' ? title[state] : 'import.doneTitle')}>
			<Card>
				<Facts
					facts={[...facts, ...(state === 'undone' ? back : [])].map(({ name, count }) => ({
						name,
						value: <span className="figures font-semibold">{count.toLocaleString('en')}</span>,
					}))}
				/>
				{state === 'loaded' && conflicts > 0 ? (
					<div className="mt-5">
						<Notice kind="warn">{say('import.conflictsKept', { count: conflicts })}</Notice>
					</div>
				) : null}
				{state === 'undone' ? (
					<div className="mt-5 text-muted">
						{keptBecause.map((sentence) => (
							<p key={sentence}>{sentence}</p>
						))}
						<p>{say('import.undoneHint')}</p>
					</div>
				) : null}
				{state === 'checked' ? <Next result={result} /> : <After result={result} asking={asking} />}
			</Card>
		</Section>
	)
}

function Next({ result: { created, updated, conflicts } }: { result: ShownResult }) {
	const { formMethod } = useNavigation()
	const count = created + updated + conflicts
	return (
		<Form method="post" className="mt-6">
			{conflicts > 0 ? (
				<div className="mb-6">
					<Notice kind="warn" title={say('import.conflictTitle', { count: conflicts })} />
					<div className="mt-4">
						<Radios
							id="onConflict"
							name="onConflict"
							legend={say('import.conflictChoice')}
							chosen="keep"
							options={[
								{ value: 'keep', label: say('import.keepOurs'), hint: say('import.keepOursHint') },
								{ value: 'file', label: say('import.takeTheirs'), hint: say('import.takeTheirsHint') },
							]}
						/>
					</div>
				</div>
			) : null}
			<div className="flex flex-wrap gap-3">
				<Button
					name="intent"
					value="load"
					busy={formMethod === 'POST'}
					disabledBecause={count === 0 ? say('import.nothingToImport') : undefined}
				>
					{say('import.importNow', { count })}
				</Button>
				<Button kind="secondary" name="intent" value="columns">
					{say('import.changeColumns')}
				</Button>
			</div>
		</Form>
	)
}

/** Where what came in is seen. */
const rooms: Record<Subject, string> = {
	customers: '/staff/customers',
	contracts: '/staff/contracts',
	lines: '/staff/contracts',
	contacts: '/staff/customers',
	products: '/staff/prices',
	plans: '/staff/products',
	prices: '/staff/prices',
	follow_ups: '/staff/customers',
	invoices: '/staff/invoices',
	receipts: '/staff/payments',
	equipment: '/staff/equipment',
}

function After({ result, asking }: { result: ShownResult; asking: boolean }) {
	const { id, subject, state, created, updated, conflicts } = result
	const undoable = state === 'loaded' && created + updated + conflicts > 0 && !asking
	return (
		<div className="mt-6 flex flex-wrap gap-3">
			<LinkButton href={rooms[subject]}>{say(`import.see.${subject}`)}</LinkButton>
			<LinkButton kind="secondary" href="/staff/imports">
				{say('import.another')}
			</LinkButton>
			{undoable ? (
				<LinkButton kind="danger" href={`/staff/imports/${id}?undo=1`}>
					{say('import.undo')}
				</LinkButton>
			) : null}
		</div>
	)
}
