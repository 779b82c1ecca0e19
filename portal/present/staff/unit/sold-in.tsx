import type { SoldIn, Unit } from '#core/unit/find.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { sayUnit as say } from '../../../words/staff-units.ts'

type SoldInProps = { products: readonly SoldIn[]; units: readonly Unit[]; mayWrite: boolean }

/** What each product is sold in beside its own unit. */
export function SoldInUnits({ products, units, mayWrite }: SoldInProps) {
	if (products.length === 0) return <Empty title={say('unit.none')}>{say('unit.noneNote')}</Empty>
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
			{products.map((product) => (
				<li key={product.id} className="px-5 py-4">
					<form method="post" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
						<input type="hidden" name="intent" value="sold" />
						<input type="hidden" name="productId" value={product.id} />
						<p className="min-w-0">
							<span className="block font-semibold">{product.name}</span>
							<span className="block text-muted text-sm">
								{product.code} · {product.unit}
							</span>
						</p>
						<div className="flex flex-wrap items-center gap-x-5 gap-y-2 [&>*]:mt-0">
							{othersFor(product, units).map((name) => (
								<Checkbox
									key={name}
									name="units"
									value={name}
									label={name}
									defaultChecked={product.others.includes(name)}
									disabled={!mayWrite}
								/>
							))}
							{mayWrite ? (
								<Button kind="secondary" size="small">
									{say('unit.set')} <span className="sr-only">{say('unit.setOf', { name: product.name })}</span>
								</Button>
							) : null}
						</div>
					</form>
				</li>
			))}
		</ul>
	)
}

function othersFor({ unit }: SoldIn, units: readonly Unit[]): string[] {
	const dimension = units.find(({ name }) => name === unit)?.dimension
	return units.flatMap((one) => (one.dimension === dimension && one.name !== unit ? [one.name] : []))
}
