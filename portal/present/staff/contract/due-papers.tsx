import { Card } from '#portal/ui/card.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Select } from '#portal/ui/field.tsx'
import { sayInvoiceType } from '#portal/words/staff-invoice-types.ts'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { useWords } from '#portal/words/use-words.tsx'
import { ComingLines } from '../../contract/coming.tsx'
import { ComingSums } from '../../contract/coming-sums.tsx'
import type { ShownComing } from '../../contract/contract.ts'
import { Day, Money } from '../../display.tsx'

type DuePaper = ShownComing & {
	kind: 'invoice' | 'credit_note'
	/** What it is of unless another is chosen, and what there is to choose. */
	type: string | null
	types: { code: string; name: string }[]
}

/** `form` is the id of the form that issues them: what is chosen here goes with it. */
type DuePapersProps = { papers: DuePaper[]; currency: string; form: string }

/** Invoices and credit notes as they would be issued now, each with its lines and why, and what it is to be called. */
export function DuePapers({ papers, currency, form }: DuePapersProps) {
	const speak = useWords()
	return (
		<div className="grid gap-5">
			{papers.map((paper, index) => (
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
					{paper.types.length > 0 ? (
						<div className="mt-5 max-w-sm">
							<Select
								form={form}
								name={`types[${index}]`}
								label={
									papers.length > 1
										? sayInvoiceType('invoiceType.chooseFor', { number: index + 1 })
										: sayInvoiceType('invoiceType.type')
								}
								defaultValue={paper.type === null ? 'plain' : `of:${paper.type}`}
							>
								<option value="plain">{sayInvoiceType('invoiceType.plain')}</option>
								{paper.types.map(({ code, name }) => (
									<option key={code} value={`of:${code}`}>
										{name}
									</option>
								))}
							</Select>
						</div>
					) : null}
				</Card>
			))}
		</div>
	)
}
