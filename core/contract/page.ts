import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { type ShownVisit, shownVisits } from '../care-visit/find.ts'
import { type SharedDocument, sharedDocuments } from '../document/find.ts'
import { readService, type Service, type ServiceRow, serviceOf } from '../dunning/find-service.ts'
import { assembleBillables, type BillableRows } from '../invoice/billable.ts'
import { billableJson, factsJson } from '../invoice/billable-rows.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'
import { type Standing, standingOf } from '../invoice/standing.ts'
import { settledColumns } from '../machine-request/certificate-facts.ts'
import { unreadBy } from '../message/read.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type ContractAsOf, type ContractReduction, standOn, type TermsChange, termsAsOf } from './as-of.ts'
import { type FindLines, type FoundLines, findLines, type LineRow, lineRows, readLines } from './lines.ts'
import type { Notice } from './notice.ts'
import { papersSince, type SignedQuote, signedQuotes } from './page-papers.ts'
import { type ComingInvoice, comingInvoices } from './preview.ts'
import { seenByActor } from './seen.ts'
import { seenPage } from './seen-page.ts'
import type { ContractState } from './state.ts'
import { readTold, type Told, type ToldRow, toldRows } from './timeline.ts'

export type ContractPageInput = {
	id: string
	/** The day to show it on (ISO); today when not given, or the nearest day of its life. */
	on?: string | undefined
	/** How many invoices to come are wanted. With none, nothing is reckoned: the page is as quick with many lines as with few. */
	coming: number
	/** How many happenings are wanted, none when not given, and the id of the last one seen. */
	happened?: number
	before?: string | undefined
	/** Which of its lines are wanted, as they are on the day it is shown on; none when not given. */
	lines?: Omit<FindLines, 'contractId' | 'on'>
}

/** A contract as its customer sees it. Days are ISO dates. */
export type ContractPage = {
	contract: ContractHead & ContractAsOf
	/** The day it is shown on. */
	on: string
	/** Where another day than today was asked for: it may lie outside the life of the contract. */
	asOf: { day: string; life: 'before' | 'within' | 'over' } | null
	/** Of the day it is shown on, as are its lines and the invoices to come. */
	notice: Notice | null
	/** Discounts of the whole contract and pauses, of the day and to come. */
	reductions: ContractReduction[]
	/** What it brings a month on the day, after discounts and before tax; reckoned for other days than today. */
	monthMinor: bigint | null
	party: Party
	card: { brand: string; last4: string; expiryMonth: number; expiryYear: number } | null
	/** Days on which it changed or will change, oldest first. */
	changes: { sequence: number; kind: string; effectiveOn: string; reason: string }[]
	/** The latest; on a past day those of then. */
	papers: Paper[]
	/** On a past day: what was invoiced from then to today, oldest first. */
	since: Paper[]
	/** What its customer asked for and somebody must agree to, or has decided on these days. */
	request: ContractRequest | null
	paperCount: number
	/** Quotes that were signed for it, the latest first; on a past day those of then. */
	signed: SignedQuote[]
	/** Documents of it that its customer is shown, the latest first; none on a past day. */
	shared: SharedDocument[]
	/** Visits that were made and that come, the latest first. */
	visits: ShownVisit[]
	/** Its certificate, once everything of it is settled. */
	settled: { number: string; on: string } | null
	open: { minor: bigint; overdueMinor: bigint }
	/** How the service stands while money is late, and whether a card is followed up for it. */
	service: Service
	followed: boolean
	/** Whether amendments have something planned for days to come: core/amendment/find-planned.ts says what. */
	planned: boolean
	/** Whether something of it is paid by instalments, and whether anything is agreed that late payment costs. */
	byInstalments: boolean
	bearsPenalty: boolean
	/** Messages they have not read. */
	unread: number
	coming: ComingInvoice[]
	lines: FoundLines
	/** What happened, newest first. */
	happened: Told[]
	/** Fields that the actor may not see, as `contract.notice`: nothing stands in them here, and pages leave them out. */
	hidden: string[]
}

/** A request for a change, and what became of it. Days are ISO dates. */
export type ContractRequest = {
	id: string
	state: 'waiting' | 'approved' | 'rejected' | 'outdated'
	askedOn: string
	comment: string
}

