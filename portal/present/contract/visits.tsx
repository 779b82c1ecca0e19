import type { ShownVisit } from '#core/care-visit/find.ts'
import { Section } from '#portal/ui/card.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'

/** When somebody comes, and what was found at earlier visits; nothing where there are none. */
export function Visits({ visits, note }: { visits: readonly ShownVisit[]; note?: string | undefined }) {
	const say = useWords()
	if (visits.length === 0) return null
	return (
		<Section title={say('contract.visits')} id="visits" intro={note && `(${note})`}>
			<RowList>
				{visits.map(({ id, title, state, on, report }) => (
					<Row
						key={id}
						title={title}
						note={
							<>
								<Day on={on} />
								{report ? <span className="wrap-anywhere mt-1 block whitespace-pre-line">{report}</span> : null}
							</>
						}
						state={state === 'planned' ? <Pill tone="accent">{say('contract.visitPlanned')}</Pill> : undefined}
					/>
				))}
			</RowList>
		</Section>
	)
}
