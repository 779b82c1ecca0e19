import { createHash } from 'node:crypto'
import type { QuotePreview } from './preview.ts'
import type { Quote } from './read.ts'

/**
 * SHA-256 of what the customer is shown: the quote's own facts, which never change once it is sent, and what it comes to
 * today. Another day, another tax rate or another change of the contract gives another one if it changes the money.
 */
export function seenOf(quote: Pick<Quote, 'id' | 'number'>, preview: Omit<QuotePreview, 'seen'>): string {
	const { chosen, startsOn, endsOn, oneOff, recurring, later, invoices, whole } = preview
	const money = invoices.map(({ on, subtotalMinor, taxMinor, totalMinor }) => ({
		on,
		subtotalMinor,
		taxMinor,
		totalMinor,
	}))
	const shown = {
		id: quote.id,
		number: quote.number,
		chosen,
		startsOn,
		endsOn,
		oneOff,
		recurring,
		later,
		invoices: money,
		whole,
	}
	return createHash('sha256').update(JSON.stringify(shown, digits)).digest('hex')
}

const digits = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
