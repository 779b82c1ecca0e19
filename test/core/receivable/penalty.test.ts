import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDay } from '#core/calendar.ts'
import { parseDecimal } from '#core/decimal.ts'
import { accrue, type PaidOn } from '#core/receivable/accrue-penalty.ts'
import { tellPenalty } from '#core/receivable/tell-penalty.ts'

const terms = { dailyRatePercent: parseDecimal('0.05'), graceDays: 0, chargeGrace: false }
const claim = { due: parseDay('2026-01-10'), amountMinor: 1_000_000n }
const paid = (on: string, minor: bigint): PaidOn => ({ on: parseDay(on), minor })

describe('penalty interest of one claim', () => {
	test('counts from the day after the due day, that of the question included', () => {
		const at = (on: string) => accrue(terms, claim, [], parseDay(on))
		expect(at('2026-01-09')).toMatchObject({ accruedMinor: 0n, daysPastDue: 0, spans: [] })
		expect(at('2026-01-10')).toMatchObject({ accruedMinor: 0n, daysPastDue: 0 })
		expect(at('2026-01-11')).toMatchObject({ accruedMinor: 500n, daysPastDue: 1 })
		expect(at('2026-02-10')).toMatchObject({ accruedMinor: 15_500n, daysPastDue: 31 })
	})

	test('is split by each receipt, whose own day still counts on what stood before it', () => {
		const told = accrue(terms, claim, [paid('2026-01-20', 400_000n)], parseDay('2026-01-25'))
		expect(told.spans.map(({ from, to, principalMinor }) => [to - from, principalMinor])).toEqual([
			[10, 1_000_000n],
			[5, 600_000n],
		])
		expect(told.accruedMinor).toBe(5_000n + 1_500n)
		expect(told.openMinor).toBe(600_000n)
	})

	test('stops when the claim is paid, and days past due with it', () => {
		const payments = [paid('2026-01-15', 1_000_000n)]
		expect(accrue(terms, claim, payments, parseDay('2026-03-01'))).toMatchObject({
			...{ accruedMinor: 2_500n, daysPastDue: 0, openMinor: 0n },
		})
	})

	test('is rounded once, halves away from zero', () => {
		const small = { due: claim.due, amountMinor: 1_000n }
		expect(accrue(terms, small, [], claim.due + 1).accruedMinor).toBe(1n)
		expect(accrue(terms, { ...small, amountMinor: 999n }, [], claim.due + 1).accruedMinor).toBe(0n)
		// Two spans of 0.4 make one of 0.8, not twice nothing.
		const halves = accrue(terms, { ...small, amountMinor: 800n }, [paid('2026-01-11', 1n)], claim.due + 2)
		expect(halves.accruedMinor).toBe(1n)
	})

	describe('with five days of grace', () => {
		const patient = { ...terms, graceDays: 5 }
		const strict = { ...patient, chargeGrace: true }

		test('nothing accrues while they run, on the fifth neither', () => {
			for (const one of [patient, strict]) expect(accrue(one, claim, [], claim.due + 5).accruedMinor).toBe(0n)
		})

		test('it begins with the sixth day, or goes back to the due day, as the company says', () => {
			expect(accrue(patient, claim, [], claim.due + 6).accruedMinor).toBe(500n)
			expect(accrue(strict, claim, [], claim.due + 6).accruedMinor).toBe(3_000n)
		})

		test('what is paid in them bears nothing, what remains bears all its days', () => {
			const half = [paid('2026-01-12', 500_000n)]
			expect(accrue(strict, claim, half, claim.due + 10).accruedMinor).toBe(2_500n)
			expect(accrue(patient, claim, half, claim.due + 10).accruedMinor).toBe(1_250n)
			const whole = [paid('2026-01-15', 1_000_000n)]
			expect(accrue(strict, claim, whole, claim.due + 90).accruedMinor).toBe(0n)
		})

		test('they do not make a claim less past due', () => {
			expect(accrue(patient, claim, [], claim.due + 3).daysPastDue).toBe(3)
		})
	})
})

/** Day by day, as somebody would with a calendar in hand. */
function byHand(rate: bigint, due: number, amount: bigint, payments: readonly PaidOn[], on: number, grace: number) {
	let thousandths = 0n
	for (let day = due + grace + 1; day <= on; day++)
		thousandths += payments.reduce((open, one) => (one.on < day ? open - one.minor : open), amount) * rate
	return (2n * thousandths + 100_000n) / 200_000n
}

const someMoney = fc.record({ on: fc.integer({ min: 0, max: 120 }), minor: fc.bigInt({ min: 1n, max: 90_000n }) })

