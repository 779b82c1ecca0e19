import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDecimal, roundHalfAwayFromZero } from '#core/decimal.ts'
import { taxOn } from '#core/schedule/price.ts'
import type { DueLine } from '#core/schedule/terms.ts'
import { spreadTaxes } from '#core/tax/spread.ts'

const one = parseDecimal('1')
function lineOf(amount: bigint, percent: string): DueLine {
	const price = { unitPrice: one, quantity: one, discountPercent: parseDecimal('0'), taxPercent: parseDecimal(percent) }
	const days = { on: 0, from: 0, to: 31, boundaryFrom: 0, boundaryTo: 31 }
	const basis = { from: 0, to: 31, amount: 0n, whole: false }
	const kind = amount < 0n ? ('credit' as const) : ('period' as const)
	return { lineKey: 'line', kind, ...days, revision: 0, amount, tax: taxOn(amount, price), price, basis }
}
const taxes = (lines: DueLine[]) => spreadTaxes(lines).map((line) => line.tax)

test('three lines of 1.03 at 19 % carry 0.20 each by line, and 0.59 together on the sum', () => {
	const lines = [lineOf(103n, '19'), lineOf(103n, '19'), lineOf(103n, '19')]
	expect(lines.map((line) => line.tax)).toEqual([20n, 20n, 20n])
	expect(taxes(lines)).toEqual([20n, 20n, 19n])
})

test('each rate is summed by itself, and lines stay in their order', () => {
	expect(taxes([lineOf(103n, '19'), lineOf(107n, '7'), lineOf(103n, '19'), lineOf(108n, '7')])).toEqual([
		20n,
		7n,
		19n,
		8n,
	])
	expect(taxes([lineOf(500n, '0'), lineOf(-200n, '0')])).toEqual([0n, 0n])
})

test('of any lines the taxes of a rate sum to the tax of their sum, rounded once', () => {
	const line = fc.tuple(fc.bigInt({ min: -100_000n, max: 100_000n }), fc.constantFrom('19', '7', '8.875', '0'))
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (facts) => {
			const lines = facts.map(([amount, percent]) => lineOf(amount, percent))
			const spread = spreadTaxes(lines)
			expect(spread.map(({ amount }) => amount)).toEqual(lines.map(({ amount }) => amount))
			for (const percent of new Set(facts.map(([, percent]) => percent))) {
				const ofRate = spread.filter((_, index) => facts[index]?.[1] === percent)
				const net = ofRate.reduce((sum, { amount }) => sum + amount, 0n)
				const rate = parseDecimal(percent)
				const whole = roundHalfAwayFromZero(net * rate.digits, 100n * 10n ** BigInt(rate.scale))
				expect(ofRate.reduce((sum, { tax }) => sum + tax, 0n)).toBe(whole)
			}
		}),
	)
})
