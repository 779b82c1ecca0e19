import type { Scope } from '../act.ts'
import type { EventKind } from '../event.ts'
import { permit, reach } from '../permit.ts'

/** What is told to the customer; the rest is the company's own. */
const told = [
	'contract.created',
	'contract.activated',
	'contract.amended',
	'contract.ending',
	'contract.closed',
	'contract.voided',
	'invoice.issued',
	'invoice.voided',
	'invoice.overdue',
	'credit_note.issued',
	'payment.succeeded',
	'payment.failed',
	'payment.action_required',
	'payment.refunded',
	'payment.disputed',
	'payment.dispute_closed',
	'link.sent',
	'link.opened',
	'link.revoked',
] as const satisfies EventKind[]

export type ToldKind = (typeof told)[number]

/** Something that happened to a contract, its invoices or payments. */
export type Told = {
	id: string
	kind: ToldKind
	happenedAt: Temporal.Instant
	happenedOn: string
	/** Which side did it. */
	by: 'customer' | 'company'
	subject: { kind: string; id: string }
	/** Number of the invoice or receipt it is about. */
	number: string | null
	facts: Record<string, unknown>
}

/** What happened, newest first; `before` is the id of the last one seen. */
export async function findTimeline(
	scope: Scope,
	input: { contractId: string; before?: string | undefined; limit: number },
): Promise<Told[]> {
	permit(scope, 'contract.read')
	const { sql } = scope
	const rows = await sql<(Omit<Told, 'subject'> & { subjectKind: string; subjectId: string })[]>`
		with reached as (select contract.id from contract where contract.id = ${input.contractId} and ${reach(scope).contract()}),
		happened as (
			select event.* from reached join event on event.contract_id = reached.id
			union
			select event.* from reached join invoice on invoice.contract_id = reached.id
				join payment_invoice on payment_invoice.invoice_id = invoice.id
				join event on event.subject_id = payment_invoice.payment_id
			where event.contract_id is null
		)
		select happened.id, happened.kind, happened_at as "happenedAt", happened_on::text as "happenedOn",
			case when actor like 'contact:%' or actor like 'link:%' then 'customer' else 'company' end as by,
			subject_kind as "subjectKind", subject_id as "subjectId",
			coalesce(invoice.number, payment.receipt_number) as number, facts
		from happened
			left join invoice on happened.subject_kind = 'invoice' and invoice.id = happened.subject_id
			left join payment on happened.subject_kind = 'payment' and payment.id = happened.subject_id
		where happened.kind = any(${told as unknown as string[]}) ${input.before ? sql`and happened.id < ${input.before}` : sql``}
		order by happened.id desc limit ${input.limit}`
	return rows.map(({ subjectKind, subjectId, ...row }) => ({ ...row, subject: { kind: subjectKind, id: subjectId } }))
}
