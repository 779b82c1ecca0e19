import type { ShownPayment } from '#portal/routes/payment.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { nameCard } from '../card-name.ts'
import { Day, Money } from '../display.tsx'

/** What came, when, with what, and what it settles. */
export function Receipt({ payment }: { payment: ShownPayment }) {
	const say = useWords()
	const { currency, card, receiptNumber, receivedOn, keptMinor, returnedMinor } = payment
	const settled = payment.invoices.filter((invoice) => invoice.allocatedMinor > 0n)
	return (
		<Section title={say('papers.receipt')}>
			<Card>
				<Facts
					facts={[
						...(receiptNumber ? [{ name: say('pay.receiptNumber'), value: receiptNumber }] : []),
						...(receivedOn ? [{ name: say('pay.receivedOn'), value: <Day on={receivedOn} /> }] : []),
						...(card ? [{ name: say('pay.paidWith'), value: nameCard(say, card) }] : []),
						...(settled.length > 0
							? [
									{
										name: say('pay.settled'),
										value: (
											<ul>
												{settled.map((invoice) => (
													<li key={invoice.id} className="flex flex-wrap justify-between gap-x-5">
														<TextLink href={`/invoices/${invoice.id}`}>{invoice.number}</TextLink>
														<Money of={{ minor: invoice.allocatedMinor, currency }} />
														{invoice.openMinor > 0n ? (
															<span className="w-full text-muted text-sm">
																<Sentence
																	of="pay.leftOpen"
																	facts={{ amount: <Money of={{ minor: invoice.openMinor, currency }} /> }}
																/>
															</span>
														) : null}
													</li>
												))}
											</ul>
										),
									},
								]
							: []),
						...(keptMinor > 0n
							? [{ name: say('pay.kept'), value: <Money of={{ minor: keptMinor, currency }} /> }]
							: []),
						...(returnedMinor > 0n
							? [{ name: say('pay.returned'), value: <Money of={{ minor: returnedMinor, currency }} /> }]
							: []),
					]}
				/>
			</Card>
		</Section>
	)
}
