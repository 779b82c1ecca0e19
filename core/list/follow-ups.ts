import { matchesSeen } from '../field-right/search-text.ts'
import { reach } from '../permit.ts'
import { holdsWords } from '../search.ts'
import type { List } from './list.ts'
import { customer, customerId } from './people.ts'

/** What was talked about with customers, the newest first, with next steps and promises to pay. */
export const followUps = {
	name: 'follow-ups',
	permission: 'customer.read',
	from: ({ sql }) => sql`follow_up`,
	id: ({ sql }) => sql`follow_up.id`,
	currency: ({ sql }) => sql`(select currency from payment_promise where payment_promise.follow_up_id = follow_up.id)`,
	within: (scope) => reach(scope).customer('follow_up.customer_id'),
	search: (scope, text) => scope.sql`(
		follow_up.customer_id in (select id from customer where true ${matchesSeen(scope, 'customer', 'customer', text)})
		or (true ${holdsWords(scope, scope.sql`lower(follow_up.text || ' ' || follow_up.next_step)`, text)}))`,
	joins: {
		customer: { each: ({ sql }) => sql`join customer on customer.id = follow_up.customer_id` },
		contract: { each: ({ sql }) => sql`left join contract on contract.id = follow_up.contract_id` },
		assignee: { each: ({ sql }) => sql`left join staff_user as assignee on assignee.id = follow_up.assignee_id` },
		promise: {
			each: ({ sql }) => sql`left join payment_promise as promise on promise.follow_up_id = follow_up.id`,
		},
	},
	fields: {
		happened: { kind: 'day', sql: ({ sql }) => sql`follow_up.happened_on`, sort: true, shown: true },
		customer: customer('follow_up'),
		customerId: customerId('follow_up'),
		contract: {
			kind: 'text',
			sql: ({ sql }) => sql`contract.number`,
			joins: ['contract'],
			leads: { to: 'contract', id: ({ sql }) => sql`follow_up.contract_id` },
			optional: true,
			needs: 'contract.read',
		},
		kind: {
			kind: 'choice',
			choices: ['call', 'visit', 'message', 'other'],
			sql: ({ sql }) => sql`follow_up.kind`,
			shown: true,
		},
		text: { kind: 'text', sql: ({ sql }) => sql`follow_up.text`, shown: true },
		nextStep: { kind: 'text', sql: ({ sql }) => sql`follow_up.next_step`, optional: true, shown: true },
		nextOn: { kind: 'day', sql: ({ sql }) => sql`follow_up.next_on`, optional: true, sort: true, shown: true },
		done: { kind: 'flag', sql: ({ sql }) => sql`(follow_up.settled_at is not null)`, shown: true },
		assignee: {
			kind: 'person',
			sql: ({ sql }) => sql`assignee.name`,
			id: ({ sql }) => sql`follow_up.assignee_id`,
			joins: ['assignee'],
			optional: true,
			sort: true,
			shown: true,
		},
		author: {
			kind: 'person',
			sql: ({ sql }) => sql`follow_up.author_name`,
			id: ({ sql }) => sql`follow_up.author_id`,
			sort: true,
			shown: true,
		},
		promised: {
			kind: 'money',
			sql: ({ sql }) => sql`promise.amount_minor`,
			joins: ['promise'],
			optional: true,
			needs: 'invoice.read',
		},
		promisedOn: {
			kind: 'day',
			sql: ({ sql }) => sql`promise.promised_on`,
			joins: ['promise'],
			optional: true,
			needs: 'invoice.read',
			sort: true,
		},
		promise: {
			kind: 'choice',
			choices: ['open', 'kept', 'broken', 'lapsed', 'replaced'],
			sql: ({ sql }) => sql`promise.state`,
			joins: ['promise'],
			optional: true,
			needs: 'invoice.read',
		},
	},
} satisfies List
