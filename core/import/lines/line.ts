import type { ProductPlan } from '../find-products.ts'
import type { IntervalChoice } from '../format/words.ts'
import type { RowRecord } from '../record.ts'

/** What a row says a line is. */
export function lineOf(values: RowRecord['values'], product: ProductPlan | undefined) {
	const text = (field: string) => String(values[field] ?? '')
	const interval = values.interval as IntervalChoice
	return {
		description:
			text('description') ||
			text('product') ||
			text('title') ||
			text('serialNumber') ||
			text('line') ||
			text('contract') ||
			text('key'),
		...{ productId: product?.productId ?? null, planId: product?.planId ?? null },
		...{ model: text('model'), serialNumber: text('serialNumber'), factoryNumber: text('factoryNumber') },
		...{ interval: interval === 'once' ? null : interval, quantity: text('quantity'), unitPrice: text('unitPrice') },
		...{ discountPercent: text('discountPercent') || '0', taxClass: 'standard' },
	}
}