test('the sum of spans is the sum of days, for any payments', () => {
	fc.assert(
		fc.property(
			fc.array(someMoney, { maxLength: 8 }),
			fc.bigInt({ min: 1n, max: 500n }),
			fc.integer({ min: 0, max: 20 }),
			fc.integer({ min: 0, max: 150 }),
			(payments, rate, graceDays, on) => {
				const amountMinor = payments.reduce((sum, { minor }) => sum + minor, 0n) + 777n
				const given = { dailyRatePercent: { digits: rate, scale: 3 }, graceDays, chargeGrace: false }
				const told = accrue(given, { due: 30, amountMinor }, payments, on)
				expect(told.accruedMinor).toBe(byHand(rate, 30, amountMinor, payments, on, graceDays))
			},
		),
	)
})

test('with grace, what is charged from the due day is at least what is charged from its end, and never shrinks by a day', () => {
	fc.assert(
		fc.property(
			fc.array(someMoney, { maxLength: 6 }),
			fc.integer({ min: 0, max: 20 }),
			fc.integer({ min: 0, max: 150 }),
			(payments, graceDays, on) => {
				const given = { dailyRatePercent: parseDecimal('0.05'), graceDays, chargeGrace: true }
				const amountMinor = payments.reduce((sum, { minor }) => sum + minor, 0n) + 50_000n
				const at = (day: number) => accrue(given, { due: 30, amountMinor }, payments, day).accruedMinor
				const later = accrue({ ...given, chargeGrace: false }, { due: 30, amountMinor }, payments, on).accruedMinor
				expect(at(on)).toBeGreaterThanOrEqual(later)
				expect(at(on + 1)).toBeGreaterThanOrEqual(at(on))
			},
		),
	)
})

describe('penalty interest of several claims', () => {
	const claims = [
		{ due: parseDay('2026-02-10'), amountMinor: 100_000n },
		{ due: parseDay('2026-01-10'), amountMinor: 100_000n },
	]

	test('money goes to the oldest due first, and what is too much stays unallocated', () => {
		const told = tellPenalty(terms, claims, [paid('2026-01-05', 150_000n), paid('2026-02-20', 80_000n)], [], 20_600)
		expect(told.claims.map((one) => one.openMinor)).toEqual([0n, 0n])
		expect(told.claims.map((one) => one.accruedMinor)).toEqual([250n, 0n])
		expect(told.unallocatedMinor).toBe(30_000n)
	})

	test('a waiver takes what had accrued by its day, oldest first, and never more', () => {
		const on = parseDay('2026-02-20')
		const told = (waivers: { on: string; minor: bigint }[]) =>
			tellPenalty(
				terms,
				claims,
				[],
				waivers.map((one) => ({ ...one, on: parseDay(one.on) })),
				on,
			).claims.map((one) => [one.accruedMinor, one.waivedMinor, one.dueMinor])
		expect(told([])).toEqual([
			[500n, 0n, 500n],
			[2_050n, 0n, 2_050n],
		])
		expect(told([{ on: '2026-01-12', minor: 5_000n }])).toEqual([
			[500n, 0n, 500n],
			[2_050n, 100n, 1_950n],
		])
		expect(told([{ on: '2026-02-20', minor: 2_100n }])).toEqual([
			[500n, 50n, 450n],
			[2_050n, 2_050n, 0n],
		])
		expect(told([{ on: '2026-02-21', minor: 2_100n }])[0]).toEqual([500n, 0n, 500n])
		expect(
			told([
				{ on: '2026-02-20', minor: 9_000n },
				{ on: '2026-01-12', minor: 9_000n },
			]),
		).toEqual([
			[500n, 500n, 0n],
			[2_050n, 2_050n, 0n],
		])
	})

	test('nothing depends on the order in which receipts and waivers were typed, and no money is lost', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({ due: fc.integer({ min: 0, max: 90 }), amountMinor: fc.bigInt({ min: 1n, max: 99_999n }) }),
				),
				fc.array(someMoney, { maxLength: 8 }),
				fc.array(someMoney, { maxLength: 4 }),
				fc.integer({ min: 0, max: 150 }),
				(some, receipts, waivers, on) => {
					const told = tellPenalty(terms, some, receipts, waivers, on)
					expect(tellPenalty(terms, some, receipts.toReversed(), waivers.toReversed(), on)).toEqual(told)
					const sum = (minors: bigint[]) => minors.reduce((total, minor) => total + minor, 0n)
					const paidOff = sum(told.claims.map((one) => one.amountMinor - one.openMinor))
					const came = sum(receipts.filter((one) => one.on <= on).map((one) => one.minor))
					expect(paidOff + told.unallocatedMinor).toBe(came)
					for (const one of told.claims) expect(one.dueMinor >= 0n && one.openMinor >= 0n).toBe(true)
				},
			),
		)
	})
})
