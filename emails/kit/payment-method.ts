import { z } from 'zod'
import type { Words } from '../words/words.ts'
import { line } from './field.ts'

/** How money moved, as letters and papers name it. A card is only ever its brand and last four digits. */
export const paymentMethod = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('card'), brand: line, last4: z.string().regex(/^\d{4}$/) }),
	z.object({ kind: z.enum(['bank_transfer', 'cash', 'cheque', 'other']) }),
])

export type PaymentMethod = z.output<typeof paymentMethod>

const brands: Record<string, string> = {
	amex: 'American Express',
	diners: 'Diners Club',
	discover: 'Discover',
	jcb: 'JCB',
	mastercard: 'Mastercard',
	unionpay: 'UnionPay',
	visa: 'Visa',
}

export function methodInWords(method: PaymentMethod, words: Words['letters']): string {
	switch (method.kind) {
		case 'card':
			return words.card(brands[method.brand.toLowerCase()] ?? method.brand, method.last4)
		case 'bank_transfer':
			return words.bankTransfer
		case 'cash':
			return words.cash
		case 'cheque':
			return words.cheque
		case 'other':
			return words.otherMethod
	}
}
