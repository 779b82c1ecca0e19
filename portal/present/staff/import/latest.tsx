import type { BatchState } from '#core/import/batch.ts'
import type { Subject } from '#core/import/field.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { Pill, type Tone } from '../../../ui/pill.tsx'
import { Row, RowList } from '../../../ui/row-list.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'
import { Moment } from '../../display.tsx'

export type ListedImport = {
	id: string
	subject: Subject
	fileName: string
	state: BatchState
	uploadedAt: string
	created: number
	updated: number
	conflicts: number
	rejected: number
}

const tones: Partial<Record<BatchState, Tone>> = {
	uploaded: 'warn',
	checked: 'warn',
	checking: 'accent',
	loading: 'accent',
	loaded: 'good',
	undoing: 'accent',
	undone: 'neutral',
	failed: 'bad',
}

export function ImportPill({ state }: { state: BatchState }) {
	return <Pill tone={tones[state]}>{say(`import.state.${state}`)}</Pill>
}

/** Files brought in before, newest first. */
export function Latest({ latest, timeZone }: { latest: ListedImport[]; timeZone: string }) {
	return (
		<Section title={say('import.latest')}>
			{latest.length === 0 ? (
				<Empty title={say('import.nothingYet')}>{say('import.nothingYetHint')}</Empty>
			) : (
				<RowList>
					{latest.map((batch) => (
						<Row
							key={batch.id}
							href={`/staff/imports/${batch.id}`}
							title={batch.fileName}
							note={
								<>
									{say(`import.${batch.subject}`)} · <Moment at={batch.uploadedAt} timeZone={timeZone} />
									{batch.state === 'loaded' ? ` · ${outcome(batch)}` : null}
								</>
							}
							state={<ImportPill state={batch.state} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

function outcome({ created, updated, conflicts, rejected }: ListedImport): string {
	return [
		[say('import.created'), created] as const,
		[say('import.updated'), updated] as const,
		[say('import.conflicts'), conflicts] as const,
		[say('import.rejected'), rejected] as const,
	]
		.filter(([, count]) => count > 0)
		.map(([name, count]) => `${name.toLowerCase()} ${count}`)
		.join(', ')
}
