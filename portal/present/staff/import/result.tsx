import { Form, useNavigation } from '@remix-run/react'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'

export type ShownResult = {
	id: string
	subject: 'customers' | 'contracts'
	loaded: boolean
	done: number
	created: number
	updated: number
	unchanged: number
	rejected: number
	problems: { key: string; row: number; column: string; reason: string }[]
}

/** What came of a check or of an import, and every row that was left out. */
export function Result({ result }: { result: ShownResult }) {
	const { loaded, rejected, problems } = result
	return (
		<>
			<Section title={say(loaded ? 'import.doneTitle' : 'import.resultTitle')}>
				<Card>
					<Facts
						facts={(['created', 'updated', 'unchanged', 'rejected', 'done'] as const).map((name) => ({
							name: say(name === 'done' ? 'import.rows' : `import.${name}`),
							value: <span className="figures font-semibold">{result[name].toLocaleString('en')}</span>,
						}))}
					/>
					<div className="mt-6 flex flex-wrap gap-3">
						{loaded ? <After result={result} /> : <Next result={result} />}
					</div>
				</Card>
			</Section>
			{rejected > 0 ? (
				<Section
					title={say('import.rejectedTitle')}
					intro={say('import.rejectedIntro')}
					actions={
						<LinkButton kind="secondary" size="small" href={`/staff/imports/${result.id}/rejected.csv`} download>
							{say('import.rejectedFile')}
						</LinkButton>
					}
				>
					<Table
						caption={say('import.rejectedTitle')}
						quietCaption
						rows={problems}
						keyOf={(problem) => problem.key}
						columns={[
							{ key: 'row', title: say('import.row'), cell: (problem) => `${say('import.row')} ${problem.row}` },
							{ key: 'column', title: say('import.column'), cell: (problem) => problem.column || '–' },
							{ key: 'reason', title: say('import.reason'), cell: (problem) => problem.reason },
						]}
					/>
					{problems.length < rejected ? (
						<p className="mt-3 text-muted">{say('import.rejectedMore', { count: problems.length })}</p>
					) : null}
				</Section>
			) : null}
		</>
	)
}

function Next({ result }: { result: ShownResult }) {
	const { formMethod } = useNavigation()
	const count = result.created + result.updated
	const nothing = count === 0
	return (
		<Form method="post" className="flex flex-wrap gap-3">
			<Button
				name="intent"
				value="load"
				busy={formMethod === 'POST'}
				disabledBecause={nothing ? say('import.nothingToImport') : undefined}
			>
				{say('import.importNow', { count })}
			</Button>
			<Button kind="secondary" name="intent" value="columns">
				{say('import.changeColumns')}
			</Button>
		</Form>
	)
}

function After({ result }: { result: ShownResult }) {
	return (
		<>
			<LinkButton href={`/staff/${result.subject}`}>{say(`import.see.${result.subject}`)}</LinkButton>
			<LinkButton kind="secondary" href="/staff/imports">
				{say('import.another')}
			</LinkButton>
		</>
	)
}
