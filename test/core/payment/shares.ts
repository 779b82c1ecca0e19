import { type Actor, act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { type DisputeState, recordDispute } from '#core/payment/record-dispute.ts'
import { recordRefund } from '#core/payment/record-refund.ts'
import { startPayment } from '#core/payment/start.ts'
import type { World } from '#test/support/books.ts'
import { type Customer, openOf, system } from './ledger.ts'

/** A contract in force that bills nothing by itself in these tests. */
export async function agree({ books }: World, customer: Customer, title: string): Promise<string> {
	const line = { description: 'Seat', quantity: '1', unitPrice: '1', interval: { unit: 'month', count: 1 } as const }
	const input = { customerId: customer.id, title, currency: customer.currency, startsOn: '2026-01-01', lines: [line] }
	const { id } = expectOk(await act(books, system, createContract, input))
	expectOk(await act(books, system, activateContract, { id }))
	return id
}

/** An open attempt at card money for some invoices. */
export async function begin({ books }: World, ids: string[]) {
	const invoices = await Promise.all(ids.map(async (id) => ({ id, amountMinor: await openOf(books, id) })))
	const total = invoices.reduce((sum, one) => sum + one.amountMinor, 0n)
	const asked = { invoices, shownTotalMinor: total, key: crypto.randomUUID() }
	return expectOk(await act(books, system, startPayment, asked))
}

/** Money for some invoices, confirmed by the processor. */
export async function pay(world: World, ids: string[], receivedMinor?: bigint) {
	const started = await begin(world, ids)
	const word = {
		paymentId: started.id,
		intentId: `pi_${started.id}`,
		receivedMinor: receivedMinor ?? started.amountMinor,
		currency: started.currency,
	}
	return expectOk(await act(world.books, system, confirmPayment, word))
}

/** Whoever holds a link of a customer to some of theirs. */
export function holderOf(
	customer: Customer,
	kind: 'customer' | 'contract' | 'invoice',
	id: string,
	scope: 'view' | 'pay' = 'pay',
): Actor {
	const subject = { kind, id }
	return { kind: 'link', linkId: crypto.randomUUID(), customerId: customer.id, contactId: null, subject, scope }
}

/** What the processor says of a refund; `id` tells several of one payment apart. */
export async function refund({ books }: World, paymentId: string, amountMinor: bigint, id = '1') {
	const word = { paymentId, processorRefundId: `re_${paymentId}_${id}`, amountMinor, state: 'succeeded' as const }
	return expectOk(await act(books, system, recordRefund, { ...word, reason: '' }))
}

/** What the processor says of the dispute of a payment. */
export async function dispute({ books }: World, paymentId: string, amountMinor: bigint, state: DisputeState) {
	const word = { paymentId, processorDisputeId: `dp_${paymentId}`, amountMinor, state, answerBy: null }
	expectOk(await act(books, system, recordDispute, { ...word, reason: 'fraudulent' }))
}
