import { expect, test } from 'vitest'
import { tellFacts } from '#portal/present/staff/tell-facts.ts'

test('an event is told with amounts in their currency, days as days and no ids', () => {
	const facts = {
		totalMinor: '123450',
		currency: 'EUR',
		effectiveOn: '2026-03-11',
		receiptNumber: 'R-1',
		paymentId: '0198',
		reason: '',
		amountMinor: 'much',
	}
	expect(tellFacts(facts)).toBe('total: €1,234.50 · effective: 11 Mar 2026 · receipt number: R-1 · amount: much')
})

test('an amount without a known currency stays as it was written', () => {
	expect(tellFacts({ amountMinor: 5, currency: 'EURO', nothing: null })).toBe('amount: 5')
})

test('a moment is told as its day', () => {
	expect(tellFacts({ expiresAt: '2027-01-21T12:41:36.321647949Z' })).toBe('expires: 21 Jan 2027')
})
