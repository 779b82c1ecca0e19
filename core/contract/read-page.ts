import type { Scope } from '../act.ts'
import { shownVisits } from '../care-visit/find.ts'
import { sharedDocuments } from '../document/find.ts'
import { type ServiceRow, serviceOf } from '../dunning/find-service.ts'
import type { BillableRows } from '../invoice/billable.ts'
import { billableJson, factsJson } from '../invoice/billable-rows.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'
import { standingOf, standingThen } from '../invoice/standing.ts'
import { typeRead } from '../invoice/type-of.ts'
import { settledColumns } from '../machine-request/certificate-facts.ts'
import { unreadBy } from '../message/read.ts'
import { reach } from '../permit.ts'
import type { ContractAsOf, TermsChange } from './as-of.ts'
import type { DatedAmendment } from './change-days.ts'
import { type LineRow, lineRows } from './lines.ts'
import type { ContractHead, ContractPage, ContractPageInput, Paper } from './page.ts'
import { papersSince, signedQuotes } from './page-papers.ts'
import { seenByActor } from './seen.ts'
import { partyJson, type ThenRow, thenColumn } from './then.ts'
import { type ToldRow, toldRows } from './timeline.ts'

type Reckoned =
	| 'hidden'
	| 'asToday'
	| 'goesOn'
	| 'changeDays'
	| 'on'
	| 'asOf'
	| 'notice'
	| 'reductions'
	| 'monthMinor'
	| 'coming'
export type PaperRow = Omit<Paper, 'totalMinor'> & { totalMinor: string }

/** What the page is made of, as one row. */
export type PageRow = Omit<
	ContractPage,
	Reckoned | 'service' | 'contract' | 'lines' | 'happened' | 'papers' | 'since'
> & {
	contract: ContractHead
	now: ContractAsOf
	then: ThenRow | null
	service: ServiceRow
	terms: (TermsChange & { sequence: number })[]
	amendments: DatedAmendment[]
	papers: PaperRow[]
	since: PaperRow[]
	billable: BillableRows
	lines: LineRow[]
	happened: ToldRow[]
}

/**
 * One query; amounts come as text, because JSON would make them floats. The id is written into an array: of an array that
 * is a parameter the planner assumes ten, and with many contracts then plans anew for every page, for three times its work.
 */
