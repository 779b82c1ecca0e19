import type { Standing } from '#core/invoice/standing.ts'
import { Row } from '../ui/row-list.tsx'
import { useWords } from '../words/use-words.tsx'
import { Day, Money } from './display.tsx'
import { StandingPill } from './state-pill.tsx'

type PaperRowProps = {
	paper: {
		id: string
		kind: 'invoice' | 'credit_note'
		/** What the company calls such an invoice, in the reader's language. */
		type: string | null
		number: string
		on: string
		currency: string
		totalMinor: bigint
		standing: Standing
	}
}

/** An invoice or credit note in a short list. */
export function PaperRow({ paper }: PaperRowProps) {
	const say = useWords()
	return (
		<Row
			href={`/invoices/${paper.id}`}
			title={`${paper.type ?? say(`papers.${paper.kind}`)} ${paper.number}`}
			note={<Day on={paper.on} />}
			figure={<Money of={{ minor: paper.totalMinor, currency: paper.currency }} />}
			state={<StandingPill standing={paper.standing} credit={paper.kind === 'credit_note'} />}
		/>
	)
}
