import type { SignedQuote } from '#core/contract/page-papers.ts'
import { Empty, Section } from '#portal/ui/card.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { Row, RowList } from '#portal/ui/row-list.tsx'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { Day } from '../../display.tsx'

/** Quotes that were signed for a contract, each with its paper and the evidence in it. They come here by themselves. */
export function SignedPapers({ signed }: { signed: readonly SignedQuote[] }) {
	return (
		<Section title={say('screen.signedPapers')} id="signed">
			{signed.length === 0 ? (
				<Empty title={say('screen.noSigned')} />
			) : (
				<RowList>
					{signed.map(({ id, number, title, signedOn }) => (
						<Row
							key={id}
							href={`/staff/quotes/${id}`}
							title={title || number}
							note={
								<>
									{title ? `${number} · ` : null}
									<Day on={signedOn} />
								</>
							}
							state={<Pill tone="good">{say('screen.signed')}</Pill>}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}
