import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDecimal, roundHalfAwayFromZero } from '#core/decimal.ts'
import { asPriced, taxed } from '#core/schedule/price.ts'
import type { DueLine } from '#core/schedule/terms.ts'
import { spreadTaxes } from '#core/tax/spread.ts'

const one = parseDecimal('1')
function lineOf(priced: bigint, percent: string, included = false): DueLine {
	const taxPercent = parseDecimal(percent)
	const within = included ? { taxWithin: taxPercent } : {}
	const price = { unitPrice: one, quantity: one, discountPercent: parseDecimal('0'), taxPercent, ...within }
	const { amount, tax } = taxed(priced, price)
	const days = { on: 0, from: 0, to: 31, boundaryFrom: 0, boundaryTo: 31 }
	const basis = { from: 0, to: 31, amount: 0n, whole: false }
	const kind = priced < 0n ? ('credit' as const) : ('period' as const)
	return { lineKey: 'line', kind, ...days, revision: 0, amount, tax, price, basis }
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

test('where prices include it, the tax of a rate is taken out of its sum once, and each line is paid as it is priced', () => {
	const [first, ...others] = [lineOf(119n, '19', true), lineOf(33n, '19', true), lineOf(100n, '19')]
	expect(first).toMatchObject({ amount: 100n, tax: 19n })
	expect(spreadTaxes([...(first ? [first] : []), ...others]).map(({ amount, tax }) => [amount, tax])).toEqual([
		[100n, 19n],
		[28n, 5n],
		[100n, 19n],
	])
	const line = fc.tuple(
		fc.bigInt({ min: -100_000n, max: 100_000n }),
		fc.constantFrom('19', '7', '8.875', '0'),
		fc.boolean(),
	)
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (facts) => {
			const spread = spreadTaxes(facts.map((fact) => lineOf(...fact)))
			for (const [index, [priced]] of facts.entries()) {
				const one = spread[index]
				expect(one && asPriced(one)).toBe(priced)
			}
			for (const percent of new Set(facts.map(([, rate]) => rate))) {
				const ofRate = spread.filter((_, index) => facts[index]?.[1] === percent && facts[index]?.[2])
				const gross = ofRate.reduce((sum, { amount, tax }) => sum + amount + tax, 0n)
				const rate = parseDecimal(percent)
				const whole = roundHalfAwayFromZero(gross * rate.digits, 100n * 10n ** BigInt(rate.scale) + rate.digits)
				expect(ofRate.reduce((sum, { tax }) => sum + tax, 0n)).toBe(whole)
			}
		}),
	)
})
