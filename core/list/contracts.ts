import type { Scope } from '../act.ts'
import { noticeJoin, reasonIn } from '../contract/notice-reason.ts'
import { runningTermEnd } from '../contract/running-term.ts'
import type { ContractState } from '../contract/state.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { healths } from '../health/condition.ts'
import { healthJoins } from '../health/facts.ts'
import { contractsOf, isOfContract, openPartOf } from '../invoice/share.ts'
import { reach } from '../permit.ts'
import { broughtJoin } from './brought.ts'
import type { List } from './list.ts'
import { customer, customerId, customerNumber, group, owner, ownerJoins } from './people.ts'

/** In the order of a contract's life. */
/** Those that a contract stays in: a draft waits for approval as a draft, and what is signed is in force at once. */
export const contractStates: readonly ContractState[] = [
	...(['draft', 'sent', 'active', 'paused', 'ending', 'closed', 'filed', 'expired', 'void'] as const),
]

/** Each way of searching has its own index: a number or title, the customer, a serial number on a line. */
export function contractsFound(scope: Scope, text: string) {
	return scope.sql`(
		select id from contract where true ${matchesSeen(scope, 'contract', 'contract', text)}
		union select contract.id from customer join contract on contract.customer_id = customer.id
			where true ${matchesSeen(scope, 'customer', 'customer', text)}
		union select contract_id from contract_line where true ${matchesSeen(scope, 'line', 'contract_line', text)})`
}

