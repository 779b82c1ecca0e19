import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ContractClaim } from '#core/receivable/read-claims.ts'
import { reckonPenalty } from '#core/receivable/reckon-penalty.ts'

const terms = { dailyRatePercent: { digits: 5n, scale: 2 }, graceDays: 0, chargeGrace: false }

const claims = fc.array(
	fc.record({
		due: fc.integer({ min: 0, max: 60 }),
		amountMinor: fc.bigInt({ min: 1n, max: 5_000_00n }),
		payments: fc.array(
			fc.record({ on: fc.integer({ min: 0, max: 150 }), minor: fc.bigInt({ min: 1n, max: 2_000_00n }) }),
			{ maxLength: 3 },
		),
	}),
	{ minLength: 1, maxLength: 4 },
)

const claimOf = (
	{ due, amountMinor, payments }: { due: number; amountMinor: bigint; payments: { on: number; minor: bigint }[] },
	place: number,
): ContractClaim => {
	let left = amountMinor
	const fitting = payments.map(({ on, minor }) => {
		const part = minor < left ? minor : left
		left -= part
		return { on, minor: part }
	})
	return {
		...{ invoiceId: String(place), number: String(place), issuedOn: 0, due, amountMinor, terms, billed: false },
		...{ isPenalty: false, isVoid: false, isComing: false, payments: fitting },
	}
}

test('a waiver takes nothing that accrues after its day, whatever turns out to have been paid before', () => {
	fc.assert(
		fc.property(
			claims,
			fc.record({
				on: fc.integer({ min: 1, max: 120 }),
				minor: fc.bigInt({ min: 1n, max: 200_00n }),
				paidMinor: fc.bigInt({ min: 0n, max: 200_00n }),
			}),
			fc.integer({ min: 0, max: 200 }),
			fc.bigInt({ min: 0n, max: 50_00n }),
			(given, waiver, later, more) => {
				const all = given.map(claimOf).sort((one, two) => one.due - two.due)
				const paidThen = { paidMinor: waiver.paidMinor, billed: [], waivers: [] }
				const paidNow = { ...paidThen, paidMinor: waiver.paidMinor + more }
				const owedThen = reckonPenalty(all, paidThen, waiver.on).dueMinor
				const without = reckonPenalty(all, paidNow, waiver.on + later).dueMinor
				const waived = reckonPenalty(all, { ...paidNow, waivers: [waiver] }, waiver.on + later).dueMinor
				const taken = without - waived
				expect(taken >= 0n && taken <= owedThen && taken <= waiver.minor).toBe(true)
			},
		),
		{ numRuns: 500 },
	)
})
