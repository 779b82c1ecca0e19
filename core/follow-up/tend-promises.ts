import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { happeningOf, type SettledPromise, settledColumns } from './promise-settled.ts'
import { receivedSince } from './received.ts'

/**
 * Finds out what became of promises to pay: kept as soon as the money has come, broken once their day has passed without
 * it, lapsed when nothing is open of their invoice any more for another reason. Each once, whoever looks. Answers how many.
 */
export async function tendPromises(scope: Scope): Promise<{ kept: number; broken: number }> {
	permit(scope, 'payment.confirm')
	const { sql, today, now } = scope
	const settled = await sql<SettledPromise[]>`
		with waiting as (
			select follow_up_id, amount_minor, promised_on, ${receivedSince(scope)} as received,
				exists (select from invoice where invoice.id = invoice_id
					and (invoice.state <> 'issued' or settled_minor >= total_minor)) as over
			from payment_promise where payment_promise.state = 'open' for update skip locked
		), found as (
			select follow_up_id, received,
				case when received >= amount_minor then 'kept' when over then 'lapsed' when promised_on < ${today} then 'broken' end as state
			from waiting
		), done as (
			update payment_promise set state = found.state, received_minor = found.received, settled_on = ${today}, settled_at = ${now}
			from found where found.follow_up_id = payment_promise.follow_up_id and found.state is not null
			returning payment_promise.*
		)
		select ${settledColumns(scope)}
		from done join follow_up on follow_up.id = follow_up_id left join invoice on invoice.id = invoice_id order by follow_up_id`
	const told = settled.filter(({ state }) => state !== 'lapsed')
	await emit(scope, ...told.map(happeningOf))
	const count = (state: SettledPromise['state']) => settled.filter((one) => one.state === state).length
	return { kept: count('kept'), broken: count('broken') }
}
