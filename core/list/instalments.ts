import { matchesSeen } from '../field-right/search-text.ts'
import { reach } from '../permit.ts'
import type { List } from './list.ts'
import { customer, customerId, customerNumber, group, owner, ownerJoins } from './people.ts'

/** Instalments of collection plans as they stand, planned against received; the earliest due first. Those of drafts are not agreed. */
export const instalments = {
	name: 'instalments',
	permission: 'invoice.read',
	from: ({ sql }) => sql`instalment join collection_plan as plan on plan.id = instalment.plan_id
		join contract on contract.id = instalment.contract_id`,
	id: ({ sql }) => sql`instalment.id`,
	currency: ({ sql }) => sql`plan.currency`,
	within: (scope) => scope.sql`instalment.dropped_sequence is null and plan.taken_back_sequence is null
		and contract.activated_at is not null and ${reach(scope).contract()}`,
	search: (scope, text) => scope.sql`instalment.id in (
		select instalment.id from contract join instalment on instalment.contract_id = contract.id
			where true ${matchesSeen(scope, 'contract', 'contract', text)}
		union select instalment.id from customer join contract on contract.customer_id = customer.id
			join instalment on instalment.contract_id = contract.id where true ${matchesSeen(scope, 'customer', 'customer', text)})`,
	joins: {
		...ownerJoins('contract'),
		customer: { each: ({ sql }) => sql`join customer on customer.id = contract.customer_id` },
		place: {
			each: ({ sql }) => sql`left join lateral (
				select count(*) filter (where not other.down_payment) as number from instalment as other
				where other.plan_id = instalment.plan_id and other.dropped_sequence is null
					and (other.due_on, other.serial) <= (instalment.due_on, instalment.serial)
			) as place on true`,
		},
		invoice: {
			each: ({ sql }) => sql`left join lateral (
				select invoice.*, case when state in ('issued', 'uncollectible') then total_minor - settled_minor else 0 end as open_minor
				from invoice_line as line join invoice on invoice.id = line.invoice_id
				where line.instalment_id = instalment.id and not line.released limit 1
			) as invoice on true`,
		},
		money: {
			each: ({ sql }) => sql`left join lateral (
				select coalesce(sum(amount_minor), 0)::bigint as received_minor from allocation
				where allocation.invoice_id = invoice.id and payment_id is not null
			) as money on true`,
			needs: ['invoice'],
		},
		collecting: {
			each: ({ sql }) => sql`left join lateral (
				select collector.id, collector.name from collection_case join collection_dispatch on case_id = collection_case.id
					join staff_user as collector on collector.id = collection_dispatch.collector_id
				where collection_case.customer_id = contract.customer_id and collection_case.currency = plan.currency
					and closed_at is null and ended is null limit 1
			) as collecting on true`,
		},
	},
	fields: {
		contract: {
			kind: 'text',
			sql: ({ sql }) => sql`contract.number`,
			leads: { to: 'plan', id: ({ sql }) => sql`contract.id` },
			sort: true,
			shown: true,
		},
		// A down payment is none of the instalments that are counted.
		place: {
			kind: 'number',
			sql: ({ sql }) => sql`case when not instalment.down_payment then place.number end`,
			joins: ['place'],
			optional: true,
			shown: true,
		},
		label: { kind: 'text', sql: ({ sql }) => sql`nullif(instalment.label, '')`, optional: true },
		downPayment: { kind: 'flag', sql: ({ sql }) => sql`instalment.down_payment` },
		plan: { kind: 'text', sql: ({ sql }) => sql`coalesce(nullif(plan.label, ''), plan.number::text)` },
		customer: customer('contract'),
		customerNumber,
		customerId: customerId('contract'),
		contractId: {
			kind: 'key',
			sql: ({ sql }) => sql`instalment.contract_id`,
			id: ({ sql }) => sql`instalment.contract_id`,
		},
		due: { kind: 'day', sql: ({ sql }) => sql`instalment.due_on`, sort: true, shown: true },
		instalmentState: {
			kind: 'choice',
			choices: ['coming', 'issued', 'partly_paid', 'overdue', 'paid', 'uncollectible', 'void'],
			sql: ({ sql, today }) => sql`case when invoice.id is null then 'coming'
				when invoice.state in ('void', 'uncollectible') then invoice.state when invoice.open_minor <= 0 then 'paid'
				when invoice.due_on < ${today} then 'overdue' when invoice.settled_minor > 0 then 'partly_paid' else 'issued' end`,
			joins: ['invoice'],
			shown: true,
		},
		lateDays: {
			kind: 'number',
			sql: ({
				sql,
				today,
			}) => sql`case when invoice.state = 'issued' and invoice.open_minor > 0 and invoice.due_on < ${today}
				then ${today} - invoice.due_on end`,
			joins: ['invoice'],
			optional: true,
			sort: true,
			shown: true,
		},
		planned: { kind: 'money', sql: ({ sql }) => sql`instalment.amount_minor`, sort: true, shown: true },
		received: { kind: 'money', sql: ({ sql }) => sql`money.received_minor`, joins: ['money'], sort: true, shown: true },
		open: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(invoice.open_minor, 0)`,
			joins: ['invoice'],
			sort: true,
			shown: true,
		},
		invoice: {
			kind: 'text',
			sql: ({ sql }) => sql`invoice.number`,
			joins: ['invoice'],
			leads: { to: 'invoice', id: ({ sql }) => sql`invoice.id`, joins: ['invoice'] },
			optional: true,
		},
		invoiced: { kind: 'day', sql: ({ sql }) => sql`invoice.issued_on`, joins: ['invoice'], optional: true, sort: true },
		comes: {
			kind: 'day',
			sql: ({ sql, today }) => sql`case when invoice.id is null then greatest(instalment.issue_on, ${today}) end`,
			joins: ['invoice'],
			optional: true,
			sort: true,
		},
		collector: {
			kind: 'person',
			sql: ({ sql }) => sql`collecting.name`,
			id: ({ sql }) => sql`collecting.id`,
			joins: ['collecting'],
			optional: true,
			needs: 'collection.read',
		},
		currency: { kind: 'text', sql: ({ sql }) => sql`plan.currency` },
		owner: { ...owner('contract'), shown: undefined },
		group: group('contract'),
	},
	order: { field: 'due', down: false },
} satisfies List
