import { matchesSeen } from '../field-right/search-text.ts'
import { reach } from '../permit.ts'
import type { List } from './list.ts'
import { customer, customerId, customerNumber, group, owner, ownerJoins } from './people.ts'

/** Money that came, by card or recorded by hand, and what was taken back of that; the newest first. */
export const receipts = {
	name: 'receipts',
	permission: 'invoice.read',
	from: ({ sql }) => sql`payment`,
	id: ({ sql }) => sql`payment.id`,
	currency: ({ sql }) => sql`payment.currency`,
	within: (scope) => scope.sql`(payment.state = 'succeeded' or payment.taken_back_at is not null)
		and ${reach(scope).customer('payment.customer_id')}`,
	search: (scope, text) => scope.sql`payment.id in (
		select id from payment where receipt_number like ${`${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`} or reference = ${text}
		union select payment.id from customer join payment on payment.customer_id = customer.id
			where true ${matchesSeen(scope, 'customer', 'customer', text)})`,
	joins: {
		customer: { each: ({ sql }) => sql`join customer on customer.id = payment.customer_id` },
		owner: { ...ownerJoins('customer').owner, needs: ['customer'] },
		team: { ...ownerJoins('customer').team, needs: ['customer'] },
	},
	fields: {
		number: {
			kind: 'text',
			sql: ({ sql }) => sql`payment.receipt_number`,
			leads: { to: 'receipt', id: ({ sql }) => sql`payment.id` },
			sort: true,
			shown: true,
		},
		customer: customer('payment'),
		customerNumber,
		customerId: customerId('payment'),
		received: { kind: 'day', sql: ({ sql }) => sql`payment.received_on`, sort: true, shown: true },
		cameBy: {
			kind: 'choice',
			choices: ['processor', 'transfer', 'cash', 'cheque', 'card', 'otherwise', 'unknown'],
			sql: ({ sql }) =>
				sql`case when payment.source = 'card' then 'processor' when payment.method = '' then 'unknown' else payment.method end`,
			shown: true,
		},
		reference: { kind: 'text', sql: ({ sql }) => sql`nullif(payment.reference, '')`, optional: true },
		settles: {
			kind: 'choice',
			choices: ['nothing', 'part', 'all', 'taken_back'],
			sql: ({ sql }) => sql`case when payment.taken_back_at is not null then 'taken_back'
				when payment.allocated_minor + payment.returned_minor >= payment.amount_minor then 'all'
				when payment.allocated_minor = 0 then 'nothing' else 'part' end`,
			shown: true,
		},
		amount: { kind: 'money', sql: ({ sql }) => sql`payment.amount_minor`, sort: true, shown: true },
		free: {
			kind: 'money',
			sql: ({ sql }) => sql`(case when payment.state = 'succeeded' then
				payment.amount_minor - payment.allocated_minor - payment.returned_minor else 0 end)`,
			sort: true,
			shown: true,
		},
		allocated: { kind: 'money', sql: ({ sql }) => sql`payment.allocated_minor` },
		returned: { kind: 'money', sql: ({ sql }) => sql`payment.returned_minor` },
		currency: { kind: 'text', sql: ({ sql }) => sql`payment.currency` },
		owner: { ...owner('customer'), joins: ['owner'], shown: undefined },
		group: group('customer'),
	},
	order: { field: 'received', down: true },
} satisfies List
