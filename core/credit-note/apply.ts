import type { Scope } from '../act.ts'
import { allocate } from '../allocation/allocate.ts'
import type { NewAllocation } from '../allocation/write.ts'
import { busyStates } from '../payment/payment.ts'
import { correctedByNote } from './find-corrected.ts'

type Credit = {
	id: string
	kind: 'credit_note' | 'payment'
	customerId: string
	contractId: string | null
	currency: string
	leftMinor: bigint
	/** Ids of the invoices that it takes back, in whole or in part. */
	corrects: string[]
	/** It waits for invoices that come with it or after it, and this is since when. */
	waitsSince: string | null
}
type Open = {
	id: string
	customerId: string
	contractId: string | null
	currency: string
	openMinor: bigint
	issuedAt: string
}

/**
 * Puts what customers have with us, credit notes and unallocated money that nobody keeps for later, to their open invoices: those
 * that a credit note corrects first, then those of the contract that it is of or for, then the oldest due; by the company's setting, credits for less only to
 * invoices after them. Invoices that somebody is about to pay are left alone, and so is what another transaction holds: the
 * next run finds it. `notesOnly`: money stays where it is. Set-based.
 */
export async function applyCredits(
	scope: Scope,
	customerIds: readonly string[],
	{ notesOnly = false }: { notesOnly?: boolean } = {},
): Promise<void> {
	if (customerIds.length === 0) return
	const notes = await lockNotes(scope, customerIds)
	const credits = notesOnly ? notes : [...notes, ...(await lockMoney(scope, customerIds))]
	if (credits.length === 0) return
	const open = await lockOpen(scope, [...new Set(credits.map((credit) => credit.customerId))])
	const made: NewAllocation[] = []
	const nearestFirst = orderOpen(open)
	for (const credit of credits) {
		for (const invoice of nearestFirst(credit)) {
			if (credit.leftMinor <= 0n) break
			if (credit.waitsSince !== null && invoice.issuedAt < credit.waitsSince) continue
			const amountMinor = credit.leftMinor < invoice.openMinor ? credit.leftMinor : invoice.openMinor
			if (amountMinor <= 0n) continue
			credit.leftMinor -= amountMinor
			invoice.openMinor -= amountMinor
			made.push({
				invoiceId: invoice.id,
				contractId: invoice.contractId,
				customerId: invoice.customerId,
				currency: invoice.currency,
				amountMinor,
				...(credit.kind === 'payment' ? { paymentId: credit.id } : { creditNoteId: credit.id }),
			})
		}
	}
	await allocate(scope, made)
}

/** The open invoices of a customer and currency, in the order they are given in. */
type Due = { open: Open[]; byId: Map<string, Open>; ofContract: Map<string | null, Open[]>; settled: number }

/**
 * The open invoices that a credit suits, the nearest first and of those as near the one given first; some come twice. What
 * is settled already is not gone through again, so that as many credits as invoices take as long together as either.
 */
function orderOpen(open: readonly Open[]): (credit: Credit) => Iterable<Open> {
	const key = ({ customerId, currency }: Open | Credit) => `${customerId} ${currency}`
	const dues = new Map(
		[...Map.groupBy(open, key)].map(([of, own]): [string, Due] => [
			of,
			{
				...{ open: own, byId: new Map(own.map((invoice) => [invoice.id, invoice])), settled: 0 },
				ofContract: Map.groupBy(own, ({ contractId }) => contractId),
			},
		]),
	)
	return function* (credit) {
		const due = dues.get(key(credit))
		if (!due) return
		const corrected = credit.corrects.flatMap((id) => due.byId.get(id) ?? [])
		if (corrected.length > 1) yield* due.open.filter((invoice) => corrected.includes(invoice))
		else yield* corrected
		yield* due.ofContract.get(credit.contractId) ?? []
		while ((due.open[due.settled]?.openMinor ?? 1n) <= 0n) due.settled++
		for (let at = due.settled; at < due.open.length; at++) yield due.open[at] as Open
	}
}

async function lockNotes(scope: Scope, customerIds: readonly string[]): Promise<Credit[]> {
	const { sql, company } = scope
	return await sql<Credit[]>`
		select id, 'credit_note' as kind, customer_id as "customerId", contract_id as "contractId", currency,
			-total_minor - settled_minor as "leftMinor", array(${correctedByNote(scope)}) as corrects,
			case when ${company.creditForLess === 'balance'} and credits_invoice_id is null then ${instant(scope)} end as "waitsSince"
		from invoice as note
		where customer_id = any(${customerIds as string[]}::uuid[]) and kind = 'credit_note' and state = 'issued'
			and settled_minor < -total_minor
		order by issued_at, number for update of note skip locked`
}

async function lockMoney({ sql }: Scope, customerIds: readonly string[]): Promise<Credit[]> {
	return await sql<Credit[]>`
		select id, 'payment' as kind, customer_id as "customerId", for_contract_id as "contractId", currency,
			amount_minor - allocated_minor - returned_minor - going.minor as "leftMinor",
			'{}'::uuid[] as corrects, null as "waitsSince"
		from payment cross join lateral (
			select coalesce(sum(amount_minor), 0)::bigint as minor from refund
			where payment_id = payment.id and refund.state = 'started'
		) as going
		where customer_id = any(${customerIds as string[]}::uuid[]) and state = 'succeeded' and not held
			and allocated_minor + returned_minor + going.minor < amount_minor
		order by received_on, created_at, id for update of payment skip locked`
}

async function lockOpen(scope: Scope, customerIds: readonly string[]): Promise<Open[]> {
	const { sql } = scope
	return await sql<Open[]>`
		select id, customer_id as "customerId", contract_id as "contractId", currency, total_minor - settled_minor as "openMinor",
			${instant(scope)} as "issuedAt"
		from invoice
		where customer_id = any(${customerIds as string[]}::uuid[]) and state = 'issued' and kind = 'invoice'
			and settled_minor < total_minor
			and not exists (
				select from payment_invoice join payment on payment.id = payment_id
				where invoice_id = invoice.id and payment.state = any(${busyStates})
			)
		order by due_on, issued_at, number for update skip locked`
}

/** When a paper was issued, as text that sorts like it: ids do not, of two made in one millisecond either may be the greater. */
function instant({ sql }: Scope) {
	return sql`to_char(issued_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`
}
