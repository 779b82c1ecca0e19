import type { InvoicePage, Settlement } from '#core/invoice/page.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Day, Money } from '../display.tsx'

/** What has settled an invoice, or where a credit went, and what is left of it. */
export function MoneyOnIt({ invoice }: { invoice: InvoicePage }) {
	const say = useWords()
	const credit = invoice.kind === 'credit_note'
	const { currency, toCardMinor } = invoice
	const settlements = withoutCard(invoice)
	const left = credit ? -invoice.totalMinor - invoice.settledMinor : invoice.openMinor
	return (
		<Section title={say(credit ? 'invoice.creditMoney' : 'invoice.money')} id="money">
			<Card>
				{settlements.length === 0 && toCardMinor === 0n ? (
					<p className="text-muted">{say(credit ? 'invoice.noCreditMoney' : 'invoice.noMoney')}</p>
				) : (
					<ul className="divide-y divide-line">
						{toCardMinor > 0n ? (
							<li className="flex items-baseline justify-between gap-5 py-3 first:pt-0">
								<span>{say('invoice.toCard')}</span>
								<Money of={{ minor: toCardMinor, currency }} />
							</li>
						) : null}
						{settlements.map((one) => (
							<li key={keyOf(one)} className="flex items-baseline justify-between gap-5 py-3 first:pt-0">
								<span className="min-w-0">
									<Source of={one} />
									<span className="block text-muted text-sm">
										<Day on={one.on} />
									</span>
								</span>
								<Money of={{ minor: one.amountMinor, currency }} />
							</li>
						))}
					</ul>
				)}
				{settlements.length > 0 || credit ? (
					<p className="mt-1 flex justify-between gap-5 border-ink/60 border-t-2 border-double pt-3 font-semibold">
						<span>{say(credit ? 'invoice.leftCredit' : 'invoice.left')}</span>
						<Money of={{ minor: left, currency }} />
					</p>
				) : null}
			</Card>
		</Section>
	)
}

/** A credit that takes the place of money on its invoice settles nothing more: that money goes back. */
function withoutCard({ settlements, toCardMinor, credits }: InvoicePage): Settlement[] {
	let backMinor = toCardMinor
	return settlements.flatMap((one) => {
		const takenMinor =
			credits && one.invoice?.id !== credits.id ? 0n : backMinor < one.amountMinor ? backMinor : one.amountMinor
		backMinor -= takenMinor
		return takenMinor === one.amountMinor ? [] : [{ ...one, amountMinor: one.amountMinor - takenMinor }]
	})
}

function Source({ of }: { of: Settlement }) {
	const say = useWords()
	const { payment, creditNote, invoice } = of
	if (invoice)
		return <TextLink href={`/invoices/${invoice.id}`}>{say('invoice.toInvoice', { number: invoice.number })}</TextLink>
	if (creditNote)
		return (
			<TextLink href={`/invoices/${creditNote.id}`}>{say('invoice.byCredit', { number: creditNote.number })}</TextLink>
		)
	if (!payment) return <>{say('invoice.rounding')}</>
	return (
		<>
			{payment.last4 ? nameCard(say, payment) : say('invoice.byMoney')}
			{payment.receiptNumber ? (
				<>
					{' · '}
					<TextLink href={`/payments/${payment.id}`}>
						{say('invoice.receipt', { number: payment.receiptNumber })}
					</TextLink>
				</>
			) : null}
		</>
	)
}

function keyOf(one: Settlement): string {
	return [one.on, one.payment?.id, one.creditNote?.id, one.invoice?.id, one.amountMinor].join(' ')
}
