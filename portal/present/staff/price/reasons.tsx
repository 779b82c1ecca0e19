import type { Tier } from '#core/price/decide.ts'
import type { ListedProduct } from '#core/product/list.ts'
import { Details } from '../../../ui/details.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'
import { formatNumber, formatPercent, formatUnitPrice } from '../../format.ts'

/** Where the prices come from that a line takes when none is typed, for whoever asks; nothing where all are the catalogue's. */
export function PriceReasons({ products, currency }: { products: readonly ListedProduct[]; currency: string }) {
	const special = products.filter(({ tiers }) => tiers.some((tier) => tier.reason.kind === 'list'))
	if (special.length === 0) return null
	return (
		<div className="mt-5">
			<Details summary={say('price.why')}>
				<p className="mb-2 text-sm">{say('price.whyIntro')}</p>
				<ul className="grid gap-2">
					{special.map(({ id, planId, name, tiers }) => (
						<li key={`${id}.${planId}`}>
							<span className="font-semibold text-ink">{name}</span>
							<ul>
								{tiers.map((tier) => (
									<li key={tier.fromQuantity}>
										{sayTier(tier, currency)} ·{' '}
										{tier.reason.kind === 'list' ? (
											<TextLink href={`/staff/prices/${tier.reason.listId}`}>{sayReason(tier, currency)}</TextLink>
										) : (
											sayReason(tier, currency)
										)}
									</li>
								))}
							</ul>
						</li>
					))}
				</ul>
			</Details>
		</div>
	)
}

function sayTier({ fromQuantity, unitPrice }: Tier, currency: string): string {
	const price = formatUnitPrice('en', unitPrice, currency)
	if (fromQuantity === '0') return say('price.each', { price })
	return say('price.fromMany', { quantity: formatNumber('en', fromQuantity), price })
}

function sayReason({ reason }: Tier, currency: string): string {
	if (reason.kind === 'catalogue') return say('price.reason.catalogue')
	const list = say(`price.reason.${reason.level}`, { name: reason.listName })
	if (reason.percentOff === null || reason.cataloguePrice === null) return list
	const percent = formatPercent('en', reason.percentOff)
	return say('price.reason.percent', { list, percent, price: formatUnitPrice('en', reason.cataloguePrice, currency) })
}
