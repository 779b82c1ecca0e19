import type { Scope } from '../act.ts'
import { cardStep } from '../payment/card-step.ts'
import { type NewAllocation, type Row, write } from './write.ts'

type Open = { invoiceId: string; contractId: string | null; customerId: string; currency: string; amountMinor: bigint }

/**
 * What a card could not pay of invoices it has just paid is settled as a rounding difference: less than the least that a
 * card carries in their currency. For the verb that settles, which holds the invoices.
 */
export async function roundOff(scope: Scope, allocations: readonly NewAllocation[]): Promise<void> {
	const paid = allocations.filter(({ paymentId, currency }) => paymentId && cardStep(currency) > 1n)
	if (paid.length === 0) return
	const open = await scope.sql<Open[]>`
		select distinct invoice.id as "invoiceId", contract_id as "contractId", invoice.customer_id as "customerId",
			invoice.currency, total_minor - settled_minor as "amountMinor"
		from unnest(${paid.map((one) => one.invoiceId)}::uuid[], ${paid.map((one) => one.paymentId ?? null)}::uuid[])
				as paid (invoice_id, payment_id)
			join invoice on invoice.id = paid.invoice_id join payment on payment.id = paid.payment_id
		where payment.source = 'card' and invoice.state = 'issued' and settled_minor < total_minor order by invoice.id`
	const small = open.filter(({ amountMinor, currency }) => amountMinor < cardStep(currency))
	await write(
		scope,
		small.map((one): Row => ({ ...one, rounding: true, reversesId: null })),
	)
}

/** The rounding differences of invoices whose money goes away again are owed again. */
export async function roundBack(scope: Scope, invoiceIds: readonly string[]): Promise<void> {
	const standing = await scope.sql<(Open & { reversesId: string })[]>`
		select allocation.id as "reversesId", invoice.id as "invoiceId", contract_id as "contractId",
			invoice.customer_id as "customerId", invoice.currency, -amount_minor as "amountMinor"
		from allocation join invoice on invoice.id = invoice_id
		where invoice_id = any(${[...invoiceIds]}::uuid[]) and rounding and reverses_id is null
			and not exists (select from allocation as back where back.reverses_id = allocation.id)
		order by allocation.id`
	await write(
		scope,
		standing.map((one): Row => ({ ...one, rounding: true })),
	)
}
