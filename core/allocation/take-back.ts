import type { Scope } from '../act.ts'
import { restoreWrittenOff } from '../invoice/restore-written-off.ts'
import { freePenalty } from '../receivable/pay-penalty.ts'
import { allocate } from './allocate.ts'
import { roundBack } from './round-off.ts'
import { type NewAllocation, write } from './write.ts'

type Standing = {
	id: string
	invoiceId: string
	contractId: string | null
	customerId: string
	currency: string
	amountMinor: bigint
	on: string
}

/**
 * Frees an amount of a payment from the invoices it settles (or from the one named), newest allocation first, and answers the invoices that
 * are open again with the amount each has lost. Frees everything when less than the amount is allocated; only from
 * one invoice when it is named, otherwise from penalty interest too, last. `never`: it was put there by mistake, and so never was there; otherwise it counts until today.
 * The payment must be locked.
 */
export async function takeBack(
	scope: Scope,
	input: { paymentId: string; amountMinor: bigint; invoiceId?: string; never?: true },
): Promise<{ invoiceId: string; amountMinor: bigint }[]> {
	if (input.amountMinor <= 0n) return []
	const taken: { standing: Standing; lostMinor: bigint }[] = []
	let missing = input.amountMinor
	for (const standing of await lockStanding(scope, input.paymentId, input.invoiceId)) {
		if (input.invoiceId && standing.invoiceId !== input.invoiceId) continue
		if (missing <= 0n) break
		const lostMinor = standing.amountMinor < missing ? standing.amountMinor : missing
		taken.push({ standing, lostMinor })
		missing -= lostMinor
	}
	const of = ({ contractId, customerId, currency, invoiceId }: Standing, amountMinor: bigint): NewAllocation => ({
		invoiceId,
		contractId,
		customerId,
		currency,
		amountMinor,
		paymentId: input.paymentId,
	})
	await write(
		scope,
		taken.map(({ standing }) => ({
			...of(standing, -standing.amountMinor),
			reversesId: standing.id,
			on: input.never ? standing.on : undefined,
		})),
	)
	await roundBack(
		scope,
		taken.map(({ standing }) => standing.invoiceId),
	)
	// What was written off beside it is owed again too: nobody would follow up the rest.
	await restoreWrittenOff(
		scope,
		taken.map(({ standing }) => ({ invoiceId: standing.invoiceId, on: scope.today.toString() })),
	)
	// A reversal takes back a whole allocation; what was not needed goes where it was.
	const rest = taken.filter(({ standing, lostMinor }) => lostMinor < standing.amountMinor)
	await allocate(
		scope,
		rest.map(({ standing, lostMinor }) => of(standing, standing.amountMinor - lostMinor)),
	)
	if (!input.invoiceId && missing > 0n)
		await freePenalty(scope, {
			paymentId: input.paymentId,
			amountMinor: missing,
			...(input.never ? { never: true } : {}),
		})
	return taken.map(({ standing, lostMinor }) => ({ invoiceId: standing.invoiceId, amountMinor: lostMinor }))
}

/** Allocations of the payment that stand, newest and then last due first, with their invoices locked. */
async function lockStanding({ sql }: Scope, paymentId: string, invoiceId?: string): Promise<Standing[]> {
	await sql`
		select from invoice where id in (select invoice_id from allocation where payment_id = ${paymentId})
		order by id for update`
	return await sql<Standing[]>`
		select allocation.id, invoice_id as "invoiceId", invoice.contract_id as "contractId",
			allocation.customer_id as "customerId", allocation.currency, allocation.amount_minor as "amountMinor",
			allocated_on::text as on
		from allocation join invoice on invoice.id = invoice_id
		where payment_id = ${paymentId} and reverses_id is null ${invoiceId ? sql`and invoice_id = ${invoiceId}` : sql``}
			and not exists (select from allocation as reversal where reversal.reverses_id = allocation.id)
		order by allocation.created_at desc, invoice.due_on desc, invoice.number desc`
}
