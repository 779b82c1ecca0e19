import { seesCase } from '../collection/case.ts'
import { reasons, standingOf } from '../collection/standing.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import type { List } from './list.ts'
import { customerNumber, group, owner, ownerJoins } from './people.ts'

/** What is collected from customers, by currency, with who has it, what waits of it and what was promised; the longest late first. */
export const collectionCases = {
	name: 'collection-cases',
	permission: 'collection.read',
	from: ({ sql }) => sql`collection_case join lateral (select collection_case.*) as of on true`,
	id: ({ sql }) => sql`of.id`,
	currency: ({ sql }) => sql`of.currency`,
	within: seesCase,
	search: (scope, text) => scope.sql`of.customer_id in (
		select id from customer where true ${matchesSeen(scope, 'customer', 'customer', text)})`,
	joins: {
		customer: { each: ({ sql }) => sql`join customer on customer.id = of.customer_id` },
		owner: { ...ownerJoins('customer').owner, needs: ['customer'] },
		team: { ...ownerJoins('customer').team, needs: ['customer'] },
		standing: { each: (scope) => scope.sql`cross join ${standingOf(scope)}` },
		collector: {
			each: ({ sql }) => sql`left join staff_user as collector on collector.id = standing.collector_id`,
			needs: ['standing'],
		},
	},
	fields: {
		customer: {
			...{ kind: 'text', sql: ({ sql }) => sql`customer.name`, joins: ['customer'], sort: true, shown: true },
			leads: { to: 'case', id: ({ sql }) => sql`of.id` },
		},
		customerNumber,
		customerId: {
			kind: 'key',
			sql: ({ sql }) => sql`of.customer_id`,
			id: ({ sql }) => sql`of.customer_id`,
		},
		caseState: {
			kind: 'choice',
			choices: ['open', 'closed'],
			sql: ({ sql }) => sql`case when of.closed_at is null then 'open' else 'closed' end`,
			shown: true,
		},
		waits: {
			kind: 'choice',
			choices: reasons,
			sql: ({ sql }) => sql`case when of.closed_at is null then standing.reason end`,
			joins: ['standing'],
			optional: true,
			shown: true,
		},
		overdue: {
			...{ kind: 'money', sql: ({ sql }) => sql`standing.overdue_minor`, joins: ['standing'], sort: true, shown: true },
		},
		lateDays: {
			...{
				kind: 'number',
				sql: ({ sql }) => sql`standing.days_past_due`,
				joins: ['standing'],
				sort: true,
				shown: true,
			},
		},
		lateInvoices: { kind: 'number', sql: ({ sql }) => sql`standing.invoices`, joins: ['standing'] },
		collector: {
			...{ kind: 'person', sql: ({ sql }) => sql`collector.name`, id: ({ sql }) => sql`standing.collector_id` },
			...{ joins: ['collector'], optional: true, sort: true, shown: true },
		},
		since: {
			kind: 'day',
			sql: ({ sql, company }) => sql`(standing.dispatched_at at time zone ${company.timeZone})::date`,
			...{ joins: ['standing'], optional: true, sort: true },
		},
		promised: { kind: 'money', sql: ({ sql }) => sql`standing.promised_minor`, joins: ['standing'], optional: true },
		promisedOn: {
			...{ kind: 'day', sql: ({ sql }) => sql`standing.promised_on`, joins: ['standing'], optional: true },
			...{ sort: true, shown: true },
		},
		promise: {
			...{ kind: 'choice', choices: ['open', 'kept', 'broken', 'lapsed'], joins: ['standing'], optional: true },
			...{ sql: ({ sql }) => sql`standing.promise_state`, shown: true },
		},
		nextStep: {
			kind: 'text',
			sql: ({ sql }) => sql`nullif(standing.next_step, '')`,
			joins: ['standing'],
			optional: true,
		},
		nextOn: {
			...{ kind: 'day', sql: ({ sql }) => sql`standing.next_on`, joins: ['standing'], optional: true },
			...{ sort: true, shown: true },
		},
		lastOn: {
			kind: 'day',
			...{ sql: ({ sql }) => sql`standing.last_on`, joins: ['standing'], optional: true, sort: true },
		},
		opened: {
			kind: 'day',
			sql: ({ sql, company }) => sql`(of.opened_at at time zone ${company.timeZone})::date`,
			sort: true,
		},
		closed: {
			kind: 'day',
			sql: ({ sql, company }) => sql`(of.closed_at at time zone ${company.timeZone})::date`,
			...{ optional: true, sort: true },
		},
		currency: { kind: 'text', sql: ({ sql }) => sql`of.currency` },
		owner: { ...owner('customer'), joins: ['owner'], shown: undefined },
		group: group('customer'),
	},
	order: { field: 'lateDays', down: true },
} satisfies List