/** Contracts, the newest first. */
export const contracts = {
	name: 'contracts',
	permission: 'contract.read',
	from: ({ sql }) => sql`contract`,
	id: ({ sql }) => sql`contract.id`,
	currency: ({ sql }) => sql`contract.currency`,
	within: (scope) => scope.sql`contract.direction = 'receivable' and ${reach(scope).contract()}`,
	search: (scope, text) => scope.sql`contract.id in ${contractsFound(scope, text)}`,
	joins: {
		...ownerJoins('contract'),
		customer: { each: ({ sql }) => sql`join customer on customer.id = contract.customer_id` },
		status: { each: ({ sql }) => sql`left join contract_status as status on status.id = contract.status_id` },
		kind: { each: ({ sql }) => sql`join contract_type as kind on kind.code = contract.type` },
		billing: { each: ({ sql }) => sql`left join contract_billing as billing on billing.contract_id = contract.id` },
		brought: broughtJoin('contract'),
		// The end of the present term of what is in force, also where it has terms and no end.
		term: {
			each: (scope) => scope.sql`left join lateral (
				select case when contract.state not in ('active', 'paused', 'ending') then null
					when contract.ends_on is not null then contract.ends_on
					when contract.renewal = 'tacit' and contract.term_months is not null then ${runningTermEnd(scope)} end as ends_on
			) as term on true`,
		},
		offer: {
			each: ({ sql, today }) => sql`left join lateral (
				select case when state = 'sent' and valid_until < ${today} then 'expired' else state end as state from quote
				where for_contract_id = contract.id and purpose = 'renewal' and quote.starts_on > contract.ends_on
				order by quote.id desc limit 1
			) as offer on true`,
		},
		notice: { each: noticeJoin },
		health: { each: (scope) => healthJoins(scope, 'each'), all: (scope) => healthJoins(scope, 'all') },
		owed: {
			each: (scope) => scope.sql`left join lateral (
				select sum(${openPartOf(scope)}) as open from invoice
				where ${isOfContract(scope)} and kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor
			) as owed on true`,
			all: (scope) => scope.sql`left join (
				select contract.id as contract_id, sum(${openPartOf(scope)}) as open
				from invoice cross join lateral ${contractsOf(scope)} as billed (contract_id) join contract on contract.id = billed.contract_id
				where kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor group by contract.id
			) as owed on owed.contract_id = contract.id`,
		},
	},
	fields: {
		number: {
			kind: 'text',
			sql: ({ sql }) => sql`contract.number`,
			leads: { to: 'contract', id: ({ sql }) => sql`contract.id` },
			sort: true,
			shown: true,
		},
		title: { kind: 'text', sql: ({ sql }) => sql`contract.title`, optional: true, sort: true, shown: true },
		customer: customer('contract'),
		customerNumber,
		customerId: customerId('contract'),
		state: {
			kind: 'choice',
			choices: contractStates,
			sql: ({ sql }) => sql`contract.state`,
			says: { name: ({ sql }) => sql`status.name`, joins: ['status'] },
			shown: true,
		},
		status: {
			kind: 'text',
			sql: ({ sql }) => sql`status.name`,
			joins: ['status'],
			optional: true,
			sort: true,
		},
		health: {
			kind: 'choice',
			choices: healths,
			sql: ({ sql }) => sql`health.state`,
			joins: ['health'],
			optional: true,
			needs: 'report.read',
		},
		type: { kind: 'text', sql: ({ sql }) => sql`kind.name`, joins: ['kind'], sort: true },
		owner: owner('contract'),
		group: group('contract'),
		starts: { kind: 'day', sql: ({ sql }) => sql`contract.starts_on`, sort: true },
		ends: { kind: 'day', sql: ({ sql }) => sql`contract.ends_on`, optional: true, sort: true, shown: true },
		termEnds: {
			kind: 'day',
			sql: ({ sql }) => sql`term.ends_on`,
			joins: ['term'],
			optional: true,
			sort: true,
		},
		objectBy: {
			kind: 'day',
			sql: ({ sql }) =>
				sql`case when contract.renewal = 'tacit' and contract.state <> 'ending' then term.ends_on - contract.notice_days end`,
			joins: ['term'],
			optional: true,
			sort: true,
		},
		atEnd: {
			kind: 'choice',
			choices: ['renews', 'by_quote', 'ends', 'leaves', 'goes_on', 'not_in_force'],
			sql: ({ sql }) => sql`case when contract.state = 'ending' then 'leaves'
				when contract.state not in ('active', 'paused') then 'not_in_force'
				when contract.renewal = 'tacit' and (contract.ends_on is not null or contract.term_months is not null) then 'renews'
				when contract.ends_on is null then 'goes_on' when contract.renewal = 'quote' then 'by_quote' else 'ends' end`,
		},
		renewalQuote: {
			kind: 'choice',
			choices: ['not_made', 'draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn'],
			sql: ({ sql }) => sql`coalesce(offer.state, 'not_made')`,
			joins: ['offer'],
			needs: 'quote.read',
		},
		noticed: {
			kind: 'day',
			sql: ({ sql }) => sql`notice.recorded_on`,
			joins: ['notice'],
			optional: true,
			sort: true,
		},
		// The console speaks English.
		reason: { kind: 'text', sql: (scope) => reasonIn(scope, 'en'), joins: ['notice'], optional: true },
		nextDue: {
			kind: 'day',
			sql: ({ sql }) => sql`billing.next_due_on`,
			joins: ['billing'],
			optional: true,
			sort: true,
		},
		mrr: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(brought.mrr, 0)::bigint`,
			joins: ['brought'],
			sort: true,
			shown: true,
		},
		open: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(owed.open, 0)::bigint`,
			joins: ['owed'],
			needs: 'invoice.read',
			sort: true,
			shown: true,
		},
		currency: { kind: 'text', sql: ({ sql }) => sql`contract.currency` },
		renewal: { kind: 'choice', choices: ['none', 'tacit', 'quote'], sql: ({ sql }) => sql`contract.renewal` },
		noticeDays: { kind: 'number', sql: ({ sql }) => sql`contract.notice_days`, sort: true },
		termMonths: { kind: 'number', sql: ({ sql }) => sql`contract.term_months`, optional: true },
		paymentDays: { kind: 'number', sql: ({ sql }) => sql`contract.payment_term_days` },
		timing: { kind: 'choice', choices: ['advance', 'arrears'], sql: ({ sql }) => sql`contract.timing` },
		access: {
			kind: 'choice',
			choices: ['none', 'upsell', 'upsell_and_downsell'],
			sql: ({ sql }) => sql`contract.access`,
		},
		autopay: { kind: 'flag', sql: ({ sql }) => sql`contract.autopay` },
		purchaseOrder: { kind: 'text', sql: ({ sql }) => sql`contract.purchase_order`, optional: true },
		closed: { kind: 'day', sql: ({ sql }) => sql`contract.closed_on`, optional: true, sort: true },
		importKey: { kind: 'text', sql: ({ sql }) => sql`contract.import_key`, optional: true },
		created: {
			kind: 'day',
			sql: ({ sql, company }) => sql`(contract.created_at at time zone ${company.timeZone})::date`,
			sort: true,
		},
	},
} satisfies List
