import { expectOk, look } from '#core/act.ts'
import { findPayment } from '#core/payment/find.ts'
import { openCheckout } from '#portal/stripe/checkout.ts'
import { type Customer, system } from '#test/core/payment/ledger.ts'
import type { Taking } from './taking.ts'

type Owed = { id: string; totalMinor: bigint }

/** What the pay form of these invoices sends, all of each. */
export function choiceOf(invoices: Owed[], key: string = crypto.randomUUID()) {
	return {
		invoices: invoices.map((one) => ({ id: one.id, amountMinor: one.totalMinor })),
		shownTotalMinor: invoices.reduce((sum, one) => sum + one.totalMinor, 0n),
		key,
	}
}

/** The customer presses pay. */
export async function press(taking: Taking, customer: Customer, invoices: Owed[], key?: string) {
	return await openCheckout(taking.till, customer.actor, choiceOf(invoices, key))
}

/** The customer presses pay, and it works. */
export async function open(taking: Taking, customer: Customer, invoices: Owed[], key?: string) {
	return expectOk(await press(taking, customer, invoices, key))
}

export async function paymentOf(taking: Taking, id: string) {
	return expectOk(await look(taking.books, system, findPayment, { id }))
}

/** Money that Stripe has taken, in its units; of one customer when named. */
export async function takenByStripe(taking: Taking, customer?: Customer): Promise<number> {
	const { sql } = taking
	const [row] = await sql<{ taken: number }[]>`
		select coalesce(sum((body ->> 'amount_captured')::int), 0)::int as taken
		from card_sandbox.object where kind = 'charge' and (body ->> 'paid')::boolean
			${customer ? sql`and body ->> 'customer' = (select processor_customer_id from customer where id = ${customer.id})` : sql``}`
	return row?.taken ?? 0
}
