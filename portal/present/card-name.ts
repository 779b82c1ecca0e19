import type { English } from '../words/en.ts'
import type { Say } from '../words/shape.ts'

const brands: Record<string, string> = {
	amex: 'American Express',
	diners: 'Diners Club',
	discover: 'Discover',
	jcb: 'JCB',
	mastercard: 'Mastercard',
	unionpay: 'UnionPay',
	visa: 'Visa',
}

/** The processor's own word for a brand that is not known here. */
export const nameBrand = (brand: string) => brands[brand] ?? brand

/** `Visa ending in 4242`. */
export function nameCard(say: Say<English>, { brand, last4 }: { brand: string; last4: string }): string {
	return say('overview.card', { brand: nameBrand(brand), last4 })
}
