import type { Scope } from '../act.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { countedTo, type Listed, pageOf } from '../list/paged.ts'
import { permit, reach } from '../permit.ts'
import { isOfContract } from './share.ts'
import { openOf, type Standing, standingOf } from './standing.ts'

export type ListInvoices = {
	/** The beginning of a number, or a part of the customer's number, name or address. */
	search?: string | undefined
	show?: 'open' | 'overdue' | 'credit_notes' | undefined
	customerId?: string | undefined
	contractId?: string | undefined
	/** Day (ISO) and id of the last row seen (`after`), or of the first one (`before`): the newest come first. */
	after?: { on: string; id: string } | undefined
	before?: { on: string; id: string } | undefined
	limit: number
}

export type ListedInvoice = {
	id: string
	kind: 'invoice' | 'credit_note'
	number: string
	issuedOn: Temporal.PlainDate
	dueOn: Temporal.PlainDate
	customerId: string
	customerName: string
	contractId: string | null
	contractNumber: string | null
	currency: string
	totalMinor: bigint
	openMinor: bigint
	standing: Standing | null
}

/** Issued invoices and credit notes, newest first, cut by cursor. */
export async function listInvoices(scope: Scope, input: ListInvoices): Promise<Listed<ListedInvoice>> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const { after, before, limit } = input
	const found = await findSearched(scope, input.search)
	const where = sql`invoice.state <> 'draft' and ${reach(scope).invoice()} ${searched(scope, found)} ${shown(scope, input)}
		${input.customerId ? sql`and invoice.customer_id = ${input.customerId}` : sql``}
		${input.contractId ? sql`and ${isOfContract(scope, input.contractId)}` : sql``}`
	const rows = await sql<ListedInvoice[]>`
		with page as (
			select id from invoice where ${where}
				${after ? sql`and (issued_on, id) < (${after.on}::date, ${after.id}::uuid)` : sql``}
				${before ? sql`and (issued_on, id) > (${before.on}::date, ${before.id}::uuid)` : sql``}
			${before ? sql`order by issued_on, id` : sql`order by issued_on desc, id desc`} limit ${limit + 1}
		)
		select invoice.id, invoice.kind, invoice.number, invoice.issued_on as "issuedOn", invoice.due_on as "dueOn",
			invoice.customer_id as "customerId", customer.name as "customerName", invoice.contract_id as "contractId",
			contract.number as "contractNumber", invoice.currency, invoice.total_minor as "totalMinor",
			(${openOf(scope)})::bigint as "openMinor", ${standingOf(scope)} as standing
		from page join invoice on invoice.id = page.id join customer on customer.id = invoice.customer_id
			left join contract on contract.id = invoice.contract_id
		order by invoice.issued_on desc, invoice.id desc`
	const [count] = await sql<{ total: number }[]>`
		select count(*)::int as total from (select from invoice where ${where} limit ${countedTo}) as counted`
	return pageOf(rows, input, count?.total ?? 0)
}

function shown({ sql, today }: Scope, { show }: ListInvoices) {
	if (show === 'credit_notes') return sql`and invoice.kind = 'credit_note'`
	const open = sql`and invoice.state = 'issued' and invoice.kind = 'invoice' and invoice.settled_minor < invoice.total_minor`
	if (show === 'open') return open
	if (show === 'overdue') return sql`${open} and invoice.due_on < ${today}`
	return sql``
}

type Searched = { ids: string[]; customerIds: string[] } | undefined

/** Numbers and customers have an index each, so that they are searched apart. */
async function findSearched(scope: Scope, search: string | undefined): Promise<Searched> {
	const wanted = search?.trim()
	if (!wanted) return undefined
	const { sql } = scope
	const beginnings = [...new Set([wanted, wanted.toUpperCase()])].map((text) => `${text.replace(/[\\%_]/g, '\\$&')}%`)
	const [numbered, named] = await Promise.all([
		sql<{ id: string }[]>`
			select id from invoice where number like ${beginnings[0] ?? ''}
				or number like ${beginnings.at(-1) ?? ''} limit ${countedTo}`,
		sql<{ id: string }[]>`
			select id from customer where true ${matchesSeen(scope, 'customer', 'customer', search)} limit ${countedTo}`,
	])
	return { ids: numbered.map((row) => row.id), customerIds: named.map((row) => row.id) }
}

function searched({ sql }: Scope, found: Searched) {
	if (!found) return sql``
	return sql`and (invoice.id = any(${found.ids}::uuid[]) or invoice.customer_id = any(${found.customerIds}::uuid[]))`
}
