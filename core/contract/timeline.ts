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
	'contract.autopay_on',
	'contract.autopay_off',
	'service.warned',
	'service.restricted',
	'service.blocked',
	'service.restored',
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

type FindTimeline = { contractId: string; before?: string | undefined; limit: number }

/** As a query gives it, and as JSON does. */
export type ToldRow = Omit<Told, 'subject' | 'happenedAt'> & {
	happenedAt: string
	subjectKind: string
	subjectId: string
}

/** What happened, newest first; `before` is the id of the last one seen. */
export async function findTimeline(scope: Scope, input: FindTimeline): Promise<Told[]> {
	permit(scope, 'contract.read')
	return (await toldRows(scope, input)).map(readTold)
}

export function readTold({ subjectKind, subjectId, happenedAt, ...row }: ToldRow): Told {
	return { ...row, happenedAt: Temporal.Instant.from(happenedAt), subject: { kind: subjectKind, id: subjectId } }
}

/** A query of its own, and a part of the contract page's. */
export function toldRows(scope: Scope, { contractId, before, limit }: FindTimeline) {
	const { sql } = scope
	return sql<ToldRow[]>`
		with reached as (select contract.id from contract where contract.id = ${contractId} and ${reach(scope).contract()}),
		happened as (
			select event.* from reached join event on event.contract_id = reached.id
			union
			select event.* from reached join invoice on invoice.contract_id = reached.id
				join payment_invoice on payment_invoice.invoice_id = invoice.id
				join event on event.subject_id = payment_invoice.payment_id
			where event.contract_id is null
		)
		select happened.id, happened.kind, to_char(happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "happenedAt",
			happened_on::text as "happenedOn",
			case when actor like 'contact:%' or actor like 'link:%' then 'customer' else 'company' end as by,
			subject_kind as "subjectKind", subject_id as "subjectId",
			coalesce(invoice.number, payment.receipt_number) as number, facts
		from happened
			left join invoice on happened.subject_kind = 'invoice' and invoice.id = happened.subject_id
			left join payment on happened.subject_kind = 'payment' and payment.id = happened.subject_id
		where happened.kind = any(${told as unknown as string[]}::text[]) ${before ? sql`and happened.id < ${before}` : sql``}
		order by happened.id desc limit ${limit}`
}
