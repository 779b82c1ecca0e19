import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { creditParts } from '#core/credit-note/credit-parts.ts'
import { findCreditable } from '#core/credit-note/find-creditable.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { findStatement } from '#core/journal/statement.ts'
import { recordDispute } from '#core/payment/record-dispute.ts'
import { recordRefund } from '#core/payment/record-refund.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { finance, system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { sold } from './billed-world.ts'

async function credit({ books }: World, invoiceId: string, minor: bigint) {
	const { lines } = expectOk(await look(books, finance, findCreditable, { id: invoiceId }))
	const parts = lines.map(({ id }) => ({ by: 'amount' as const, lineId: id, amountMinor: String(minor) }))
	return await act(books, finance, decided(creditParts), { id: invoiceId, reason: 'Scratched', parts })
}

/** The bank takes an amount of the first payment back, or has to give it back. */
async function dispute({ books, sql }: World, state: 'open' | 'won', amountMinor: bigint) {
	const [payment] = await sql<{ id: string }[]>`select id from payment order by created_at, id limit 1`
	if (!payment) return
	const { id: paymentId } = payment
	const told = { paymentId, processorDisputeId: 'dp_1', amountMinor, state, reason: 'fraudulent', answerBy: null }
	await act(books, system, recordDispute, told)
}

/** The processor gives an amount of the first payment back, or could not after all. */
async function refund({ books, sql }: World, state: 'succeeded' | 'failed', amountMinor: bigint) {
	const [payment] = await sql<{ id: string; leftMinor: bigint }[]>`
		select id, amount_minor - returned_minor as "leftMinor" from payment order by created_at, id limit 1`
	if (!payment || (state === 'succeeded' && payment.leftMinor < amountMinor)) return
	const told = { paymentId: payment.id, processorRefundId: 're_1', amountMinor, state, reason: '' }
	await act(books, system, recordRefund, told)
}

const step = fc.record({
	days: fc.integer({ min: 0, max: 9 }),
	what: fc.constantFrom('pay', 'pay', 'credit', 'void', 'dispute', 'win', 'refund', 'fail'),
	minor: fc.bigInt({ min: 1n, max: 1_300_00n }),
	back: fc.integer({ min: 0, max: 12 }),
})

test('of every day is open what the journal of that day says, whatever was paid, credited and taken back since', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
			await using world = await openBooks({ on: '2026-01-10' })
			const { id, first, receive } = await sold(world)
			const firstDay = Temporal.PlainDate.from('2026-01-10')
			for (const { days, what, minor, back } of steps) {
				world.clock.standOn(world.clock.today().add({ days }))
				const on = world.clock.today().subtract({ days: back })
				if (what === 'pay')
					await receive((Temporal.PlainDate.compare(on, firstDay) < 0 ? firstDay : on).toString(), minor, first)
				if (what === 'credit') await credit(world, first, minor)
				if (what === 'dispute' || what === 'win') await dispute(world, what === 'win' ? 'won' : 'open', minor)
				if (what === 'refund' || what === 'fail') await refund(world, what === 'fail' ? 'failed' : 'succeeded', minor)
				if (what === 'void')
					await act(world.books, finance, decided(voidInvoice), { id: first, reason: 'Wrong', again: false })
			}
			const last = world.clock.today()
			for (let on = firstDay; Temporal.PlainDate.compare(on, last) <= 0; on = on.add({ days: 1 })) {
				const asked = { contractId: id, on: on.toString() }
				const told = expectOk(await look(world.books, system, findPenalty, asked))
				const { accounts } = expectOk(await look(world.books, system, findStatement, asked))
				expect([asked.on, told.openMinor]).toEqual([asked.on, accounts[0]?.openMinor ?? 0n])
			}
		}),
		{ numRuns: 12, examples: [[paidThenVoid], [paidThenCredited], [disputedAndWon], [refundedInVain]] },
	)
}, 120_000)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const paidThenVoid: Step[] = [
	{ days: 2, what: 'pay', minor: 1_000_00n, back: 0 },
	{ days: 9, what: 'void', minor: 1n, back: 0 },
	{ days: 3, what: 'credit', minor: 1n, back: 0 },
]

const paidThenCredited: Step[] = [
	{ days: 2, what: 'pay', minor: 1_000_00n, back: 0 },
	{ days: 9, what: 'credit', minor: 400_00n, back: 0 },
	{ days: 3, what: 'void', minor: 1n, back: 0 },
]

const disputedAndWon: Step[] = [
	{ days: 2, what: 'pay', minor: 1_000_00n, back: 0 },
	{ days: 9, what: 'dispute', minor: 600_00n, back: 0 },
	{ days: 5, what: 'win', minor: 600_00n, back: 0 },
	{ days: 2, what: 'void', minor: 1n, back: 0 },
]

const refundedInVain: Step[] = [
	{ days: 2, what: 'pay', minor: 1_300_00n, back: 0 },
	{ days: 9, what: 'refund', minor: 900_00n, back: 0 },
	{ days: 5, what: 'fail', minor: 900_00n, back: 0 },
	{ days: 2, what: 'credit', minor: 1n, back: 0 },
]
