import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { happeningOf, type SettledPromise, settledColumns } from './promise-settled.ts'
import { receivedSince } from './received.ts'

/**
 * Says anew what became of customers' promises, after money turned out to have come on an earlier day, or never to have
 * come: one that was broken or had lapsed is kept where enough came in time; one that was kept waits again, or is broken
 * where its day has passed, which only money that `went` does. For verbs that have moved such money.
 */
export async function followPromises(
	scope: Scope,
	customerIds: readonly string[],
	moved: 'came' | 'went',
): Promise<void> {
	const { sql, today, now } = scope
	const settled = await sql<SettledPromise[]>`
		with known as (
			select follow_up_id, invoice_id, state, amount_minor, promised_on, received_minor, ${receivedSince(scope)} as received,
				exists (
					select from payment_promise as newer
					where newer.state = 'open' and newer.customer_id = payment_promise.customer_id
						and newer.currency = payment_promise.currency and newer.invoice_id is not distinct from payment_promise.invoice_id
				) as followed
			from payment_promise where customer_id = any(${[...customerIds]}::uuid[]) and state in ('kept', 'broken', 'lapsed') for update
		), found as (
			select follow_up_id, received, case when received >= amount_minor then 'kept' when promised_on < ${today} then 'broken'
				when followed then 'lapsed' else 'open' end as state
			from known
			where received <> received_minor and case state when 'kept' then received < amount_minor and ${moved === 'went'} else received >= amount_minor end
		), done as (
			update payment_promise set state = found.state,
				received_minor = case when found.state <> 'open' then found.received end,
				settled_on = case when found.state <> 'open' then ${today}::date end,
				settled_at = case when found.state <> 'open' then ${now}::timestamptz end
			from found where found.follow_up_id = payment_promise.follow_up_id returning payment_promise.*
		)
		select ${settledColumns(scope)}
		from done join follow_up on follow_up.id = follow_up_id left join invoice on invoice.id = invoice_id
		where done.state in ('kept', 'broken') order by follow_up_id`
	await emit(scope, ...settled.map(happeningOf))
}
