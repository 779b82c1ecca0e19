import { arrayOf } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { busyStates } from '../payment/payment.ts'
import { reach } from '../permit.ts'
import type { EntryToMatch } from './find-payers.ts'
import type { OpenInvoice } from './fit-amount.ts'

const columns = (sql: Scope['sql']) => sql`
	invoice.id, number, contract_id as "contractId", customer_id as "customerId", currency, total_minor - settled_minor as "openMinor"`

/** An invoice that somebody is about to pay by card is left out, as money in the company's order leaves it out. */
const isOpen = (
	sql: Scope['sql'],
) => sql`state = 'issued' and kind = 'invoice' and settled_minor < total_minor and not exists (
	select from payment_invoice join payment on payment.id = payment_id
	where invoice_id = invoice.id and payment.state = any(${busyStates}))`

/** What customers have open, each by due day. */
export async function findOpen({ sql }: Scope, customerIds: readonly string[]): Promise<OpenInvoice[]> {
	if (customerIds.length === 0) return []
	return await sql<OpenInvoice[]>`
		select ${columns(sql)} from invoice where customer_id = any(${[...customerIds]}::uuid[]) and ${isOpen(sql)}
		order by due_on, number`
}

/** For entries that tell nothing else: the one open invoice in all of exactly the amount, by the entry's id. */
export async function findByAmount(scope: Scope, entries: readonly EntryToMatch[]): Promise<Map<string, OpenInvoice>> {
	if (entries.length === 0) return new Map()
	const { sql } = scope
	const rows = await sql<(OpenInvoice & { entryId: string })[]>`
		with given as materialized (
			select * from unnest(${entries.map(({ id }) => id)}::uuid[], ${arrayOf('bigint', entries, (one) => one.amountMinor)}::bigint[],
				${entries.map((one) => one.currency)}::text[]) as given (entry_id, amount_minor, currency)
		), fitting as materialized (
			select ${columns(sql)}, count(*) over (partition by currency, total_minor - settled_minor) as alike from invoice
			where ${isOpen(sql)} and (total_minor - settled_minor) = any(${arrayOf('bigint', entries, (one) => one.amountMinor)}::bigint[])
		)
		select given.entry_id as "entryId", fitting.* from given
			join fitting on fitting."openMinor" = given.amount_minor and fitting.currency = given.currency
		where alike = 1 and ${reach(scope).customer('fitting.customerId')}`
	return new Map(rows.map(({ entryId, ...invoice }) => [entryId, invoice]))
}

/** How customers are called. */
export async function findNames({ sql }: Scope, customerIds: readonly string[]): Promise<Map<string, string>> {
	const rows = await sql<
		{ id: string; name: string }[]
	>`select id, name from customer where id = any(${[...customerIds]}::uuid[])`
	return new Map(rows.map(({ id, name }) => [id, name]))
}
