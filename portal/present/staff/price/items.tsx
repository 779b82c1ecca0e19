import type { PriceItem } from '#core/price/find-lists.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/card.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'
import { formatNumber, formatPercent, formatUnitPrice } from '../../format.ts'

type ItemsProps = { items: readonly PriceItem[]; currency: string; mayWrite: boolean }

/** The lines of a list. */
export function Items({ items, currency, mayWrite }: ItemsProps) {
	if (items.length === 0) return <Empty title={say('price.noPrices')} />
	const columns: Column<PriceItem>[] = [
		{
			key: 'product',
			title: say('price.product'),
			cell: (item) => (
				<>
					<span className="font-semibold">{item.product ?? say('price.allProducts')}</span>
					<span className="block text-muted text-sm">{item.product ? (item.plan ?? say('price.anyPlan')) : null}</span>
				</>
			),
		},
		{
			key: 'quantity',
			title: say('price.quantity'),
			cell: ({ fromQuantity, unit, ownUnit }) =>
				unit && !ownUnit ? `${formatNumber('en', fromQuantity)} ${unit}` : formatNumber('en', fromQuantity),
			figures: true,
		},
		{ key: 'price', title: say('price.price'), cell: (item) => sayPriceOf(item, currency), figures: true, lead: true },
		...(mayWrite
			? [{ key: 'act', title: say('price.remove'), cell: (item: PriceItem) => <Remove item={item} /> }]
			: []),
	]
	return <Table caption={say('price.prices')} quietCaption columns={columns} rows={items} keyOf={({ id }) => id} />
}

function sayPriceOf({ unitPrice, percentOff, unit, ownUnit }: PriceItem, currency: string): string {
	if (unitPrice !== null) {
		const price = formatUnitPrice('en', unitPrice, currency)
		return unit && !ownUnit ? say('price.eachUnit', { price, unit }) : price
	}
	const percent = percentOff ?? '0'
	return percent.startsWith('-')
		? say('price.plus', { percent: formatPercent('en', percent.slice(1)) })
		: say('price.less', { percent: formatPercent('en', percent) })
}

function Remove({ item }: { item: PriceItem }) {
	const name = item.product ?? say('price.allProducts')
	return (
		<form method="post">
			<input type="hidden" name="id" value={item.id} />
			<Button kind="quiet" size="small" name="intent" value="remove">
				{say('price.remove')}{' '}
				<span className="sr-only">{say('price.removeOf', { name, quantity: item.fromQuantity })}</span>
			</Button>
		</form>
	)
}
