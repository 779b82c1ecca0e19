import type { Scope } from '../act.ts'
import type { FailureReason, Payment } from '../payment/payment.ts'
import { readPolicy } from './policy.ts'
import { mayRetry, nextRetry } from './timetable.ts'

type Present = {
	firstFailedOn: Temporal.PlainDate | null
	retryDays: number[]
	retryHour: number
	charges: number
}

/**
 * Says what follows when a charge without the customer has failed: the next day of the company's timetable, or, where
 * trying again cannot help or is used up, that the customer has to act. The payment must be locked.
 */
export async function planRetry(
	scope: Scope,
	payment: Payment,
	failure: { reason: FailureReason; never: boolean },
): Promise<void> {
	const { sql } = scope
	const { chargedInvoiceId, chargeNumber } = payment
	if (!chargedInvoiceId || !chargeNumber) return
	const [present] = await sql<Present[]>`
		select first_failed_on as "firstFailedOn", retry_days as "retryDays", retry_hour as "retryHour", charges
		from dunning where invoice_id = ${chargedInvoiceId} for update`
	// A later charge, with another card, has been asked for since: it says what comes.
	if (present && present.charges > chargeNumber) return
	const series = present?.firstFailedOn ? { ...present, firstFailedOn: present.firstFailedOn } : await begin(scope)
	const { behind, at } = nextRetry(series, scope.company.timeZone, scope.now)
	const next = mayRetry(failure.reason, failure.never) ? at : null
	await sql`
		insert into dunning (invoice_id, customer_id, currency, charges, first_failed_on, retry_days, retry_hour, retries,
			next_retry_at, asks)
		values (${chargedInvoiceId}, ${payment.customerId}, ${payment.currency}, ${chargeNumber}, ${series.firstFailedOn},
			${series.retryDays}::integer[], ${series.retryHour}, ${behind}, ${next}, ${next ? '' : failure.reason})
		on conflict (invoice_id) do update set charges = excluded.charges, first_failed_on = excluded.first_failed_on,
			retry_days = excluded.retry_days, retry_hour = excluded.retry_hour, retries = excluded.retries,
			next_retry_at = excluded.next_retry_at, asks = excluded.asks`
}

async function begin(scope: Scope) {
	const { retryDays, retryHour } = await readPolicy(scope)
	return { firstFailedOn: scope.today, retryDays, retryHour }
}