export function readContract(scope: Scope, input: ContractPageInput) {
	const { id, happened, before, lines } = input
	const { sql } = scope
	const past = input.on && input.on < scope.today.toString() ? input.on : undefined
	// A link to one contract does not open an invoice that bills others with it.
	const shown = sql`${isOfContract(scope)} and invoice.state <> 'draft' and ${reach(scope).invoice()}`
	return sql<PageRow[]>`
		select jsonb_build_object(
				'id', contract.id, 'number', contract.number, 'title', contract.title, 'customerId', contract.customer_id,
				'customerName', customer.name, 'state', contract.state, 'currency', contract.currency,
				'startsOn', contract.starts_on, 'purchaseOrder', contract.purchase_order,
				'paymentTermDays', contract.payment_term_days, 'autopay', contract.autopay, 'timing', contract.timing,
				'alignment', contract.alignment, 'anchorOn', contract.anchor_on, 'closedOn', contract.closed_on, 'access', contract.access,
				'cycles', coalesce((select jsonb_agg(cycle) from (
					select interval_unit as unit, interval_count as count from contract_line
					where contract_id = contract.id and interval_unit is not null
					group by interval_unit, interval_count order by count(*) desc, interval_unit, interval_count limit 4
				) as cycle), '[]'),
				'lineCount', (select count(*) from contract_line where contract_id = contract.id)
			) as contract,
			jsonb_build_object('endsOn', contract.ends_on, 'renewal', contract.renewal, 'termMonths', contract.term_months,
				'noticeDays', contract.notice_days, 'untoldUntil', contract.untold_until) as now,
			coalesce((select jsonb_agg(jsonb_build_object('sequence', sequence, 'effectiveOn', effective_on, 'recordedOn', recorded_on, 'terms', terms)
					order by sequence)
				from amendment where contract_id = contract.id and terms <> '{}'), '[]') as terms,
			coalesce((select jsonb_agg(jsonb_build_object('sequence', sequence, 'kind', kind, 'effectiveOn', effective_on)
				order by sequence) from amendment where contract_id = contract.id), '[]') as amendments,
			${partyJson(scope)} as party, ${thenColumn(scope, input.on)} as "then",
			(select jsonb_build_object('brand', brand, 'last4', last4, 'expiryMonth', expiry_month, 'expiryYear', expiry_year)
				from payment_method where payment_method.id = contract.payment_method_id and removed_at is null) as card,
			coalesce((select jsonb_agg(to_jsonb(paper)) from (
				select id, kind, ${typeRead(scope)} as type, number, issued_on as "issuedOn", total_minor::text as "totalMinor",
					${past ? standingThen(scope, past) : standingOf(scope)} as standing
				from invoice where ${shown} and issued_on <= ${past ?? scope.today}
				order by issued_on desc, id desc limit 6
			) as paper), '[]') as papers,
			${past ? papersSince(scope, past, shown) : sql`'[]'::jsonb`} as since,
			(select jsonb_build_object('id', id, 'state', case state when 'failed' then 'outdated' else state end, 'askedOn', asked_on, 'comment', comment)
				from approval_request where contract_id = contract.id and subject_kind = 'contract_change' and state <> 'withdrawn'
					and (state = 'waiting' or decided_at > ${scope.now.subtract({ hours: 24 * decidedShown })})
				order by id desc limit 1) as request,
			(select count(*)::int from invoice where ${shown} and issued_on <= ${past ?? scope.today}) as "paperCount", ${signedQuotes(scope, past)} as signed,
			${sharedDocuments(scope, past)} as shared, ${shownVisits(scope, past)} as visits, ${settledColumns(scope)} as settled,
			(select jsonb_build_object('minor', coalesce(sum(open_minor), 0)::text,
					'overdueMinor', coalesce(sum(open_minor) filter (where due_on < ${scope.today}), 0)::text)
				from (select ${openPartOf(scope)} as open_minor, due_on from invoice
					where ${isOfContract(scope)} and invoice.state in ('issued', 'uncollectible')) as owed) as open,
			(select count(*)::int from message where message.subject_kind = 'contract' and message.subject_id = contract.id
				and ${unreadBy(scope)}) as unread,
			${serviceOf(scope)} as service, exists (
				select from invoice join dunning on dunning.invoice_id = invoice.id
				where ${isOfContract(scope)} and invoice.settled_minor < invoice.total_minor
			) as followed, (
				exists (select from contract_line_state as state where state.contract_id = contract.id and sequence > 1
					and (effective_on > ${past ?? scope.today} or state.ends_on >= ${past ?? scope.today}))
				or exists (select from contract_discount as fact where fact.contract_id = contract.id and sequence > 1
					and (starts_on > ${past ?? scope.today} or fact.ends_on >= ${past ?? scope.today}))
				or exists (select from contract_pause as fact where fact.contract_id = contract.id and sequence > 1
					and (starts_on > ${past ?? scope.today} or fact.ends_on >= ${past ?? scope.today}))
				or exists (select from amendment where amendment.contract_id = contract.id and kind <> 'end'
					and least((terms->'endsOn'->>0)::date, (terms->'endsOn'->>1)::date) >= ${past ?? scope.today})
			) as planned,
			exists (select from collection_plan where collection_plan.contract_id = contract.id) as "byInstalments",
			exists (select from penalty_terms where contract_id is null or contract_id = contract.id) as "bearsPenalty",
			${(input.coming > 0 ? billableJson : factsJson)(scope, sql`array[${id}::uuid]`)} as billable,
			${
				lines
					? sql`coalesce((select jsonb_agg(to_jsonb(line)) from (
						${lineRows(scope, { ...lines, contractId: id, on: input.on ?? scope.today.toString() })}
					) as line), '[]')`
					: sql`'[]'::jsonb`
			} as lines,
			coalesce((select jsonb_agg(to_jsonb(told)) from (
				${toldRows(scope, { contractId: id, before, until: past, limit: happened ?? 0 })}
			) as told), '[]') as happened
		from contract join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
		where contract.id = ${id} and ${reach(scope).contract()} and ${seenByActor(scope)}`
}

/** For so many days a decision is told on the page; for longer it is in the history. */
const decidedShown = 14
