import type { Scope } from '../act.ts'
import { isOfContract } from '../invoice/share.ts'
import { busyStates } from '../payment/payment.ts'

/** An invoice that money can be put to. Minor units of its currency. */
export type OpenForMoney = {
	id: string
	number: string
	contractId: string | null
	dueOn: Temporal.PlainDate
	/** The day from which it was there to be paid, ISO: on which it was issued, or taken over. */
	since: string
	openMinor: bigint
	/** Whether it is of the contract that the money is for. */
	meant: boolean
}

export type ReceiptOrder = 'oldest' | 'largest'

/**
 * What a customer has open in a currency, in the order in which money goes there: invoices of the contract that it is for
 * first, then by the company's order. One that somebody is about to pay by card is left out, or the money would come twice.
 * `freeing` names payments whose part of it counts as open. `lock` holds the invoices until the transaction ends.
 */
export async function openInOrder(
	{ sql, company }: Pick<Scope, 'sql' | 'company'>,
	money: { customerId: string; currency: string; contractId?: string | null | undefined },
	{ lock, freeing = [] }: { lock: boolean; freeing?: readonly string[] },
): Promise<OpenForMoney[]> {
	const { customerId, currency, contractId } = money
	const freed = sql`(select allocation.invoice_id from allocation where payment_id = any(${[...freeing]}::uuid[]))`
	const rows = await sql<OpenForMoney[]>`
		select id, number, contract_id as "contractId", due_on as "dueOn", total_minor - settled_minor + coalesce((
				select sum(amount_minor) from allocation where invoice_id = invoice.id and payment_id = any(${[...freeing]}::uuid[])
			), 0)::bigint as "openMinor",
			greatest(issued_on, (
				select max(posted_on) from journal_entry where kind in ('invoice', 'opening') and subject_id = invoice.id
			))::text as since,
			${contractId ? isOfContract({ sql }, contractId) : sql`false`} as meant
		from invoice
		where customer_id = ${customerId} and currency = ${currency} and state = 'issued' and kind = 'invoice'
			and (id in ${freed} or (settled_minor < total_minor and not exists (
				select from payment_invoice join payment on payment.id = payment_id
				where invoice_id = invoice.id and payment.state = any(${busyStates})
			)))
		order by id ${lock ? sql`for update` : sql``}`
	return rows.sort(
		(one, two) =>
			Number(two.meant) - Number(one.meant) || byOrder[company.receiptOrder](one, two) || byDueDay(one, two),
	)
}

const byDueDay = (one: OpenForMoney, two: OpenForMoney) =>
	Temporal.PlainDate.compare(one.dueOn, two.dueOn) || (one.number < two.number ? -1 : 1)

const byOrder: Record<ReceiptOrder, (one: OpenForMoney, two: OpenForMoney) => number> = {
	oldest: byDueDay,
	largest: (one, two) => (one.openMinor === two.openMinor ? 0 : one.openMinor < two.openMinor ? 1 : -1),
}

/** Puts an amount to them one after the other, and answers what each gets; those that get nothing are left out. */
export function shareOut<Open extends { openMinor: bigint }>(
	amountMinor: bigint,
	open: readonly Open[],
): { to: Open; amountMinor: bigint }[] {
	let left = amountMinor
	return open.flatMap((to) => {
		const part = to.openMinor < left ? to.openMinor : left
		left -= part
		return part > 0n ? [{ to, amountMinor: part }] : []
	})
}
