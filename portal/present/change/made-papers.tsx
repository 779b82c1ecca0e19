import type { MadePaper } from '#core/amendment/find-made.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatMoney } from '../format.ts'

type MadePapersProps = { papers: readonly MadePaper[]; currency: string; autopay: boolean; mayPay: boolean }

/** The invoices and credit notes of a change, and what is to be done about each. */
export function MadePapers({ papers, currency, autopay, mayPay }: MadePapersProps) {
	const say = useWords()
	const formats = useFormats()
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{papers.map((paper) => {
				const isNote = paper.kind === 'credit_note'
				const minor = paper.totalMinor < 0n ? -paper.totalMinor : paper.totalMinor
				return (
					<li key={paper.id} className="px-5 py-4">
						<div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
							<TextLink href={`/invoices/${paper.id}`}>
								{say(isNote ? 'options.made.creditNote' : 'options.made.invoice', { number: paper.number })}
							</TextLink>
							<span className="font-semibold text-lg">
								<Money of={{ minor, currency }} />
							</span>
						</div>
						<p className="mt-1 text-muted">
							{isNote ? (
								say('options.made.credit')
							) : paper.openMinor === 0n ? (
								say('options.made.paid')
							) : autopay ? (
								say('options.made.automatic')
							) : (
								<Sentence of="change.effectOn" facts={{ day: <Day on={paper.issuedOn} /> }} />
							)}
						</p>
						{!isNote && paper.openMinor > 0n && !autopay && mayPay ? (
							<p className="mt-3">
								<LinkButton href={`/pay?invoice=${paper.id}`}>
									{say('options.made.pay', { amount: formatMoney(formats, { minor: paper.openMinor, currency }) })}
								</LinkButton>
							</p>
						) : null}
					</li>
				)
			})}
		</ul>
	)
}
