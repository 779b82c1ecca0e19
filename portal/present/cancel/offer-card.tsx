import { Form } from '@remix-run/react'
import { useIsPosting } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { ToldChanges } from '../change/told.tsx'
import { Money } from '../display.tsx'
import { Invoices } from './invoices.tsx'
import { HowReckoned } from './money.tsx'
import type { ShownOffer } from './shown.ts'

/** How many invoices after an offer are shown: enough to see a discount come and go. */
const shownInvoices = 4

/** One offer to stay: what it is, its exact money, and a button like that for leaving. */
export function OfferCard({ offer, reasonCode }: { offer: ShownOffer; reasonCode: string | null }) {
	const say = useWords()
	const busy = useIsPosting()
	const { currency, effect, effectiveOn, monthMinor, after } = offer
	const today = effect && effect.on === effectiveOn && effect.on !== after[0]?.on ? effect.totalMinor : 0n
	const money = (minor: bigint) => <Money of={{ minor, currency }} />
	return (
		<Card>
			<div className="font-semibold text-lg">
				<ToldChanges told={offer.told} currency={currency} />
			</div>
			<div className="mt-4 border-line border-t pt-4">
				<Facts
					facts={[
						...(today < 0n
							? [{ name: say('cancel.backToday'), value: money(-today), note: say('cancel.backNote') }]
							: today > 0n
								? [{ name: say('cancel.payToday'), value: money(today), note: say('cancel.payNote') }]
								: []),
						...(monthMinor.after === monthMinor.before || monthMinor.after === 0n
							? []
							: [{ name: say('cancel.newMonth'), value: money(monthMinor.after) }]),
						{
							name: say('cancel.nextInvoices'),
							value: <Invoices of={after.slice(0, shownInvoices)} currency={currency} />,
							note: say('cancel.payNote'),
						},
					]}
				/>
				{today === 0n ? null : <HowReckoned of={offer} />}
			</div>
			<Form method="post" className="mt-5">
				<input type="hidden" name="intent" value="stay" />
				<input type="hidden" name="offer" value={offer.id} />
				<input type="hidden" name="reason" value={reasonCode ?? ''} />
				<input type="hidden" name="seen" value={offer.seen} />
				<Button kind="secondary" size="large" wide busy={busy}>
					{say('cancel.take')}
				</Button>
			</Form>
		</Card>
	)
}