type ContractHead = {
	id: string
	number: string
	title: string
	customerId: string
	customerName: string
	state: ContractState
	currency: string
	startsOn: string
	purchaseOrder: string
	paymentTermDays: number
	autopay: boolean
	timing: 'advance' | 'arrears'
	alignment: 'anniversary' | 'contract' | 'calendar' | 'month_end'
	anchorOn: string
	closedOn: string | null
	/** What its customer may change by themselves. */
	access: 'none' | 'upsell' | 'upsell_and_downsell'
	/** How often its lines bill, the most frequent first. */
	cycles: { unit: 'day' | 'week' | 'month' | 'year'; count: number }[]
	lineCount: number
}

export type Party = {
	name: string
	street: string
	postalCode: string
	city: string
	region: string
	country: string
	taxNumber: string
}

export type Paper = {
	id: string
	kind: 'invoice' | 'credit_note'
	number: string
	issuedOn: string
	totalMinor: bigint
	standing: Standing
}

/** Refuses `not_found`, also for a contract that is not the actor's to see. */
export async function findContractPage(scope: Scope, input: ContractPageInput): Promise<ContractPage> {
	permit(scope, 'contract.read')
	const [row] = await readContract(scope, input)
	if (!row) refuse('not_found', { noun: 'contract' })
	const [billable] = assembleBillables(row.billable, [input.id], dayOf(scope.today))
	const { terms, changes, papers, since, open, ...page } = row
	const head = { ...row.contract, ...termsAsOf(row.now, terms, input.on) }
	const day = dayWanted(scope, input)
	const on = dayShown(head, day)
	const { id, state, startsOn } = row.contract
	const facts = row.billable.facts.filter(({ contractId }) => contractId === id)
	const today = scope.today.toString()
	const stood = standOn({ day, today, startsOn, state, terms: head, amendments: terms, billable, facts })
	const wanted = { ...input.lines, contractId: input.id, limit: input.lines?.limit ?? 0 }
	// Its customer does not see a draft; staff see what it would bill.
	const isDraft = scope.actor.kind === 'staff' && state === 'draft'
	const running = ['sent', 'signed', 'active', 'paused', 'ending'].includes(state)
	const from = day > today ? Temporal.PlainDate.from(day) : undefined
	const paperOf = (paper: PaperRow) => ({ ...paper, totalMinor: BigInt(paper.totalMinor) })
	const found: ContractPage = {
		contract: { ...head, state: stood.state },
		on,
		asOf: input.on === undefined || day === today ? null : { day, life: stood.life },
		notice: stood.notice,
		reductions: stood.reductions,
		monthMinor: stood.monthMinor,
		party: page.party,
		card: page.card,
		changes,
		papers: papers.map(paperOf),
		since: since.map(paperOf),
		paperCount: page.paperCount,
		signed: page.signed,
		shared: page.shared,
		visits: page.visits,
		settled: page.settled,
		request: page.request,
		open: { minor: BigInt(open.minor), overdueMinor: BigInt(open.overdueMinor) },
		service: readService(row.service, scope.today),
		followed: page.followed,
		planned: page.planned,
		byInstalments: page.byInstalments,
		bearsPenalty: page.bearsPenalty,
		unread: page.unread,
		coming: billable && (running || isDraft) ? await comingInvoices(scope, billable, input.coming, from) : [],
		lines: on === day || !input.lines ? readLines(row.lines, wanted) : await findLines(scope, { ...wanted, on }),
		happened: row.happened.map(readTold),
		hidden: [],
	}
	return seenPage(scope, found, state)
}

const dayWanted = (scope: Scope, { on }: ContractPageInput) => on ?? scope.today.toString()

/** A day outside the life of the contract is moved to its nearest end. */
function dayShown(contract: { startsOn: string; endsOn: string | null }, wanted: string): string {
	if (wanted < contract.startsOn) return contract.startsOn
	return contract.endsOn && wanted > contract.endsOn ? contract.endsOn : wanted
}

type Reckoned = 'hidden' | 'on' | 'asOf' | 'notice' | 'reductions' | 'monthMinor' | 'coming'
type PaperRow = Omit<Paper, 'totalMinor'> & { totalMinor: string }

