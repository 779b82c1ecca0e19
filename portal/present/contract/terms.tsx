import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useComma, useWords } from '#portal/words/use-words.tsx'
import { Address } from '../address.tsx'
import { nameCard } from '../card-name.ts'
import { useCycle } from '../cycle.tsx'
import { Day } from '../display.tsx'
import type { ShownContract } from './contract.ts'

/** In these states a contract bills, and its payment can be arranged. */
const inForce: readonly string[] = ['active', 'paused', 'ending']

type TermsProps = { page: ShownContract; mayAutopay: boolean; ofToday: string }

/** What was agreed: term, billing, payment, address. `ofToday` says what is not known of the day shown. */
export function Terms({ page, mayAutopay, ofToday }: TermsProps) {
	const say = useWords()
	const cycle = useCycle()
	const comma = useComma()
	const { contract, party, card, asToday } = page
	const mark = (...of: typeof asToday) => (of.some((one) => asToday.includes(one)) ? ofToday : undefined)
	const marked = (text: string, ...of: typeof asToday) => (mark(...of) ? `${text} (${ofToday})` : text)
	const timing = contract.timing === 'advance' ? say('contract.inAdvance') : say('contract.inArrears')
	const cycles = contract.cycles.map((one) => cycle(one)).join(comma)
	return (
		<Section title={say('contract.terms')} id="terms">
			<Card>
				<Facts
					facts={[
						{
							name: say('contract.term'),
							value: <Term page={page} />,
							note: mark('renewal', 'noticeDays') ? (
								<>
									<Renews page={page} /> ({ofToday})
								</>
							) : (
								<Renews page={page} />
							),
						},
						{
							name: say('contract.cycle'),
							value: (
								<span className="inline-block first-letter:uppercase">
									{cycles ? cycles + comma + timing : cycle(null)}
								</span>
							),
						},
						{
							name: say('contract.payment'),
							value: (
								<>
									{contract.autopay
										? card
											? say('contract.automatic', { card: nameCard(say, card) })
											: say('cards.waitingForCard')
										: say('contract.byYourself')}
									{mark('autopay') ? ` (${ofToday})` : null}
									{mayAutopay && !page.asOf && inForce.includes(contract.state) ? (
										<>
											{' · '}
											<TextLink href={`/contracts/${contract.id}/autopay`}>
												{say(contract.autopay ? 'cards.change' : 'cards.switchOn')}
											</TextLink>
										</>
									) : null}
								</>
							),
							note: marked(say('contract.payWithin', { count: contract.paymentTermDays }), 'paymentTermDays'),
						},
						...(contract.purchaseOrder
							? [{ name: say('contract.order'), value: contract.purchaseOrder, note: mark('purchaseOrder') }]
							: []),
						{ name: say('contract.billingAddress'), value: <Address party={party} />, note: mark('party') },
					]}
				/>
			</Card>
		</Section>
	)
}

/** From when and until when: one that renews by itself runs to the end of a term, which comes anew. */
function Term({ page: { contract, notice } }: { page: ShownContract }) {
	const from = <Day on={contract.startsOn} />
	const to = notice?.kind === 'renewed' ? notice.endsOn : contract.endsOn
	if (!to) return <Sentence of="contract.termFrom" facts={{ day: from }} />
	return <Sentence of="contract.termFromTo" facts={{ from, to: <Day on={to} /> }} />
}

function Renews({ page: { notice } }: { page: ShownContract }) {
	if (!notice?.months || !notice.lastDay) return null
	const lastDay = <Day on={notice.lastDay} />
	return <Sentence of="contract.termRenews" facts={{ count: notice.months, lastDay }} count={notice.months} />
}
