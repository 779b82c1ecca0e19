import { partyRoles } from '../customer/input.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { reach } from '../permit.ts'
import type { List } from './list.ts'
import { customer, customerId, customerNumber, group, owner, ownerJoins } from './people.ts'

/** People of customers, suppliers and partners, by name as people sort names: somebody of two of them stands there twice. */
export const contacts = {
	name: 'contacts',
	permission: 'customer.read',
	from: ({ sql }) => sql`customer_contact`,
	id: ({ sql }) => sql`customer_contact.id`,
	within: (scope) => reach(scope).customer('customer_contact.customer_id'),
	search: (scope, text) => scope.sql`(
		customer_contact.customer_id in (select id from customer where true ${matchesSeen(scope, 'customer', 'customer', text)})
		or customer_contact.contact_id in (select id from contact where true ${matchesSeen(scope, 'contact', 'contact', text)}))`,
	joins: {
		person: { each: ({ sql }) => sql`join contact on contact.id = customer_contact.contact_id` },
		customer: { each: ({ sql }) => sql`join customer on customer.id = customer_contact.customer_id` },
		owner: { ...ownerJoins('customer').owner, needs: ['customer'] },
		team: { ...ownerJoins('customer').team, needs: ['customer'] },
	},
	fields: {
		name: {
			kind: 'text',
			sql: ({ sql }) => sql`contact.name`,
			joins: ['person'],
			leads: { to: 'customer', id: ({ sql }) => sql`customer_contact.customer_id` },
			sort: true,
			shown: true,
		},
		customer: customer('customer_contact'),
		email: { kind: 'text', sql: ({ sql }) => sql`contact.email`, joins: ['person'], sort: true, shown: true },
		phone: { kind: 'text', sql: ({ sql }) => sql`contact.phone`, joins: ['person'], optional: true, shown: true },
		billing: { kind: 'flag', sql: ({ sql }) => sql`customer_contact.billing`, shown: true },
		guarantor: { kind: 'flag', sql: ({ sql }) => sql`customer_contact.guarantor` },
		language: {
			kind: 'choice',
			choices: ['en', 'ru', 'zh', 'vi'],
			sql: ({ sql }) => sql`contact.language`,
			joins: ['person'],
		},
		role: { kind: 'choice', choices: partyRoles, sql: ({ sql }) => sql`customer.role`, joins: ['customer'] },
		customerNumber,
		customerId: customerId('customer_contact'),
		owner: { ...owner('customer'), joins: ['owner'], shown: undefined },
		group: { ...group('customer'), joins: ['team'] },
	},
	order: { field: 'name', down: false },
} satisfies List
