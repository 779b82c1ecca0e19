import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { type Payment, paymentColumns } from './payment.ts'

/**
 * Attempts at the card processor that have not ended, oldest first. One that its holder is to confirm at the bank is
 * among them only after two weeks, or once its invoice is settled otherwise.
 */
export async function findOpenPayments(scope: Scope): Promise<Payment[]> {
	permit(scope, 'payment.confirm')
	return await scope.sql<Payment[]>`
		select ${paymentColumns(scope)} from payment
		where state in ('started', 'processing', 'action_required') and source = 'card' and (
			state <> 'action_required' or charged_invoice_id is null or id < ${twoWeeksAgo()}::uuid
			or exists (select from invoice where id = charged_invoice_id and (settled_minor >= total_minor or state = 'void'))
		)
		order by created_at limit 500`
}

/** The least key of a row that was written in the last two weeks, by real time, whatever day a demo stands on. */
function twoWeeksAgo(): string {
	const milliseconds = Temporal.Now.instant().epochMilliseconds - 14 * 86_400_000
	const hex = milliseconds.toString(16).padStart(12, '0')
	return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
