import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import type { EventKind } from '../event.ts'
import { isNarrowed, sees } from '../field-right/rights.ts'
import { seenFacts } from '../field-right/seen.ts'
import { isOfContract } from '../invoice/share.ts'
import { permit, reach } from '../permit.ts'
import type { ContractState } from './state.ts'
import { stateOf } from './state-of.ts'

/** What is told to the customer; the rest is the company's own. Of links that letters carry they hear when one is opened. */
const told = [
	'contract.created',
	'contract.activated',
	'contract.amended',
	'contract.ending',
	'contract.end_undone',
	'contract.renewed',
	'contract.renewal_told',
	'contract.closed',
	'contract.voided',
	'quote.sent',
	'quote.accepted',
	'quote.declined',
	'quote.expired',
	'quote.withdrawn',
	'approval.requested',
	'approval.approved',
	'approval.rejected',
	'approval.outdated',
	'approval.withdrawn',
	'invoice.issued',
	'invoice.voided',
	'invoice.overdue',
	'credit_note.issued',
	'payment.succeeded',
	'payment.recorded',
	'payment.taken_back',
	'payment.failed',
	'payment.action_required',
	'payment.refunded',
	'payment.disputed',
	'payment.dispute_closed',
	'collection_plan.made',
	'collection_plan.rescheduled',
	'collection_plan.given_up',
	'collection_plan.taken_back',
	'penalty.waived',
	'penalty.waiver_undone',
	'penalty.paid',
	'equipment.delivered',
	'equipment.locked',
	'equipment.unlocked',
	'equipment.repossessed',
	'contract.settled',
	'contract.settlement_overtaken',
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
	/** Who it was, for staff; empty for the product itself, and for the customer's side. */
	who: string
	subject: { kind: string; id: string }
	/** Number of the invoice, receipt or machine it is about. */
	number: string | null
	facts: Record<string, unknown>
}

/** `before`: the id of the last one seen; `until` (ISO): the last day. */
type FindTimeline = { contractId: string; before?: string | undefined; until?: string | undefined; limit: number }

/** As a query gives it, and as JSON does. */
export type ToldRow = Omit<Told, 'subject' | 'happenedAt'> & {
	happenedAt: string
	subjectKind: string
	subjectId: string
}

/** What happened, newest first. */
export async function findTimeline(scope: Scope, input: FindTimeline): Promise<Told[]> {
	permit(scope, 'contract.read')
	const told = (await toldRows(scope, input)).map(readTold)
	if (!isNarrowed(scope)) return told
	const state = await stateOf(scope, input.contractId)
	return told.map((one) => seenTold(scope, one, state))
}

/** As the actor may see it: without what is hidden of its facts, and without the number of a machine. */
export function seenTold(scope: Scope, told: Told, state: ContractState | null): Told {
	const machine = told.kind === 'equipment.delivered' && !sees(scope, 'line', 'serialNumber', state)
	return { ...told, number: machine ? null : told.number, facts: seenFacts(scope, { ...told, state }) }
}

export function readTold({ subjectKind, subjectId, happenedAt, ...row }: ToldRow): Told {
	return { ...row, happenedAt: Temporal.Instant.from(happenedAt), subject: { kind: subjectKind, id: subjectId } }
}

/**
 * A query of its own, and a part of the contract page's. An invoice over several contracts is told on the page of each;
 * not to a link to one of them, which does not open it.
 */
