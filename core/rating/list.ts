import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import type { RatingStage } from './stage.ts'

export type ListRatings = {
	customerId?: string | undefined
	/** Only two and less. */
	low?: boolean | undefined
	/** Cursor of the last one seen. */
	after?: { at: string; id: string } | undefined
	limit: number
}

export type ListedRating = {
	id: string
	customerId: string
	customerName: string
	contactName: string
	contract: { id: string; number: string } | null
	stage: RatingStage
	score: number
	comment: string
	ratedAt: Temporal.Instant
	cursor: { at: string; id: string }
}

/** What customers gave, the latest first. One more than `limit` is answered where there are more. */
export async function listRatings(
	scope: Scope,
	{ customerId, low, after, limit }: ListRatings,
): Promise<ListedRating[]> {
	permit(scope, 'customer.read')
	const { sql } = scope
	return await sql<ListedRating[]>`
		select request.id, rating.customer_id as "customerId", customer.name as "customerName", contact.name as "contactName",
			case when contract.id is not null then jsonb_build_object('id', contract.id, 'number', contract.number) end as contract,
			request.stage, score, comment, rated_at as "ratedAt",
			jsonb_build_object('at', rated_at::text, 'id', request_id) as cursor
		from rating join rating_request as request on request.id = request_id join customer on customer.id = rating.customer_id
			join contact on contact.id = request.contact_id left join contract on contract.id = request.contract_id
		where ${reach(scope).customer()} ${customerId ? sql`and rating.customer_id = ${customerId}` : sql``}
			${low ? sql`and score <= 2` : sql``}
			${after ? sql`and (rated_at, request_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
		order by rated_at desc, request_id desc limit ${limit + 1}`
}

/** How many, and how good on average, rounded to a tenth; of one customer, or of all in the last year. */
export type RatingAverage = { count: number; asked: number; average: string | null }

export async function averageRatings(
	scope: Scope,
	{ customerId }: { customerId?: string } = {},
): Promise<RatingAverage> {
	permit(scope, 'customer.read')
	const { sql, now } = scope
	const year = now.subtract({ hours: 24 * 365 })
	const [row] = await sql<RatingAverage[]>`
		select count(rating.request_id)::int as count, count(*)::int as asked, round(avg(score), 1)::text as average
		from rating_request as request left join rating on rating.request_id = request.id
			join customer on customer.id = request.customer_id
		where ${reach(scope).customer()} and ${customerId ? sql`request.customer_id = ${customerId}` : sql`request.asked_at > ${year}`}`
	return row ?? { count: 0, asked: 0, average: null }
}
