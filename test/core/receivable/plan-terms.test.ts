import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDay, parseDay } from '#core/calendar.ts'
import { parseDecimal } from '#core/decimal.ts'
import { instalmentsOf } from '#core/receivable/plan-terms.ts'
import { shareInstalments } from '#core/receivable/share-instalments.ts'

const day = parseDay

describe('the instalments of a sum', () => {
	test('are counted from the first day, at the end of short months too, in leap years as well', () => {
		const made = instalmentsOf(
			{ kind: 'equal', downPayment: null, count: 4, everyMonths: 1, firstDueOn: day('2028-01-31') },
			1000n,
		)
		expect(Array.isArray(made) && made.map(({ dueOn }) => formatDay(dueOn))).toEqual([
			...['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
		])
	})

	test('come to that sum, whatever it is and however it is divided', () => {
		fc.assert(
			fc.property(
				fc.bigInt(1n, 10n ** 12n),
				fc.integer({ min: 1, max: 60 }),
				fc.bigInt(0n, 10n ** 11n),
				fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 12 }),
				(total, count, down, weights) => {
					const downPayment = down > 0n ? { dueOn: 0, amountMinor: down } : null
					const equal = instalmentsOf({ kind: 'equal', downPayment, count, everyMonths: 1, firstDueOn: 1 }, total)
					if (Array.isArray(equal)) {
						expect(equal.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(total)
						const own = equal.filter((one) => !one.downPayment).map(({ amountMinor }) => Number(amountMinor))
						expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1)
					} else expect(total - down < BigInt(count)).toBe(true)
					const whole = weights.reduce((sum, weight) => sum + weight, 0)
					const rows = weights.map((weight, index) => ({
						...{ dueOn: index, label: '', percent: { digits: BigInt(Math.floor((weight * 1e6) / whole)), scale: 4 } },
					}))
					const rest = 1000000n - rows.reduce((sum, { percent }) => sum + percent.digits, 0n)
					if (rows[0]) rows[0].percent.digits += rest
					const shared = instalmentsOf({ kind: 'percents', rows }, total)
					if (Array.isArray(shared)) expect(shared.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(total)
					else expect(shared.problem).toBe('too_small')
				},
			),
			{ numRuns: 300 },
		)
	})

	test('that do not come to it are refused with what they come to', () => {
		const rows = [{ dueOn: 1, amountMinor: 400n, label: '' }]
		expect(instalmentsOf({ kind: 'amounts', rows }, 1000n)).toEqual({ problem: 'not_total', sumMinor: 400n })
		const percents = [{ dueOn: 1, percent: parseDecimal('99.9'), label: '' }]
		expect(instalmentsOf({ kind: 'percents', rows: percents }, 1000n)).toEqual({ problem: 'not_hundred' })
	})

	test('have parts of each line that come to its amount and its tax, and none is below nothing', () => {
		const amount = fc.bigInt(0n, 10n ** 9n)
		fc.assert(
			fc.property(
				fc.array(fc.record({ netMinor: amount, taxMinor: amount }), { minLength: 1, maxLength: 4 }),
				fc.array(fc.bigInt(1n, 1000n), { minLength: 1, maxLength: 24 }),
				(lines, weights) => {
					const total = lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
					if (total < BigInt(weights.length)) return
					const whole = weights.reduce((sum, weight) => sum + weight, 0n)
					const amounts = weights.map((weight) => (total * weight) / whole)
					amounts[0] = (amounts[0] ?? 0n) + total - amounts.reduce((sum, one) => sum + one, 0n)
					if (amounts.some((one) => one <= 0n)) return
					const shares = shareInstalments(lines, amounts)
					for (const [index, parts] of shares.entries()) {
						expect(parts.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)).toBe(amounts[index])
						expect(parts.every(({ netMinor, taxMinor }) => netMinor >= 0n && taxMinor >= 0n)).toBe(true)
					}
					for (const [place, line] of lines.entries()) {
						expect(shares.reduce((sum, parts) => sum + (parts[place]?.netMinor ?? 0n), 0n)).toBe(line.netMinor)
						expect(shares.reduce((sum, parts) => sum + (parts[place]?.taxMinor ?? 0n), 0n)).toBe(line.taxMinor)
					}
				},
			),
			{ numRuns: 200 },
		)
	})
})
