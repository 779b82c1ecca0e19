import { Card } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { useWords } from '#portal/words/use-words.tsx'
import { ComingLines } from '../../contract/coming.tsx'
import { ComingSums } from '../../contract/coming-sums.tsx'
import type { ShownComing } from '../../contract/contract.ts'
import { Day, Money } from '../../display.tsx'

type DuePapersProps = { papers: (ShownComing & { kind: 'invoice' | 'credit_note' })[]; currency: string }

/** Invoices and credit notes as they would be issued now, each with its lines and why. */
export function DuePapers({ papers, currency }: DuePapersProps) {
	const speak = useWords()
	return (
		<div className="grid gap-5">
			{papers.map((paper) => (
				<Card key={`${paper.kind} ${paper.on}`}>
					<p className="font-medium text-muted">
						{say(paper.kind === 'invoice' ? 'screen.billInvoice' : 'screen.billCredit')} · <Day on={paper.on} />
					</p>
					<p className="figures mt-1 font-semibold font-serif text-3xl tracking-tight" data-testid="due">
						<Money of={{ minor: paper.kind === 'invoice' ? paper.totalMinor : -paper.totalMinor, currency }} />
					</p>
					<p className="mt-1 text-muted">{speak('contract.comingLines', { count: paper.count })}</p>
					{paper.lines ? (
						<Details summary={speak('change.how')} open={paper.count <= 12}>
							<ComingLines lines={paper.lines} currency={currency} />
						</Details>
					) : null}
					<ComingSums invoice={paper} currency={currency} />
				</Card>
			))}
		</div>
	)
}
