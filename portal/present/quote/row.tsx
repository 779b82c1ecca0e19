import type { QuoteState } from '#core/quote/state.ts'
import { Row } from '#portal/ui/row-list.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { QuotePill } from './pill.tsx'

type QuoteRowProps = { quote: { id: string; number: string; title: string; standing: QuoteState; validUntil: string } }

/** A quote in a list of the customer's. */
export function QuoteRow({ quote }: QuoteRowProps) {
	const say = useWords()
	const over = quote.standing === 'expired'
	return (
		<Row
			href={`/quotes/${quote.id}`}
			title={quote.title || say('quote.title', { number: quote.number })}
			note={
				<>
					{quote.title ? <>{quote.number} · </> : null}
					<Sentence
						of={over ? 'quote.wasValidUntil' : 'quote.validUntil'}
						facts={{ day: <Day on={quote.validUntil} /> }}
					/>
				</>
			}
			state={<QuotePill standing={quote.standing} />}
		/>
	)
}
