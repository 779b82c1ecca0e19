import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chargeable, fromStripe, toStripe } from '#portal/stripe/amount.ts'
import { reasonOf } from '#portal/stripe/reason.ts'

test.each([
	[12_34n, 'EUR', 1234],
	[500n, 'JPY', 500],
	[500n, 'UGX', 50_000],
	[500n, 'ISK', 50_000],
	[1_230n, 'KWD', 1230],
	[5_00n, 'MGA', 5],
	[15000n, 'VND', 15000],
])('%s of %s is %s to Stripe', (minor, currency, amount) => {
	expect(toStripe(minor, currency)).toBe(amount)
	expect(fromStripe(amount, currency.toLowerCase())).toBe(minor)
})

test('an amount finer than Stripe can say is not charged', () => {
	expect(chargeable(1_234n, 'KWD')).toBeUndefined()
	expect(chargeable(5_01n, 'MGA')).toBeUndefined()
	expect(chargeable(100_000_000n, 'EUR')).toBeUndefined()
	expect(() => toStripe(1_234n, 'KWD')).toThrow(RangeError)
})

test('what can be charged comes back as it was', () => {
	const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'UGX', 'ISK', 'MGA', 'HUF', 'XAF', 'TND')
	fc.assert(
		fc.property(fc.bigInt({ min: 1n, max: 9_999_999n }), currency, (minor, code) => {
			const amount = chargeable(minor, code)
			if (amount !== undefined) expect(fromStripe(amount, code)).toBe(minor)
		}),
	)
})

test('the codes of banks become reasons that can be told', () => {
	expect(reasonOf({ code: 'card_declined', decline_code: 'insufficient_funds' })).toBe('insufficient_funds')
	expect(reasonOf({ code: 'expired_card' })).toBe('expired_card')
	expect(reasonOf({ code: 'card_declined', decline_code: 'stolen_card' })).toBe('lost_or_stolen')
	expect(reasonOf({ code: 'card_declined', decline_code: 'never_heard_of' })).toBe('declined')
	expect(reasonOf(null)).toBe('declined')
})
