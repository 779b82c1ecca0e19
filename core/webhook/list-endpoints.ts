import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

export type ListedEndpoint = {
	id: string
	name: string
	url: string
	kinds: string[]
	paused: boolean
	/** Of the last seven days. */
	delivered: number
	gaveUp: number
	waiting: number
	/** Why the last attempt that failed did, if none has gone well since. */
	trouble: string | null
}

/** The endpoints in use, by name. */
export async function listWebhookEndpoints(scope: Scope): Promise<ListedEndpoint[]> {
	permit(scope, 'company.write')
	return await scope.sql<ListedEndpoint[]>`
		select endpoint.id, name, url, kinds, paused_at is not null as paused, delivered, "gaveUp", waiting, trouble
		from webhook_endpoint as endpoint cross join lateral (
			select count(*) filter (where delivered_at > now() - interval '7 days')::int as delivered,
				count(*) filter (where gave_up_at > now() - interval '7 days')::int as "gaveUp",
				count(*) filter (where delivered_at is null and gave_up_at is null)::int as waiting,
				(array_agg(last_error order by id desc) filter (where attempts > 0 and last_error <> '' and delivered_at is null))[1] as trouble
			from webhook_delivery where endpoint_id = endpoint.id
		) as counted
		where removed_at is null order by name collate people, endpoint.id`
}

export type ListedDelivery = {
	id: string
	kind: string
	happenedAt: Temporal.Instant
	attempts: number
	state: 'delivered' | 'waiting' | 'gave_up'
	status: number | null
	lastError: string
	/** When it was delivered or given up, or is tried next. */
	at: Temporal.Instant
}

export type ListDeliveries = {
	endpointId: string
	state?: ListedDelivery['state'] | undefined
	before?: string | undefined
	limit: number
}

/** What was sent to an endpoint or is about to be, the newest first; `before` is the id of the last one seen. */
export async function listWebhookDeliveries(scope: Scope, input: ListDeliveries): Promise<ListedDelivery[]> {
	permit(scope, 'company.write')
	const { sql } = scope
	const { endpointId, state, before, limit } = input
	const standing = sql`case when delivered_at is not null then 'delivered' when gave_up_at is not null then 'gave_up' else 'waiting' end`
	return await sql<ListedDelivery[]>`
		select delivery.id, event.kind, happened_at as "happenedAt", attempts, ${standing} as state, status, last_error as "lastError",
			coalesce(delivered_at, gave_up_at, due_at) as at
		from webhook_delivery as delivery join event on event.id = event_id
		where endpoint_id = ${endpointId} ${state ? sql`and ${standing} = ${state}` : sql``} ${before ? sql`and delivery.id < ${before}` : sql``}
		order by delivery.id desc limit ${limit}`
}
