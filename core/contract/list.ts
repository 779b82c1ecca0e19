import type { Scope } from '../act.ts'
import { sees, seesMoney } from '../field-right/rights.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { hiddenOf, seen } from '../field-right/seen.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'
import { countedTo, type Listed, pageOf } from '../list/paged.ts'
import { may, permit, reach } from '../permit.ts'
import type { ContractState } from './state.ts'

export type ListContracts = {
	/** Part of a number, title, order reference, imported key, or of the customer's name; or of a line's serial number. */
	search?: string | undefined
	state?: ContractState | undefined
	customerId?: string | undefined
	groupId?: string | undefined
	/** Id of the last row seen (`after`), or of the first one (`before`): the newest come first. */
	after?: string | undefined
	before?: string | undefined
	limit: number
}

export type ListedContract = {
	id: string
	number: string
	title: string
	customerId: string
	customerName: string
	state: ContractState
	currency: string
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate | null
	nextDueOn: Temporal.PlainDate | null
	/** Monthly recurring revenue of today; null for who may not see it. */
	mrrMinor: bigint | null
	/** Nothing for who reads no invoices. */
	openMinor: bigint
	ownerName: string | null
	/** Fields that the actor may not see, as `contract.owner`. */
	hidden: string[]
}

/** Contracts, newest first, cut by cursor. */
export async function listContracts(scope: Scope, input: ListContracts): Promise<Listed<ListedContract>> {
	permit(scope, 'contract.read')
	const { sql } = scope
	const { after, before, limit } = input
	const found = await findIds(scope, input.search)
	const where = sql`${reach(scope).contract()} ${found ? sql`and contract.id = any(${found}::uuid[])` : sql``}
		${input.state ? sql`and contract.state = ${input.state}` : sql``}
		${input.customerId ? sql`and contract.customer_id = ${input.customerId}` : sql``}
		${input.groupId ? sql`and contract.group_id = ${input.groupId}` : sql``}`
	const rows = await sql<Omit<ListedContract, 'hidden'>[]>`
		with page as (
			select id from contract where ${where}
				${after ? sql`and id < ${after}::uuid` : sql``} ${before ? sql`and id > ${before}::uuid` : sql``}
			${before ? sql`order by id` : sql`order by id desc`} limit ${limit + 1}
		)
		select contract.id, contract.number, contract.title, contract.customer_id as "customerId", customer.name as "customerName",
			contract.state, contract.currency, contract.starts_on as "startsOn", contract.ends_on as "endsOn",
			billing.next_due_on as "nextDueOn", staff_user.name as "ownerName",
			coalesce((select sum(amount_minor) from mrr_movement where contract_id = contract.id and moved_on <= ${scope.today}), 0)::bigint as "mrrMinor",
			coalesce((select sum(${openPartOf(scope)}) from invoice
				where ${isOfContract(scope)} and kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor
					and ${may(scope.actor, 'invoice.read')}), 0)::bigint as "openMinor"
		from page join contract on contract.id = page.id join customer on customer.id = contract.customer_id
			left join staff_user on staff_user.id = contract.owner_id
			left join contract_billing as billing on billing.contract_id = contract.id
		order by contract.id desc`
	const [count] = await sql<{ total: number }[]>`
		select count(*)::int as total from (select from contract where ${where} limit ${countedTo}) as counted`
	return pageOf(
		rows.map((row) => seenRow(scope, row)),
		input,
		count?.total ?? 0,
	)
}

function seenRow(scope: Scope, row: Omit<ListedContract, 'hidden'>): ListedContract {
	const { state } = row
	const mrrMinor = seesMoney(scope, state) && sees(scope, 'contract', 'recurring', state) ? row.mrrMinor : null
	return { ...seen(scope, 'contract', row, state), mrrMinor, hidden: hiddenOf(scope, state) }
}

/** Each way of searching has its own index; their ids are found first, so that none is searched without one. */
async function findIds(scope: Scope, search: string | undefined): Promise<string[] | undefined> {
	if (!search?.trim()) return undefined
	const found = await scope.sql<{ id: string }[]>`
		(select id from contract where true ${matchesSeen(scope, 'contract', 'contract', search)} limit ${countedTo})
		union (select contract.id from customer join contract on contract.customer_id = customer.id
			where true ${matchesSeen(scope, 'customer', 'customer', search)} limit ${countedTo})
		union (select contract_id from contract_line where true ${matchesSeen(scope, 'line', 'contract_line', search)} limit ${countedTo})`
	return found.map((row) => row.id)
}
