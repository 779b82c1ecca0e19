import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { foreseenInvoices } from '../contract/preview.ts'
import { seenByActor } from '../contract/seen.ts'
import type { ContractState } from '../contract/state.ts'
import { assembleBillables, type Billable, type BillableRows } from '../invoice/billable.ts'
import { billableJson } from '../invoice/billable-rows.ts'
import { openOf, type Standing, standingOf } from '../invoice/standing.ts'
import { typeRead } from '../invoice/type-of.ts'
import { unreadBy } from '../message/read.ts'
import type { Money } from '../money.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A customer's account at a glance. Days are ISO dates. */
export type Overview = {
	customer: { id: string; number: string; name: string }
	contracts: OverviewContract[]
	/** How many contracts there are in all; the list stops at fifty. */
	contractCount: number
	/** What is to be paid, by currency, and how much of it is past its due day. */
	due: {
		currency: string
		openMinor: bigint
		overdueMinor: bigint
		count: number
		overdueCount: number
		firstDueOn: string
	}[]
	/** Money in that settles nothing yet, by currency. */
	credit: Money[]
	recent: OverviewInvoice[]
	/** Offers that wait for an answer, those that expire first before the others. */
	quotes: OverviewQuote[]
	card: { brand: string; last4: string; expiryMonth: number; expiryYear: number } | null
	/** Cards that contracts are paid with and that expire within a month, or have. */
	endingCards: { id: string; brand: string; last4: string; expiryMonth: number; expiryYear: number; past: boolean }[]
	/** Whether a card is followed up for an open invoice. */
	followed: boolean
	/** Whether a conversation has something they have not read. */
	unread: boolean
	/** The next invoices: the first day on which any contract bills, and what it will come to. */
	next: { on: string; totals: Money[]; contracts: { id: string; number: string }[] } | null
}

/** `toSign`: the number of the contract that is to be signed itself. */
export type OverviewQuote = {
	id: string
	number: string
	title: string
	toSign: string | null
	standing: 'sent'
	validUntil: string
}

export type OverviewContract = {
	id: string
	number: string
	title: string
	state: ContractState
	startsOn: string
	endsOn: string | null
	nextDueOn: string | null
	lines: number
}

export type OverviewInvoice = {
	id: string
	kind: 'invoice' | 'credit_note'
	/** What the company calls such an invoice, in the reader's language; null for an invoice without more. */
	type: string | null
	number: string
	issuedOn: string
	dueOn: string
	currency: string
	totalMinor: bigint
	openMinor: bigint
	standing: Standing
}

/** No more contracts than these are added up for the next invoice's day. */
const mostNext = 200

/** Refuses `not_found`. */
export async function findOverview(scope: Scope, { customerId }: { customerId: string }): Promise<Overview> {
	permit(scope, 'customer.read')
	const [row] = await readOverview(scope, customerId)
	if (!row) refuse('not_found', { noun: 'customer' })
	const { nextIds, billable, ...overview } = row
	return {
		...overview,
		due: overview.due.map((due) => ({
			...due,
			openMinor: BigInt(due.openMinor),
			overdueMinor: BigInt(due.overdueMinor),
		})),
		credit: overview.credit.map((credit) => ({ ...credit, minor: BigInt(credit.minor) })),
		recent: overview.recent.map((invoice) => ({
			...invoice,
			totalMinor: BigInt(invoice.totalMinor),
			openMinor: BigInt(invoice.openMinor),
		})),
		next: await nextOf(scope, assembleBillables(billable, nextIds, dayOf(scope.today))),
	}
}

type Row = Omit<Overview, 'next'> & { nextIds: string[]; billable: BillableRows }

