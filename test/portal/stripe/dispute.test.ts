import { expect, test } from 'vitest'
import { balances, invoice, openOf, welcome } from '#test/core/payment/ledger.ts'
import { open, paymentOf } from './choosing.ts'
import { openTaking, payWith, type Taking } from './taking.ts'

async function disputed(taking: Taking, card = '4000000000000259') {
	const customer = await welcome(taking.books)
	const owed = await invoice(taking.books, customer, 100_00n)
	const { payment, url } = await open(taking, customer, [owed])
	await payWith(url, card)
	await taking.settle()
	const [dispute] = await taking.sql<{ id: string }[]>`select id from card_sandbox.object where kind = 'dispute'`
	return { owed, payment, disputeId: dispute?.id ?? '' }
}

/** The words with which Stripe's test mode decides a dispute. */
async function answerDispute(taking: Taking, id: string, evidence: 'winning_evidence' | 'losing_evidence') {
	await taking.till.stripe.disputes.update(id, { evidence: { uncategorized_text: evidence }, submit: true })
	await taking.settle()
}

test('a disputed payment settles nothing any more, and settles again when the dispute is won', async () => {
	await using taking = await openTaking()
	const { owed, payment, disputeId } = await disputed(taking)
	expect(await openOf(taking.books, owed.id)).toBe(100_00n)
	expect(await paymentOf(taking, payment.id)).toMatchObject({ returnedMinor: 100_00n, allocatedMinor: 0n })
	expect(await balances(taking.books)).toEqual({ receivable: 100_00n, revenue: -100_00n })
	await answerDispute(taking, disputeId, 'winning_evidence')
	expect(await taking.sql`select state from dispute`).toEqual([{ state: 'won' }])
	expect(await openOf(taking.books, owed.id)).toBe(0n)
	expect(await paymentOf(taking, payment.id)).toMatchObject({ returnedMinor: 0n, allocatedMinor: 100_00n })
	expect(await balances(taking.books)).toEqual({ cash: 100_00n, revenue: -100_00n })
	const told = await taking.sql`select kind from event where kind like 'payment.dispute%' order by id`
	expect(told).toEqual([{ kind: 'payment.disputed' }, { kind: 'payment.dispute_closed' }])
})

test('a lost dispute leaves the invoice open', async () => {
	await using taking = await openTaking()
	const { owed, disputeId } = await disputed(taking)
	await answerDispute(taking, disputeId, 'losing_evidence')
	expect(await taking.sql`select state from dispute`).toEqual([{ state: 'lost' }])
	expect(await openOf(taking.books, owed.id)).toBe(100_00n)
	expect(await balances(taking.books)).toEqual({ receivable: 100_00n, revenue: -100_00n })
})

test('an inquiry of the bank is told and moves no money', async () => {
	await using taking = await openTaking()
	const { owed } = await disputed(taking, '4000000000001976')
	expect(await openOf(taking.books, owed.id)).toBe(0n)
	expect(await taking.sql`select from dispute`).toEqual([])
	const told = await taking.sql`select facts ->> 'inquiry' as inquiry from event where kind = 'payment.disputed'`
	expect(told).toEqual([{ inquiry: 'true' }])
})