type Row = Omit<ContractPage, Reckoned | 'service' | 'contract' | 'lines' | 'happened' | 'papers' | 'since'> & {
	contract: ContractHead
	now: ContractAsOf
	service: ServiceRow
	terms: TermsChange[]
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
function readContract(scope: Scope, input: ContractPageInput) {
	const { id, happened, before, lines } = input
	const { sql } = scope
	const past = input.on && input.on < scope.today.toString() ? input.on : undefined
	// A link to one contract does not open an invoice that bills others with it.
	const shown = sql`${isOfContract(scope)} and invoice.state <> 'draft' and ${reach(scope).invoice()}`
	return sql<Row[]>`
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
				'noticeDays', contract.notice_days) as now,
			coalesce((select jsonb_agg(jsonb_build_object('effectiveOn', effective_on, 'recordedOn', recorded_on, 'terms', terms)
					order by sequence)
				from amendment where contract_id = contract.id and terms <> '{}'), '[]') as terms,
			coalesce((select jsonb_agg(jsonb_build_object('sequence', sequence, 'kind', kind, 'effectiveOn', effective_on, 'reason', reason)
				order by effective_on, sequence) from amendment where contract_id = contract.id), '[]') as changes,
			jsonb_build_object('name', party.name, 'street', party.street, 'postalCode', party.postal_code, 'city', party.city,
				'region', party.region, 'country', party.country, 'taxNumber', party.tax_number) as party,
			(select jsonb_build_object('brand', brand, 'last4', last4, 'expiryMonth', expiry_month, 'expiryYear', expiry_year)
				from payment_method where payment_method.id = contract.payment_method_id and removed_at is null) as card,
			coalesce((select jsonb_agg(to_jsonb(paper)) from (
				select id, kind, number, issued_on as "issuedOn", total_minor::text as "totalMinor", ${standingOf(scope)} as standing
				from invoice where ${shown} and issued_on <= ${past ?? scope.today}
				order by issued_on desc, id desc limit 6
			) as paper), '[]') as papers,
			${past ? papersSince(scope, past, shown) : sql`'[]'::jsonb`} as since,
			(select jsonb_build_object('id', id, 'state', case state when 'failed' then 'outdated' else state end, 'askedOn', asked_on, 'comment', comment)
				from approval_request where contract_id = contract.id and subject_kind = 'contract_change' and state <> 'withdrawn'
					and (state = 'waiting' or decided_at > ${scope.now.subtract({ hours: 24 * decidedShown })})
				order by id desc limit 1) as request,
			(select count(*)::int from invoice where ${shown}) as "paperCount", ${signedQuotes(scope, past)} as signed,
			${past ? sql`'[]'::jsonb` : sharedDocuments(scope)} as shared,
			${past ? sql`'[]'::jsonb` : shownVisits(scope)} as visits, ${settledColumns(scope)} as settled,
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
					and (effective_on > ${scope.today} or state.ends_on >= ${scope.today}))
				or exists (select from contract_discount as fact where fact.contract_id = contract.id and sequence > 1
					and (starts_on > ${scope.today} or fact.ends_on >= ${scope.today}))
				or exists (select from contract_pause as fact where fact.contract_id = contract.id and sequence > 1
					and (starts_on > ${scope.today} or fact.ends_on >= ${scope.today}))
				or exists (select from amendment where amendment.contract_id = contract.id and kind <> 'end'
					and least((terms->'endsOn'->>0)::date, (terms->'endsOn'->>1)::date) >= ${scope.today})
			) as planned,
			exists (select from collection_plan where collection_plan.contract_id = contract.id) as "byInstalments",
			exists (select from penalty_terms where contract_id is null or contract_id = contract.id) as "bearsPenalty",
			${(input.coming > 0 ? billableJson : factsJson)(scope, sql`array[${id}::uuid]`)} as billable,
			${
				lines
					? sql`coalesce((select jsonb_agg(to_jsonb(line)) from (
						${lineRows(scope, { ...lines, contractId: id, on: dayWanted(scope, input) })}
					) as line), '[]')`
					: sql`'[]'::jsonb`
			} as lines,
			coalesce((select jsonb_agg(to_jsonb(told)) from (
				${toldRows(scope, { contractId: id, before, limit: happened ?? 0 })}
			) as told), '[]') as happened
		from contract join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
		where contract.id = ${id} and ${reach(scope).contract()} and ${seenByActor(scope)}`
}

/** For so many days a decision is told on the page; for longer it is in the history. */
const decidedShown = 14
