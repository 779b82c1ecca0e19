import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { receivedSince } from './received.ts'

type Settled = {
	followUpId: string
	customerId: string
	contractId: string | null
	invoiceId: string | null
	state: 'kept' | 'broken' | 'lapsed'
	amountMinor: bigint
	receivedMinor: bigint
	currency: string
	promisedOn: string
}

/**
 * Finds out what became of promises to pay: kept as soon as the money has come, broken once their day has passed without
 * it, lapsed when nothing is open of their invoice any more for another reason. Each once, whoever looks. Answers how many.
 */
export async function tendPromises(scope: Scope): Promise<{ kept: number; broken: number }> {
	permit(scope, 'payment.confirm')
	const { sql, today, now } = scope
	const settled = await sql<Settled[]>`
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
		select follow_up_id as "followUpId", done.customer_id as "customerId", coalesce(invoice.contract_id, follow_up.contract_id) as "contractId",
			invoice_id as "invoiceId", done.state, amount_minor as "amountMinor", received_minor as "receivedMinor",
			done.currency, promised_on::text as "promisedOn"
		from done join follow_up on follow_up.id = follow_up_id left join invoice on invoice.id = invoice_id order by follow_up_id`
	const told = settled.filter(({ state }) => state !== 'lapsed')
	await emit(scope, ...told.map(happeningOf))
	const count = (state: Settled['state']) => settled.filter((one) => one.state === state).length
	return { kept: count('kept'), broken: count('broken') }
}

function happeningOf({ state, customerId, contractId, invoiceId, ...promise }: Settled) {
	const { followUpId, amountMinor, receivedMinor, currency, promisedOn } = promise
	return {
		kind: state === 'kept' ? ('promise.kept' as const) : ('promise.broken' as const),
		subject: invoiceId ? { kind: 'invoice', id: invoiceId } : { kind: 'customer', id: customerId },
		...{ customerId, contractId },
		facts: {
			...{ followUpId, currency, promisedOn },
			amountMinor: String(amountMinor),
			receivedMinor: String(receivedMinor),
		},
	}
}