/** Everything, and what the next invoice is reckoned from, in one query; amounts come as text, because JSON would make them floats. */
function readOverview(scope: Scope, customerId: string) {
	const { sql } = scope
	const may = reach(scope)
	return sql<Row[]>`
		with mine as materialized (
			select contract.id, number, title, state, starts_on, ends_on, next_due_on
			from contract left join contract_billing on contract_billing.contract_id = contract.id
			where contract.customer_id = ${customerId} and ${may.contract()} and ${seenByActor(scope)}
		), coming as materialized (
			select id from mine where state in ('active', 'paused', 'ending')
				and next_due_on = (select min(next_due_on) from mine where state in ('active', 'paused', 'ending'))
			order by number limit ${mostNext}
		), bills as materialized (
			select invoice.id, kind, invoice.type, number, issued_on, due_on, currency, total_minor, ${openOf(scope)} as open_minor,
				${standingOf(scope)} as standing
			from invoice where invoice.customer_id = ${customerId} and invoice.state <> 'draft' and ${may.invoice()}
		)
		select jsonb_build_object('id', customer.id, 'number', customer.number, 'name', customer.name) as customer,
			coalesce((select jsonb_agg(to_jsonb(listed) - 'rank') from (
				select id, number, title, state, starts_on as "startsOn", ends_on as "endsOn", next_due_on as "nextDueOn",
					(select count(*) from contract_line where contract_id = mine.id) as lines,
					case when state in ('active', 'paused', 'ending') then 0 when state in ('sent', 'signed') then 1 else 2 end as rank
				from mine order by rank, number limit 50
			) as listed), '[]') as contracts,
			(select count(*)::int from mine) as "contractCount",
			coalesce((select jsonb_agg(owed) from (
				select currency, sum(open_minor)::text as "openMinor", count(*) as count, min(due_on) as "firstDueOn",
					coalesce(sum(open_minor) filter (where standing = 'overdue'), 0)::text as "overdueMinor",
					count(*) filter (where standing = 'overdue') as "overdueCount"
				from bills where open_minor > 0 group by currency order by currency
			) as owed), '[]') as due,
			coalesce((select jsonb_agg(free) from (
				select currency, sum(amount_minor - allocated_minor - returned_minor)::text as minor from payment
				where customer_id = customer.id and payment.state = 'succeeded' and ${may.customer('payment.customer_id')}
					and allocated_minor + returned_minor < amount_minor
				group by currency order by currency
			) as free), '[]') as credit,
			coalesce((select jsonb_agg(to_jsonb(latest)) from (
				select id, kind, ${typeRead(scope)} as type, number, issued_on as "issuedOn", due_on as "dueOn", currency, total_minor::text as "totalMinor",
					open_minor::text as "openMinor", standing
				from bills as invoice order by issued_on desc, id desc limit 5
			) as latest), '[]') as recent,
			coalesce((select jsonb_agg(to_jsonb(offered)) from (
				select id, number, title, state as standing,
					(select number from contract where contract.id = for_contract_id and purpose = 'signature') as "toSign", valid_until as "validUntil" from quote
				where quote.customer_id = customer.id and state = 'sent' and valid_until >= ${scope.today} and ${may.quote()}
				order by valid_until, id limit 5
			) as offered), '[]') as quotes,
			(select jsonb_build_object('brand', brand, 'last4', last4, 'expiryMonth', expiry_month, 'expiryYear', expiry_year)
				from payment_method where customer_id = customer.id and removed_at is null order by id desc limit 1) as card,
			coalesce((select jsonb_agg(to_jsonb(ending)) from (
				select id, brand, last4, expiry_month as "expiryMonth", expiry_year as "expiryYear", good_through < ${scope.today} as past
				from (
					select *, (make_date(expiry_year, expiry_month, 1) + interval '1 month')::date - 1 as good_through
					from payment_method where customer_id = customer.id and removed_at is null
				) as card
				where (good_through - interval '1 month')::date <= ${scope.today} and exists (
					select from contract where payment_method_id = card.id and autopay and state in ('active', 'paused', 'ending')
				)
				order by id
			) as ending), '[]') as "endingCards",
			exists (select from bills join dunning on dunning.invoice_id = bills.id where open_minor > 0) as followed,
			exists (select from message where message.customer_id = customer.id and message.subject_kind = 'contract'
				and ${unreadBy(scope)}) as unread,
			array(select id from coming) as "nextIds", ${billableJson(scope, sql`array(select id from coming)`)} as billable
		from customer where customer.id = ${customerId} and ${may.customer()}`
}

/** What falls due on the first day, by the functions that will bill it. */
async function nextOf(scope: Scope, billables: readonly Billable[]): Promise<Overview['next']> {
	const coming: { on: string; contract: { id: string; number: string }; total: Money }[] = []
	for (const billable of billables) {
		const { id, number, currency } = billable.contract
		const [invoice] = await foreseenInvoices(scope, billable, 1)
		if (invoice) {
			const total = { minor: invoice.totalMinor, currency }
			coming.push({ on: invoice.on.toString(), contract: { id, number }, total })
		}
	}
	const on = coming.map((invoice) => invoice.on).sort()[0]
	if (!on) return null
	const first = coming.filter((invoice) => invoice.on === on)
	const totals = new Map<string, bigint>()
	for (const { total } of first) totals.set(total.currency, (totals.get(total.currency) ?? 0n) + total.minor)
	return {
		on,
		contracts: first.map((invoice) => invoice.contract),
		totals: [...totals].map(([currency, minor]) => ({ currency, minor })),
	}
}
