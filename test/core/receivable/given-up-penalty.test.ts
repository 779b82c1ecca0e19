import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findWaivers } from '#core/receivable/find-waivers.ts'
import type { ContractClaim } from '#core/receivable/read-claims.ts'
import { reckonPenalty } from '#core/receivable/reckon-penalty.ts'
import { undoWaiver } from '#core/receivable/waiver.ts'
import { openBooks } from '#test/support/books.ts'
import { administrator, sold } from './billed-world.ts'

const terms = { dailyRatePercent: { digits: 5n, scale: 2 }, graceDays: 0, chargeGrace: false }
const nothing = { paidMinor: 0n, waivers: [], billed: [] }

test('a credit note that gives penalty interest up takes nothing that accrues after its day, whatever turns out', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 1_00n, max: 90_000_00n }),
			fc.bigInt({ min: 0n, max: 90_000_00n }),
			fc.integer({ min: 0, max: 100 }),
			fc.integer({ min: 1, max: 100 }),
			fc.integer({ min: 0, max: 200 }),
			fc.integer({ min: 1, max: 100 }),
			(amountMinor, paid, paidOn, noteOn, later, percent) => {
				const claim = (payments: ContractClaim['payments']): ContractClaim => ({
					...{ invoiceId: 'late', number: '1', issuedOn: 0, due: 0, amountMinor, terms, billed: true },
					...{ isPenalty: false, isVoid: false, isComing: false, payments },
				})
				const known = [claim([])]
				const turnedOut = [claim([{ on: paidOn, minor: paid < amountMinor ? paid : amountMinor }])]
				const billedMinor = reckonPenalty(known, nothing, noteOn).accruedMinor
				const givenUp = (billedMinor * BigInt(percent)) / 100n
				const paper = { invoiceId: 'late', on: noteOn }
				const billed = [
					{ ...paper, minor: billedMinor, givenUp: false },
					{ ...paper, minor: -givenUp, givenUp: true },
				]
				const then = reckonPenalty(turnedOut, nothing, noteOn).accruedMinor
				const told = reckonPenalty(turnedOut, { ...nothing, billed }, noteOn + later)
				const gone = givenUp < then ? givenUp : then
				expect(told.waivedMinor).toBe(gone)
				const [{ overMinor } = { overMinor: 0n }] = told.claims
				expect(told.billedMinor - overMinor + told.dueMinor).toBe(told.accruedMinor - gone)
			},
		),
		{ numRuns: 500 },
	)
})

test('what was given up by credit note and had not accrued after all is not kept for what accrues later', async () => {
	await using world = await openBooks({ on: '2026-01-10' })
	const { id, first, runOn, receive, tell, waive, papers } = await sold(world)
	await runOn('2026-02-01')
	await receive('2026-02-01', 400_00n, first)
	expect(await tell()).toMatchObject({ accruedMinor: 11_00n, billedMinor: 10_50n, dueMinor: 50n })
	expectOk(await waive(11_00n))
	expect(await tell()).toMatchObject({ accruedMinor: 11_00n, waivedMinor: 11_00n, billedMinor: 0n, dueMinor: 0n })
	// 500.00 had come on the fourth day already: from then on 500.00 stand, until 400.00 of them come on the first of February.
	await receive('2026-01-14', 500_00n, first)
	expect(await tell()).toMatchObject({ accruedMinor: 6_50n, waivedMinor: 6_50n, billedMinor: 0n, dueMinor: 0n })
	world.clock.standOn(Temporal.PlainDate.from('2026-02-09'))
	expect(await tell()).toMatchObject({ accruedMinor: 6_90n, waivedMinor: 6_50n, dueMinor: 40n })
	// Taken back, what it gave up is owed again, and no more than had accrued.
	for (const waiver of expectOk(await look(world.books, administrator, findWaivers, { contractId: id })))
		expectOk(await act(world.books, administrator, undoWaiver, { id: waiver.id }))
	expect(await tell()).toMatchObject({ accruedMinor: 6_90n, waivedMinor: 0n, billedMinor: 0n, dueMinor: 6_90n })
	expect((await papers()).map(({ kind }) => kind)).toEqual(['invoice', 'credit_note'])
})
