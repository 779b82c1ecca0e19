import { matchesSeen } from '../field-right/search-text.ts'
import { isOfContract } from '../invoice/share.ts'
import { openOf, standingOf } from '../invoice/standing.ts'
import { reach } from '../permit.ts'
import type { List } from './list.ts'
import { customer, customerId, customerNumber, group, owner, ownerJoins } from './people.ts'

/** Issued invoices and credit notes, the newest first. */
export const invoices = {
	name: 'invoices',
	permission: 'invoice.read',
	from: ({ sql }) => sql`invoice`,
	id: ({ sql }) => sql`invoice.id`,
	currency: ({ sql }) => sql`invoice.currency`,
	within: (scope) => scope.sql`invoice.state <> 'draft' and ${reach(scope).invoice()}`,
	search: (scope, text) => {
		const { sql } = scope
		const like = (words: string) => `${words.replace(/[\\%_]/g, '\\$&')}%`
		return sql`invoice.id in (
			select id from invoice where number like ${like(text)} or number like ${like(text.toUpperCase())}
			union select invoice.id from customer join invoice on invoice.customer_id = customer.id
				where true ${matchesSeen(scope, 'customer', 'customer', text)})`
	},
	joins: {
		customer: { each: ({ sql }) => sql`join customer on customer.id = invoice.customer_id` },
		contract: { each: ({ sql }) => sql`left join contract on contract.id = invoice.contract_id` },
		type: { each: ({ sql }) => sql`left join invoice_type as type on type.code = invoice.type` },
		owner: { ...ownerJoins('contract').owner, needs: ['contract'] },
		team: { ...ownerJoins('contract').team, needs: ['contract'] },
	},
	fields: {
		number: {
			kind: 'text',
			sql: ({ sql }) => sql`invoice.number`,
			leads: { to: 'invoice', id: ({ sql }) => sql`invoice.id` },
			sort: true,
			shown: true,
		},
		kind: { kind: 'choice', choices: ['invoice', 'credit_note'], sql: ({ sql }) => sql`invoice.kind`, shown: true },
		type: { kind: 'text', sql: ({ sql }) => sql`type.name`, joins: ['type'], optional: true, sort: true },
		customer: customer('invoice'),
		customerNumber,
		customerId: customerId('invoice'),
		contract: {
			kind: 'text',
			sql: ({ sql }) => sql`contract.number`,
			joins: ['contract'],
			leads: { to: 'contract', id: ({ sql }) => sql`invoice.contract_id` },
			optional: true,
		},
		contractId: { kind: 'key', sql: ({ sql }) => sql`invoice.contract_id`, holds: isOfContract },
		issued: { kind: 'day', sql: ({ sql }) => sql`invoice.issued_on`, sort: true, shown: true },
		due: { kind: 'day', sql: ({ sql }) => sql`invoice.due_on`, sort: true, shown: true },
		state: {
			kind: 'choice',
			choices: ['issued', 'partly_paid', 'overdue', 'paid', 'void', 'uncollectible'],
			sql: standingOf,
			shown: true,
		},
		lateDays: {
			kind: 'number',
			sql: (scope) => scope.sql`case when ${openOf(scope)} > 0 and invoice.due_on < ${scope.today}
				then ${scope.today} - invoice.due_on end`,
			optional: true,
			sort: true,
		},
		open: { kind: 'money', sql: (scope) => scope.sql`(${openOf(scope)})`, sort: true, shown: true },
		total: { kind: 'money', sql: ({ sql }) => sql`invoice.total_minor`, sort: true, shown: true },
		net: { kind: 'money', sql: ({ sql }) => sql`invoice.subtotal_minor` },
		tax: { kind: 'money', sql: ({ sql }) => sql`invoice.tax_minor` },
		settled: { kind: 'money', sql: ({ sql }) => sql`invoice.settled_minor` },
		currency: { kind: 'text', sql: ({ sql }) => sql`invoice.currency` },
		purchaseOrder: { kind: 'text', sql: ({ sql }) => sql`invoice.purchase_order`, optional: true },
		language: { kind: 'choice', choices: ['en', 'ru', 'zh', 'vi'], sql: ({ sql }) => sql`invoice.language` },
		owner: { ...owner('contract'), joins: ['owner'], shown: undefined },
		group: group('contract'),
	},
	order: { field: 'issued', down: true },
} satisfies List
