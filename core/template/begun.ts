import type { Scope } from '../act.ts'
import { priceAt } from '../price/decide.ts'
import { findPrices, type PricedPlan } from '../product/find-price.ts'
import { soldIn } from '../unit/sold-in.ts'
import type { Template } from './find.ts'

type TemplateLine = Template['lines'][number]

/** A line as a form that is filled in by a template gives it. */
export type BegunLine = {
	contractLineId: string | null
	productId: string | null
	planId: string | null
	description: string
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	/** Exact decimals; a price that there is not is nought. */
	quantity: string
	unitPrice: string
	discountPercent: string
	discountPeriods: number | null
	discountUntil: string | null
	optional: boolean
	model: string
	serialNumber: string
	factoryNumber: string
	unit: string | null
	taxClass: string
}

/**
 * The lines that a template begins something with for a customer: at its own prices where it says them in the customer's
 * currency, otherwise at what the customer pays today.
 */
export async function linesBegun(
	scope: Scope,
	{ lines }: Pick<Template, 'lines'>,
	of: { customerId: string; currency: string },
): Promise<BegunLine[]> {
	const wanted = lines.filter(({ productId }) => productId !== null)
	const priced = await findPrices(scope, wanted, { ...of, on: scope.today.toString() })
	const isOwnCurrency = of.currency === scope.company.currency
	return lines.map((line) => {
		const sold = priced.find((one) => one.productId === line.productId && one.planId === line.planId)
		return {
			...{ contractLineId: null, productId: line.productId, planId: line.planId },
			description: line.description || (sold?.name ?? ''),
			intervalUnit: line.interval?.unit ?? null,
			intervalCount: line.interval?.count ?? null,
			quantity: line.quantity,
			unitPrice: (isOwnCurrency ? line.unitPrice : null) ?? priceOf(line, sold),
			...{ discountPercent: line.discountPercent, discountPeriods: null, discountUntil: null },
			...{ model: '', serialNumber: '', factoryNumber: '', optional: false },
			...{ unit: line.unit ?? null, taxClass: sold?.taxClass ?? 'standard' },
		}
	})
}

function priceOf({ unit, quantity }: TemplateLine, sold: PricedPlan | undefined): string {
	const priced = sold && soldIn(sold, unit)
	return (priced && priceAt(priced.tiers, quantity)?.unitPrice) ?? priced?.unitPrice ?? '0'
}
