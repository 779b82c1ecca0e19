import type { ListedProduct } from '#core/product/list.ts'
import type { ListedOffer } from '#core/product/list-offers.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { sayChanges as say } from '../../words/staff-changes.ts'
import { useCycle } from '../cycle.tsx'

/** What can be added to contracts: the list, a way to withdraw, and one more. */
export function Offers({ offers, products }: { offers: readonly ListedOffer[]; products: readonly ListedProduct[] }) {
	return (
		<Section title={say('changes.offers')} intro={say('changes.offersIntro')}>
			{offers.length === 0 ? (
				<Empty title={say('changes.noOffers')} />
			) : (
				<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
					{offers.map((offer) => (
						<Offer key={offer.id} offer={offer} />
					))}
				</ul>
			)}
			<NewOffer products={products} />
		</Section>
	)
}

function Offer({ offer }: { offer: ListedOffer }) {
	const bounds = offer.smallest || offer.largest ? `${offer.smallest ?? '0'} – ${offer.largest ?? '∞'}` : ''
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
			<span className="min-w-0">
				<span className="block font-semibold">{[offer.product, offer.plan].filter(Boolean).join(', ')}</span>
				<span className="block text-muted text-sm">
					{[
						`${say('changes.onto')}: ${offer.onto ?? say('changes.anyContract')}`,
						bounds,
						offer.customerVisible ? '' : say('changes.staffOnly'),
					]
						.filter(Boolean)
						.join(' · ')}
				</span>
			</span>
			<form method="post">
				<input type="hidden" name="id" value={offer.id} />
				<Button kind="quiet" size="small" name="intent" value="withdraw">
					{say('changes.withdraw')} <span className="sr-only">{offer.product}</span>
				</Button>
			</form>
		</li>
	)
}

function NewOffer({ products }: { products: readonly ListedProduct[] }) {
	const cycle = useCycle()
	const choices = products.map((one) => (
		<option key={`${one.id}.${one.planId}`} value={`${one.id}.${one.planId ?? ''}`}>
			{one.name},{' '}
			{cycle(one.intervalUnit && one.intervalCount ? { unit: one.intervalUnit, count: one.intervalCount } : null)}
		</option>
	))
	return (
		<div className="mt-5">
			<Card>
				<form method="post">
					<input type="hidden" name="intent" value="offer" />
					<div className="grid items-end gap-4 sm:grid-cols-2 [&>*]:mt-0">
						<Select name="product" label={say('changes.product')} required>
							{choices}
						</Select>
						<Select name="onto" label={say('changes.onto')}>
							<option value="">{say('changes.anyContract')}</option>
							{choices}
						</Select>
						<Input name="smallest" label={say('changes.smallest')} inputMode="decimal" />
						<Input name="largest" label={say('changes.largest')} inputMode="decimal" />
					</div>
					<div className="mt-5">
						<Checkbox name="visible" label={say('changes.visible')} defaultChecked />
					</div>
					<div className="mt-5">
						<Button kind="secondary">{say('changes.offer')}</Button>
					</div>
				</form>
			</Card>
		</div>
	)
}
