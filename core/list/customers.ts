import { matchesSeen } from '../field-right/search-text.ts'
import { reach } from '../permit.ts'
import { broughtJoin } from './brought.ts'
import type { List } from './list.ts'
import { group, owner, ownerJoins } from './people.ts'

/** Customers, by name as people sort names. What they owe and bring is in their own currency. */
export const customers = {
	name: 'customers',
	permission: 'customer.read',
	from: ({ sql }) => sql`customer`,
	id: ({ sql }) => sql`customer.id`,
	currency: ({ sql }) => sql`customer.currency`,
	within: (scope) => scope.sql`customer.role = 'customer' and ${reach(scope).customer()}`,
	search: (scope, text) => scope.sql`(true ${matchesSeen(scope, 'customer', 'customer', text)})`,
	joins: {
		...ownerJoins('customer'),
		party: { each: ({ sql }) => sql`join billing_party as party on party.id = customer.billing_party_id` },
		running: {
			each: ({ sql }) => sql`left join lateral (
				select count(*) as contracts from contract where customer_id = customer.id and state in ('active', 'paused', 'ending')
			) as running on true`,
			all: ({ sql }) => sql`left join (
				select customer_id, count(*) as contracts from contract where state in ('active', 'paused', 'ending') group by customer_id
			) as running on running.customer_id = customer.id`,
		},
		owed: {
			each: ({ sql, today }) => sql`left join lateral (
				select sum(total_minor - settled_minor) as open, sum(total_minor - settled_minor) filter (where due_on < ${today}) as overdue
				from invoice where customer_id = customer.id and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
			) as owed on true`,
			all: ({ sql, today }) => sql`left join (
				select customer_id, sum(total_minor - settled_minor) as open,
					sum(total_minor - settled_minor) filter (where due_on < ${today}) as overdue
				from invoice where kind = 'invoice' and state = 'issued' and settled_minor < total_minor group by customer_id
			) as owed on owed.customer_id = customer.id`,
		},
		brought: broughtJoin('customer'),
	},
	fields: {
		name: {
			kind: 'text',
			sql: ({ sql }) => sql`customer.name`,
			leads: { to: 'customer', id: ({ sql }) => sql`customer.id` },
			sort: true,
			shown: true,
		},
		number: { kind: 'text', sql: ({ sql }) => sql`customer.number`, sort: true, shown: true },
		legalName: { kind: 'text', sql: ({ sql }) => sql`party.name`, joins: ['party'] },
		email: { kind: 'text', sql: ({ sql }) => sql`customer.email`, optional: true },
		phone: { kind: 'text', sql: ({ sql }) => sql`party.phone`, joins: ['party'], optional: true },
		street: { kind: 'text', sql: ({ sql }) => sql`party.street`, joins: ['party'], optional: true },
		postalCode: {
			kind: 'text',
			sql: ({ sql }) => sql`party.postal_code`,
			joins: ['party'],
			optional: true,
			sort: true,
		},
		city: {
			kind: 'text',
			sql: ({ sql }) => sql`party.city`,
			joins: ['party'],
			optional: true,
			sort: true,
			shown: true,
		},
		region: { kind: 'text', sql: ({ sql }) => sql`party.region`, joins: ['party'], optional: true },
		country: { kind: 'country', sql: ({ sql }) => sql`party.country`, joins: ['party'], sort: true },
		industry: { kind: 'text', sql: ({ sql }) => sql`customer.industry`, optional: true, sort: true },
		language: { kind: 'choice', choices: ['en', 'ru', 'zh', 'vi'], sql: ({ sql }) => sql`customer.language` },
		currency: { kind: 'text', sql: ({ sql }) => sql`customer.currency` },
		taxNumber: { kind: 'text', sql: ({ sql }) => sql`party.tax_number`, joins: ['party'], optional: true },
		termDays: { kind: 'number', sql: ({ sql }) => sql`customer.payment_term_days`, optional: true },
		owner: owner('customer'),
		group: group('customer'),
		contracts: {
			kind: 'number',
			sql: ({ sql }) => sql`coalesce(running.contracts, 0)`,
			joins: ['running'],
			needs: 'contract.read',
			sort: true,
			shown: true,
		},
		mrr: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(brought.mrr, 0)::bigint`,
			joins: ['brought'],
			needs: 'contract.read',
			sort: true,
		},
		open: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(owed.open, 0)::bigint`,
			joins: ['owed'],
			needs: 'invoice.read',
			sort: true,
			shown: true,
		},
		overdue: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(owed.overdue, 0)::bigint`,
			joins: ['owed'],
			needs: 'invoice.read',
			sort: true,
			shown: true,
		},
		importKey: { kind: 'text', sql: ({ sql }) => sql`customer.import_key`, optional: true },
		created: {
			kind: 'day',
			sql: ({ sql, company }) => sql`(customer.created_at at time zone ${company.timeZone})::date`,
			sort: true,
		},
	},
	order: { field: 'name', down: false },
} satisfies List
