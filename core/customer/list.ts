import type { Scope } from '../act.ts'
import { may, permit, reach } from '../permit.ts'
import { matches } from '../search.ts'

export type ListCustomers = {
	search?: string | undefined
	groupId?: string | undefined
	/** Name and id of the last row seen (`after`), or of the first one (`before`). */
	after?: { name: string; id: string } | undefined
	before?: { name: string; id: string } | undefined
	limit: number
}

export type ListedCustomer = {
	id: string
	number: string
	name: string
	city: string
	country: string
	email: string
	groupName: string | null
	ownerName: string | null
	contracts: number
	/** Open on issued invoices, in minor units of `currency`; customers have one currency. Nothing for who reads no invoices. */
	openMinor: bigint
	overdueMinor: bigint
	currency: string
}

/** A page of a long list. `total` is counted to `countedTo` at most. */
export type Listed<Row> = { rows: Row[]; total: number; isMore: boolean; isBefore: boolean }
export const countedTo = 10_000

/** Customers by name, as people sort names. Pages are cut by cursor and only their rows are joined, so the last page is as fast as the first. */
export async function listCustomers(scope: Scope, input: ListCustomers): Promise<Listed<ListedCustomer>> {
	permit(scope, 'customer.read')
	const { sql } = scope
	const { after, before, limit } = input
	const where = sql`${reach(scope).customer()} ${matches(scope, 'customer.search_text', input.search)}
		${input.groupId ? sql`and customer.group_id = ${input.groupId}` : sql``}`
	const rows = await sql<ListedCustomer[]>`
		with page as (
			select id from customer where ${where}
				${after ? sql`and (name collate people, id) > (${after.name}, ${after.id}::uuid)` : sql``}
				${before ? sql`and (name collate people, id) < (${before.name}, ${before.id}::uuid)` : sql``}
			${before ? sql`order by name collate people desc, id desc` : sql`order by name collate people, id`} limit ${limit + 1}
		)
		select customer.id, customer.number, customer.name, party.city, party.country, customer.email, customer.currency,
			staff_group.name as "groupName", staff_user.name as "ownerName",
			(select count(*)::int from contract where customer_id = customer.id and state in ('active', 'paused', 'ending')) as contracts,
			coalesce(open.all, 0)::bigint as "openMinor", coalesce(open.overdue, 0)::bigint as "overdueMinor"
		from page join customer on customer.id = page.id join billing_party as party on party.id = customer.billing_party_id
			left join staff_group on staff_group.id = customer.group_id left join staff_user on staff_user.id = customer.owner_id
			left join lateral (
				select sum(total_minor - settled_minor) as all,
					sum(total_minor - settled_minor) filter (where due_on < ${scope.today}) as overdue
				from invoice where customer_id = customer.id and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
					and ${may(scope.actor, 'invoice.read')}
			) as open on true
		order by customer.name collate people, customer.id`
	const [count] = await sql<{ total: number }[]>`
		select count(*)::int as total from (select from customer where ${where} limit ${countedTo}) as counted`
	return pageOf(rows, input, count?.total ?? 0)
}

/** One row more than asked for says that there is another page that way. */
export function pageOf<Row>(
	rows: readonly Row[],
	{ limit, before, after }: { limit: number; before?: unknown; after?: unknown },
	total: number,
): Listed<Row> {
	const extra = rows.length > limit
	if (before) return { rows: rows.slice(extra ? 1 : 0), total, isMore: true, isBefore: extra }
	return { rows: rows.slice(0, limit), total, isMore: extra, isBefore: after !== undefined }
}
