import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import type { StatementItem, StatementKind, StatementLine } from './statement.ts'

export type StatementQuestion = {
	customerId: string
	contractId: string | null
	from: Temporal.PlainDate | null
	on: Temporal.PlainDate
}

/** As the query gives it: amounts are text, because JSON would make them floats. */
type Told<Row, Minor extends keyof Row> = Omit<Row, Minor> & Record<Minor, string>

export type StatementRows = {
	opening: { currency: string; minor: string }[]
	moves: (Told<Pick<StatementLine, 'on' | 'number' | 'subject' | 'contract' | 'joint'>, never> & {
		kind: StatementKind
		currency: string
		effectMinor: string
	})[]
	items: Told<StatementItem, 'totalMinor' | 'openMinor'>[]
	free: {
		kind: 'payment' | 'credit_note'
		id: string
		number: string
		on: string
		currency: string
		minor: string
		opens: boolean
	}[]
}

/**
 * The journal of a customer, or of one contract, in one query, so that its parts are of one moment. What an entry does
 * to what the customer owes is what it does to the accounts `receivable` and `customer_balance`. To a contract belong
 * its invoices and credit notes, its share of those over several contracts, and of each payment the parts that were put to
 * them or taken away again.
 */
export function readStatement(scope: Scope, { customerId, contractId, from, on }: StatementQuestion) {
	const { sql } = scope
	const isJoint = contractId ? sql`paper.contract_id is null` : sql`false`
	// A link to one contract does not open what bills others with it.
	const opens = reach(scope).invoice('paper.id', 'paper.contract_id', 'paper.customer_id')
	return sql<StatementRows[]>`
		with entry as materialized (
			select entry.id, entry.kind, entry.contract_id, entry.currency, entry.posted_on, entry.posted_at,
				coalesce(sum(line.amount_minor) filter (where line.account = 'receivable'), 0) as receivable_minor,
				coalesce(sum(line.amount_minor) filter (where line.account = 'customer_balance'), 0) as balance_minor,
				case when entry.kind in ('invoice', 'opening', 'opening_back') then entry.subject_id else coalesce(given_up.invoice_id, allocation.invoice_id) end as invoice_id,
				case when entry.kind = 'credit_note' then entry.subject_id else allocation.credit_note_id end as note_id,
				case when entry.kind in ('payment', 'payment_back') then entry.subject_id
					else coalesce(allocation.payment_id, refund.payment_id, dispute.payment_id, penalty.payment_id) end as payment_id
			from journal_entry as entry join journal_line as line on line.entry_id = entry.id
				left join allocation on entry.kind in ('allocation', 'rounding') and allocation.id = entry.subject_id
				left join invoice_write_off as given_up on entry.kind = 'write_off' and given_up.id = entry.subject_id
				left join refund on entry.kind in ('refund', 'refund_failed') and refund.id = entry.subject_id
				left join penalty_payment as penalty on entry.kind = 'penalty_payment' and penalty.id = entry.subject_id
				left join dispute on entry.kind in ('dispute', 'dispute_won') and dispute.id = entry.subject_id
			where entry.customer_id = ${customerId} and entry.posted_on <= ${on}
				and line.account in ('receivable', 'customer_balance')
				-- What was taken from penalty interest as of its own day never was there.
				and not exists (select from penalty_payment as other
					where other.paid_on = penalty.paid_on and (other.reverses_id = penalty.id or other.id = penalty.reverses_id))
			group by entry.id, allocation.id, refund.id, dispute.id, given_up.id, penalty.id
		), ${jointPapers(scope, contractId, customerId)}, posted as materialized (
			select entry.*, ${contractId ? ownReceivable(scope, contractId) : sql`receivable_minor`} as own_receivable,
				${contractId ? ownBalance(scope, contractId) : sql`balance_minor`} as own_balance
			from ${contractId ? counted(scope) : sql`entry`} left join invoice as note on note.id = entry.note_id
		), effect as (
			select posted.*, own_receivable + own_balance as minor,
				case when kind = 'allocation' then payment_id::text else id::text end as together from posted
		), move as materialized (
			select min(id::text)::uuid as id, kind, currency, posted_on, posted_at, sum(minor) as minor,
				(array_agg(invoice_id))[1] as invoice_id, (array_agg(note_id))[1] as note_id, (array_agg(payment_id))[1] as payment_id
			from effect group by together, kind, currency, posted_on, posted_at having sum(minor) <> 0
		), owing as (
			select invoice_id, sum(own_receivable) as minor from posted
			where invoice_id is not null group by invoice_id having sum(own_receivable) <> 0
		), left_over as (
			select payment_id, case when payment_id is null then note_id end as note_id, currency, -sum(own_balance) as minor
			from posted where payment_id is not null or note_id is not null
			group by payment_id, case when payment_id is null then note_id end, currency having sum(own_balance) <> 0
		), one_contract as (
			select payment_id, min(contract_id::text)::uuid as contract_id from posted
			where kind = 'allocation' and payment_id is not null
			group by payment_id having count(distinct contract_id) = 1 and count(*) = count(contract_id)
		)
		select
			coalesce((select jsonb_agg(total) from (
				select currency, sum(minor)::text as minor from move where ${from ? sql`posted_on < ${from}` : sql`false`} group by currency
			) as total), '[]') as opening,
			coalesce((select jsonb_agg(to_jsonb(told) - 'at' - 'rank' - 'id' order by told.on, at, rank, id) from (
				select move.id, posted_on as on, posted_at as at, ${cause(scope, contractId !== null)} as kind,
					array_position(array['opening', 'invoice', 'credit_note', 'payment', 'allocation'], move.kind) as rank,
					coalesce(paper.number, payment.receipt_number, '') as number, move.currency, move.minor::text as "effectMinor",
					${isJoint} and paper.id is not null as joint,
					case when paper.id is not null and ${opens} then jsonb_build_object('kind', 'invoice', 'id', paper.id)
						when payment.id is not null then jsonb_build_object('kind', 'payment', 'id', payment.id) end as subject,
					case when contract.id is not null then
						jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) end as contract
				from move
					left join invoice as paper on paper.id = case
						when move.kind in ('invoice', 'write_off', 'rounding', 'opening', 'opening_back') then move.invoice_id when move.payment_id is null then move.note_id end
					left join payment on payment.id = move.payment_id
					left join one_contract on one_contract.payment_id = move.payment_id
					left join contract on contract.id = ${
						contractId ? sql`${contractId}::uuid` : sql`coalesce(paper.contract_id, one_contract.contract_id)`
					}
				where ${from ? sql`posted_on >= ${from}` : sql`true`}
			) as told), '[]') as moves,
			coalesce((select jsonb_agg(to_jsonb(item) order by item."dueOn", item.number) from (
				select paper.id, paper.number, paper.issued_on as "issuedOn", paper.due_on as "dueOn",
					greatest(${on}::date - paper.due_on, 0) as "daysPastDue", paper.currency,
					coalesce((select part from joint where joint.id = paper.id), paper.total_minor)::text as "totalMinor",
					owing.minor::text as "openMinor", ${isJoint} as joint, ${opens} as opens, case when contract.id is not null then
						jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) end as contract
				from owing join invoice as paper on paper.id = owing.invoice_id left join contract on contract.id = paper.contract_id
			) as item), '[]') as items,
			coalesce((select jsonb_agg(to_jsonb(money) order by money.on, money.number) from (
				select case when paper.id is null then 'payment' else 'credit_note' end as kind,
					coalesce(paper.id, payment.id) as id, coalesce(paper.number, payment.receipt_number, '') as number,
					coalesce(paper.issued_on, payment.received_on) as on, left_over.currency, left_over.minor::text as minor,
					paper.id is null or ${opens} as opens
				from left_over left join payment on payment.id = left_over.payment_id left join invoice as paper on paper.id = left_over.note_id
			) as money), '[]') as free`
}

