import type { CataloguePrice } from '#core/product/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { Pill } from '#portal/ui/pill.tsx'
import { type Column, Table } from '#portal/ui/table.tsx'
import { sayProduct as say } from '#portal/words/staff-products.ts'
import { Day } from '../../display.tsx'
import { formatDay, formatUnitPrice } from '../../format.ts'

const sayPrice = ({ unitPrice, currency }: CataloguePrice) => formatUnitPrice('en', unitPrice, currency)

/** What one costs in each currency: today and in time to come; what it was for whoever asks. `of`: the plan. */
export function Prices({ prices, mayWrite, of }: { prices: readonly CataloguePrice[]; mayWrite: boolean; of: string }) {
	const counting = prices.filter(({ standing }) => standing !== 'over')
	const earlier = prices.filter(({ standing }) => standing === 'over')
	const mayTakeBack = mayWrite && counting.some(({ standing }) => standing === 'to_come')
	const columns: Column<CataloguePrice>[] = [
		{ key: 'currency', title: say('product.currency'), cell: ({ currency }) => currency },
		{ key: 'price', title: say('product.price'), cell: sayPrice, figures: true, lead: true },
		{ key: 'from', title: say('product.from'), cell: ({ validFrom }) => <Day on={validFrom} />, second: 'left' },
		{
			key: 'state',
			title: say('product.state'),
			cell: ({ standing }) => (
				<Pill tone={standing === 'counts' ? 'good' : 'accent'}>{say(`product.standing.${standing}`)}</Pill>
			),
			second: 'right',
		},
		...(mayTakeBack
			? [
					{
						key: 'deed',
						title: say('product.deed'),
						quietTitle: true,
						cell: (price: CataloguePrice) => (price.standing === 'to_come' ? <TakeBack price={price} /> : null),
					},
				]
			: []),
	]
	return (
		<>
			{counting.length === 0 ? (
				<p className="text-muted">{say('product.noPrice')}</p>
			) : (
				<Table
					caption={`${say('product.price')}, ${of}`}
					quietCaption
					columns={columns}
					rows={counting}
					keyOf={({ id }) => id}
				/>
			)}
			{earlier.length > 0 ? (
				<div className="mt-3">
					<Details summary={say('product.earlier', { count: earlier.length })}>
						<ul className="grid gap-1">
							{earlier.map((price) => (
								<li key={price.id}>
									{say('product.priceFrom', { price: sayPrice(price), day: formatDay('en', price.validFrom) })}
								</li>
							))}
						</ul>
					</Details>
				</div>
			) : null}
		</>
	)
}

function TakeBack({ price }: { price: CataloguePrice }) {
	return (
		<form method="post" action="#plans">
			<input type="hidden" name="priceId" value={price.id} />
			<Button kind="quiet" size="small" name="intent" value="takeBack">
				{say('product.takeBack')}{' '}
				<span className="sr-only">
					{say('product.takeBackOf', { price: sayPrice(price), day: formatDay('en', price.validFrom) })}
				</span>
			</Button>
		</form>
	)
}
