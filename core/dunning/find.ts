import type { Scope } from '../act.ts'
import { isOfContract } from '../invoice/share.ts'
import { payingCard } from '../payment/paying-card.ts'
import type { FailureReason, PaymentState } from '../payment/payment.ts'
import { permit, reach } from '../permit.ts'
import { retriesOf, type Timetable } from './timetable.ts'

/** An open invoice that a card has not paid: what was tried, what comes, and whether the customer has to act. */
export type FollowedInvoice = {
	invoiceId: string
	number: string
	contractId: string | null
	currency: string
	openMinor: bigint
	dueOn: string
	/** Charges without the customer, oldest first. Days are the company's, ISO. */
	tries: { number: number; on: string; state: PaymentState; reason: FailureReason | ''; brand: string; last4: string }[]
	/** Days of the timetable that are still to come, ISO. */
	coming: string[]
	/** Why the customer has to act; null while a retry comes or a charge is on its way. */
	asks: FailureReason | null
	/** A charge that waits for the customer to confirm it at their bank. */
	confirms: string | null
}

type Row = Omit<FollowedInvoice, 'coming'> & {
	firstFailedOn: Temporal.PlainDate | null
	retryDays: number[]
	retryHour: number
	nextRetryAt: Temporal.Instant | null
}

type About = { customerId?: string; contractId?: string; invoiceId?: string }

/** What is followed up by card of a customer, a contract or one invoice: only what is open, oldest due first. */
export async function findFollowed(scope: Scope, about: About): Promise<FollowedInvoice[]> {
	permit(scope, 'invoice.read')
	const { sql, company } = scope
	const rows = await sql<Row[]>`
		select dunning.invoice_id as "invoiceId", invoice.number, invoice.contract_id as "contractId", invoice.currency,
			total_minor - settled_minor as "openMinor", due_on::text as "dueOn",
			first_failed_on as "firstFailedOn", retry_days as "retryDays", retry_hour as "retryHour",
			next_retry_at as "nextRetryAt", nullif(asks, '') as asks,
			coalesce((select jsonb_agg(jsonb_build_object('number', charge_number, 'on', (created_at at time zone ${company.timeZone})::date, 'state', state,
				'reason', failure_code, 'brand', method_brand, 'last4', method_last4) order by charge_number)
				from payment where charged_invoice_id = invoice.id), '[]') as tries,
			(select id from payment where charged_invoice_id = invoice.id and state = 'action_required') as confirms
		from dunning join invoice on invoice.id = dunning.invoice_id
		where invoice.state in ('issued', 'uncollectible') and settled_minor < total_minor and ${reach(scope).invoice()}
			and (${payingCard(scope)} is not null or exists (
				select from payment where charged_invoice_id = invoice.id and state = 'action_required'
			))
			${about.customerId ? sql`and dunning.customer_id = ${about.customerId}` : sql``}
			${about.contractId ? sql`and ${isOfContract(scope, about.contractId)}` : sql``}
			${about.invoiceId ? sql`and invoice.id = ${about.invoiceId}` : sql``}
		order by due_on, invoice.id limit 50`
	return rows.map(({ firstFailedOn, retryDays, retryHour, nextRetryAt, ...row }) => ({
		...row,
		coming: firstFailedOn && nextRetryAt ? daysFrom(scope, { firstFailedOn, retryDays, retryHour }, nextRetryAt) : [],
	}))
}

function daysFrom({ company }: Scope, timetable: Timetable, next: Temporal.Instant): string[] {
	return retriesOf(timetable, company.timeZone)
		.filter((moment) => Temporal.Instant.compare(moment, next) >= 0)
		.map((moment) => moment.toZonedDateTimeISO(company.timeZone).toPlainDate().toString())
}