export function toldRows(scope: Scope, { contractId, before, until, limit }: FindTimeline) {
	const { sql } = scope
	return sql<ToldRow[]>`
		with reached as (select contract.id from contract where contract.id = ${contractId} and ${reach(scope).contract()}),
		joint as materialized (
			select invoice.id from reached, invoice
			where invoice.contract_id is null and ${isOfContract(scope, contractId)} and ${reach(scope).invoice()}
		),
		happened as (
			select event.* from reached join event on event.contract_id = reached.id
			union
			select event.* from joint join event on event.subject_id = joint.id where event.contract_id is null
			union
			select event.* from (select invoice.id from reached join invoice on invoice.contract_id = reached.id union all select id from joint) as paid
				join payment_invoice on payment_invoice.invoice_id = paid.id
				join event on event.subject_id = payment_invoice.payment_id
			where event.contract_id is null
			union
			select event.* from (select invoice.id from reached join invoice on invoice.contract_id = reached.id union all select id from joint) as paid
				join allocation on allocation.invoice_id = paid.id
				join event on event.subject_id = allocation.payment_id and event.kind in ('payment.recorded', 'payment.taken_back')
			where event.contract_id is null
		)
		select happened.id, happened.kind, to_char(happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "happenedAt",
			happened_on::text as "happenedOn",
			case when actor like 'contact:%' or actor like 'link:%' then 'customer' else 'company' end as by,
			${scope.actor.kind === 'staff' ? actorName(scope, sql`happened.actor`) : sql`''`} as who, subject_kind as "subjectKind", subject_id as "subjectId",
			coalesce(invoice.number, payment.receipt_number, happened.facts ->> 'serialNumber', case when happened.kind in ('contract.settled', 'contract.settlement_overtaken') then happened.facts ->> 'number' end) as number, ${factsTold(scope, contractId)} as facts
		from happened
			left join invoice on happened.subject_kind = 'invoice' and invoice.id = happened.subject_id
			left join payment on happened.subject_kind = 'payment' and payment.id = happened.subject_id
			left join quote on happened.subject_kind = 'quote' and quote.id = happened.subject_id
		where happened.kind = any(${toldTo(scope)}::text[]) and (happened.subject_kind <> 'quote' or ${isSigning(scope)})
			${scope.actor.kind === 'staff' ? sql`` : sql`and happened.kind <> 'link.sent'`}
			and not (happened.kind in ('payment.refunded', 'payment.recorded', 'payment.taken_back') and ${goesBeyond(scope, contractId)} and ${movedHere(scope, contractId)} = 0)
			${before ? sql`and happened.id < ${before}` : sql``} ${until ? sql`and happened_on <= ${until}` : sql``}
		order by happened.id desc limit ${limit}`
}

/** Of quotes is told how the contract itself came to be signed: what one changes or renews is told when it is agreed. */
function isSigning({ sql }: Scope) {
	return sql`(quote.purpose = 'signature' and quote.sent_at is not null or quote.purpose = 'new' and happened.kind = 'quote.accepted')`
}

/** Whoever may not see prices is told nothing of what was invoiced and paid. */
function toldTo({ actor }: Scope): string[] {
	const withheld = actor.kind === 'staff' && actor.withheld?.has('invoice.read')
	return withheld
		? told.filter((kind) => !/^(?:invoice|credit_note|payment|collection_plan|penalty)\./.test(kind))
		: [...told]
}

/** Of a payment that was also for others, only the part of this contract is told: what was chosen or moved for its invoices. */
function factsTold(scope: Scope, contractId: string) {
	const { sql } = scope
	const moved = sql`case when happened.kind in ('payment.refunded', 'payment.disputed', 'payment.dispute_closed', 'payment.recorded', 'payment.taken_back')
		then nullif(${movedHere(scope, contractId)}, 0) end`
	const chosen = sql`(select sum(chosen.amount_minor) from payment_invoice as chosen join invoice as paid on paid.id = chosen.invoice_id
		where chosen.payment_id = payment.id and ${isHere(scope, contractId)})`
	return sql`case when not ${goesBeyond(scope, contractId)} then facts
		else jsonb_strip_nulls(jsonb_build_object('currency', facts->'currency', 'reason', facts->'reason',
			'amountMinor', coalesce(${moved}, ${chosen})::text)) end`
}

/** Whether what happened is about a payment that is, or settles, anything besides this contract. */
function goesBeyond(scope: Scope, contractId: string) {
	return scope.sql`(payment.id is not null and exists (
		select from invoice as paid where not ${isHere(scope, contractId)} and paid.id in (
			select invoice_id from payment_invoice where payment_id = payment.id
			union all select invoice_id from allocation where payment_id = payment.id
		)
	))`
}

/** What was put to, or taken from, the contract's invoices in the moment of the event. */
function movedHere(scope: Scope, contractId: string) {
	return scope.sql`abs(coalesce((select sum(moved.amount_minor) from allocation as moved join invoice as paid on paid.id = moved.invoice_id
		where moved.payment_id = payment.id and moved.created_at = happened.happened_at and ${isHere(scope, contractId)}), 0))`
}

/** Whether the invoice `paid` is the contract's own, or bills it together with others and is the actor's to see. */
function isHere({ sql }: Scope, contractId: string) {
	return sql`(paid.contract_id is not distinct from ${contractId}::uuid or paid.id in (select id from joint))`
}