/** Papers over several contracts: what of each is the contract's, and is of those counted before it. Of no contract: none. */
function jointPapers({ sql }: Scope, contractId: string | null, customerId: string) {
	return sql`joint as materialized (
		select paper.id, paper.total_minor as total, sum(line.net_minor + line.tax_minor) filter (where line.contract_id = ${contractId}::uuid) as part,
			coalesce(sum(line.net_minor + line.tax_minor) filter (where line.contract_id < ${contractId}::uuid), 0) as before
		from invoice as paper join invoice_line as line on line.invoice_id = paper.id
		where paper.customer_id = ${customerId} and paper.contract_id is null and paper.total_minor <> 0 and ${contractId !== null}
		group by paper.id having bool_or(line.contract_id = ${contractId}::uuid)
	)`
}

/** Entries with what their invoice, and their credit note, has been settled by up to each. */
function counted({ sql }: Scope) {
	return sql`(select entry.*,
			-sum(case when kind <> 'invoice' then receivable_minor else 0 end) over (partition by invoice_id order by posted_on, posted_at, id) as settled,
			sum(case when kind <> 'credit_note' then balance_minor else 0 end) over (partition by note_id order by posted_on, posted_at, id) as used
		from entry) as entry`
}

/** The contract's own, or its share of what several have together, as core/invoice/share.ts divides it. */
function ownReceivable(scope: Scope, contractId: string) {
	const { sql } = scope
	return sql`case when entry.contract_id = ${contractId} then receivable_minor else coalesce((
		select case when entry.kind = 'invoice' then part
			else ${shareTo(scope, sql`settled + receivable_minor`)} - ${shareTo(scope, sql`settled`)} end
		from joint where joint.id = entry.invoice_id), 0) end`
}

function ownBalance(scope: Scope, contractId: string) {
	const { sql } = scope
	return sql`case when note.contract_id = ${contractId} then balance_minor else coalesce((
		select case when entry.kind = 'credit_note' then part
			else ${shareTo(scope, sql`used`)} - ${shareTo(scope, sql`used - balance_minor`)} end
		from joint where joint.id = entry.note_id), 0) end`
}

function shareTo({ sql }: Scope, amount: Fragment) {
	return sql`(round((${amount}) * (before + part) / total) - round((${amount}) * before / total))`
}

/**
 * What a movement is called. Of a contract, the parts of a payment are named after what moved the money in the same
 * moment: the payment itself, or its refund or dispute; `allocation` where it was only put elsewhere.
 */
function cause({ sql }: Scope, ofContract: boolean) {
	if (!ofContract) return sql`move.kind`
	return sql`case when move.kind <> 'allocation' then move.kind else coalesce((
		select posted.kind from posted
		where posted.payment_id = move.payment_id and posted.posted_at = move.posted_at and posted.kind <> 'allocation'
			and (posted.balance_minor < 0) = (move.minor < 0)
		order by posted.id desc limit 1), 'allocation') end`
}
