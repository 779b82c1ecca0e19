import type { Scope } from '../act.ts'
import { countedTo, type Listed, pageOf } from '../list/paged.ts'
import { permit, reach } from '../permit.ts'
import { matches } from '../search.ts'
import { sentToActor } from './read.ts'
import type { QuotePurpose, QuoteState } from './state.ts'

export type ListQuotes = {
	/** Part of a number or title. */
	search?: string | undefined
	state?: QuoteState | undefined
	customerId?: string | undefined
	/** Id of the last row seen (`after`), or of the first one (`before`): the newest come first. */
	after?: string | undefined
	before?: string | undefined
	limit: number
}

/** `validUntil` an ISO date; `unanswered`: the last word is the customer's. */
export type ListedQuote = {
	id: string
	number: string
	title: string
	customerId: string
	customerName: string
	standing: QuoteState
	purpose: QuotePurpose
	validUntil: string
	ownerName: string | null
	contractId: string | null
	/** The number of the contract that is to be signed itself. */
	toSign: string | null
	unanswered: boolean
}

/** Quotes, newest first, cut by cursor. Of the customer's side: those that were sent. */
export async function listQuotes(scope: Scope, input: ListQuotes): Promise<Listed<ListedQuote>> {
	permit(scope, 'quote.read')
	const { sql } = scope
	const { after, before, limit } = input
	const standing = sql`case when quote.state = 'sent' and quote.valid_until < ${scope.today} then 'expired' else quote.state end`
	const where = sql`${reach(scope).quote()} and ${sentToActor(scope)} ${matches(scope, 'quote.search_text', input.search)}
		${input.state ? sql`and ${standing} = ${input.state}` : sql``}
		${input.customerId ? sql`and quote.customer_id = ${input.customerId}` : sql``}`
	const rows = await sql<ListedQuote[]>`
		select quote.id, quote.number, quote.title, quote.customer_id as "customerId", customer.name as "customerName",
			${standing} as standing, quote.purpose, quote.valid_until::text as "validUntil", staff_user.name as "ownerName",
			quote.contract_id as "contractId",
			(select number from contract where id = for_contract_id and quote.purpose = 'signature') as "toSign", coalesce((
				select author_kind in ('contact', 'link') from message
				where subject_kind = 'quote' and subject_id = quote.id order by id desc limit 1), false) as unanswered
		from quote join customer on customer.id = quote.customer_id left join staff_user on staff_user.id = quote.owner_id
		where ${where} ${after ? sql`and quote.id < ${after}::uuid` : sql``} ${before ? sql`and quote.id > ${before}::uuid` : sql``}
		${before ? sql`order by quote.id` : sql`order by quote.id desc`} limit ${limit + 1}`
	const [count] = await sql<{ total: number }[]>`
		select count(*)::int as total from (select from quote where ${where} limit ${countedTo}) as counted`
	return pageOf(rows, input, count?.total ?? 0)
}
