import { Form } from '@remix-run/react'
import type { StaySettings } from '#core/contract/stay-settings.ts'
import { Button } from '#portal/ui/button.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Input, Select } from '#portal/ui/field.tsx'
import { sayCancellation as say } from '#portal/words/staff-cancellation.ts'

type Offer = StaySettings['offers'][number]
type OfferFormProps = { offer?: Offer; kind: Offer['kind']; settings: Pick<StaySettings, 'reasons' | 'plans'> }

/** One offer to stay, or a new one of a kind. */
export function OfferForm({ offer, kind, settings }: OfferFormProps) {
	const id = offer?.id ?? `new-${kind}`
	return (
		<Details summary={offer ? summaryOf(offer, settings) : say(`cancellation.newOffer.${kind}`)}>
			<Form method="post" className="py-3 text-ink">
				<input type="hidden" name="intent" value={kind} />
				{offer ? <input type="hidden" name="id" value={offer.id} /> : null}
				<Select
					id={`${id}-reason`}
					name="reason"
					label={say('cancellation.forReason')}
					defaultValue={offer?.reasonCode ?? ''}
				>
					<option value="">{say('cancellation.anyReason')}</option>
					{settings.reasons.map(({ code, labels }) => (
						<option key={code} value={code}>
							{labels.en}
						</option>
					))}
				</Select>
				<Terms id={id} kind={kind} offer={offer} plans={settings.plans} />
				<Amount id={id} name="mostTimes" value={offer?.mostTimes ?? 1} />
				<Amount id={id} name="position" value={offer?.position ?? 1} />
				<div className="mt-5">
					<Checkbox
						id={`${id}-active`}
						name="active"
						value="on"
						label={say('cancellation.offered')}
						defaultChecked={offer?.active ?? true}
					/>
				</div>
				<div className="mt-5">
					<Button kind="secondary">{say(offer ? 'cancellation.save' : 'cancellation.add')}</Button>
				</div>
			</Form>
		</Details>
	)
}

type TermsProps = { id: string; kind: Offer['kind']; offer: Offer | undefined; plans: StaySettings['plans'] }

function Terms({ id, kind, offer, plans }: TermsProps) {
	if (kind === 'pause') return <Amount id={id} name="months" value={offer?.kind === 'pause' ? offer.months : 3} />
	if (kind === 'discount') {
		const given = offer?.kind === 'discount' ? offer : { percent: '', periods: 3 }
		return (
			<>
				<Amount id={id} name="percent" value={given.percent} />
				<Amount id={id} name="periods" value={given.periods} />
			</>
		)
	}
	return (['planFrom', 'planTo'] as const).map((name) => (
		<Select
			key={name}
			id={`${id}-${name}`}
			name={name}
			label={say(`cancellation.${name}`)}
			defaultValue={offer?.kind === 'plan' ? offer[name] : ''}
			required
		>
			<option value="">–</option>
			{plans.map((plan) => (
				<option key={plan.id} value={plan.id}>
					{plan.name}
				</option>
			))}
		</Select>
	))
}

type AmountProps = {
	id: string
	name: 'percent' | 'periods' | 'months' | 'mostTimes' | 'position'
	value: string | number
}

function Amount({ id, name, value }: AmountProps) {
	return (
		<Input
			id={`${id}-${name}`}
			name={name}
			label={say(`cancellation.${name}`)}
			defaultValue={value}
			inputMode="decimal"
			required
			className="max-w-28"
		/>
	)
}

function summaryOf(offer: Offer, { reasons, plans }: OfferFormProps['settings']): string {
	const nameOf = (id: string) => plans.find((plan) => plan.id === id)?.name ?? ''
	const what =
		offer.kind === 'discount'
			? say('cancellation.discount', { percent: offer.percent, periods: offer.periods })
			: offer.kind === 'pause'
				? say('cancellation.pause', { months: offer.months })
				: say('cancellation.plan', { from: nameOf(offer.planFrom), to: nameOf(offer.planTo) })
	const why = reasons.find(({ code }) => code === offer.reasonCode)?.labels.en ?? say('cancellation.anyReason')
	const taken = offer.taken > 0 ? [say('cancellation.taken', { count: offer.taken })] : []
	return [what, why, ...taken, ...(offer.active ? [] : [say('cancellation.notOffered')])].join(' · ')
}
