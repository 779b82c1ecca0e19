import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { payingCard } from '../payment/paying-card.ts'
import { permit } from '../permit.ts'
import { nextRetry } from './timetable.ts'

type Due = {
	invoiceId: string
	customerId: string
	contractId: string | null
	charges: number
	firstFailedOn: Temporal.PlainDate
	retryDays: number[]
	retryHour: number
}

/** No more at once: the rows are locked until the commit. */
const mostTogether = 500

/**
 * Asks for the charges that the timetable has now, each once however many workers look at the same moment, and moves
 * each timetable on; days that were slept through are one retry. Answers how many. The charge itself waits while the
 * customer is paying.
 */
export async function queueRetries(scope: Scope): Promise<number> {
	permit(scope, 'payment.confirm')
	const due = await lockDue(scope)
	await moveOn(scope, due)
	await emit(
		scope,
		...due.map(({ invoiceId, customerId, contractId }) => ({
			kind: 'payment.retried' as const,
			subject: { kind: 'invoice', id: invoiceId },
			customerId,
			contractId,
		})),
	)
	await queueEffects(
		scope,
		due.map(({ invoiceId, charges }) => chargeEffect(invoiceId, charges + 1)),
	)
	return due.length
}

/** A charge of an invoice, by its number: the same one is never queued twice. */
export function chargeEffect(invoiceId: string, number: number) {
	return { kind: 'card_charge' as const, key: `charge:${invoiceId}:${number}`, payload: { invoiceId, number } }
}

async function lockDue(scope: Scope): Promise<Due[]> {
	const { sql, now } = scope
	return await sql<Due[]>`
		select dunning.invoice_id as "invoiceId", dunning.customer_id as "customerId", invoice.contract_id as "contractId",
			charges, first_failed_on as "firstFailedOn", retry_days as "retryDays", retry_hour as "retryHour"
		from dunning join invoice on invoice.id = dunning.invoice_id
		where next_retry_at <= ${now} and invoice.state in ('issued', 'uncollectible') and invoice.settled_minor < invoice.total_minor
			and ${payingCard(scope)} is not null
		order by next_retry_at, dunning.invoice_id limit ${mostTogether}
		for update of dunning skip locked`
}

async function moveOn({ sql, company, now }: Scope, due: Due[]): Promise<void> {
	if (due.length === 0) return
	const moved = due.map((one) => {
		const { behind, at } = nextRetry(one, company.timeZone, now)
		return { id: one.invoiceId, behind, next: at?.toString() ?? null }
	})
	await sql`
		update dunning set charges = charges + 1, retries = moved.behind, next_retry_at = moved.next
		from unnest(${moved.map((one) => one.id)}::uuid[], ${moved.map((one) => one.behind)}::integer[],
			${moved.map((one) => one.next)}::timestamptz[]) as moved (id, behind, next)
		where dunning.invoice_id = moved.id`
}
