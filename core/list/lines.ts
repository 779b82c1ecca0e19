import { matchesSeen } from '../field-right/search-text.ts'
import { reach } from '../permit.ts'
import { contractStates } from './contracts.ts'
import type { List } from './list.ts'
import { customer, customerId, group, owner, ownerJoins } from './people.ts'

/** Lines of contracts by serial number, each as it is today; one that begins later as it will begin. */
export const lines = {
	name: 'lines',
	permission: 'contract.read',
	from: ({ sql }) => sql`contract_line as line join contract on contract.id = line.contract_id`,
	id: ({ sql }) => sql`line.id`,
	currency: ({ sql }) => sql`contract.currency`,
	within: (scope) => scope.sql`contract.state <> 'void' and ${reach(scope).contract()}`,
	search: (scope, text) => scope.sql`line.id in (
		select id from contract_line where true ${matchesSeen(scope, 'line', 'contract_line', text)}
		union select contract_line.id from contract join contract_line on contract_line.contract_id = contract.id
			where true ${matchesSeen(scope, 'contract', 'contract', text)}
		union select contract_line.id from customer join contract on contract.customer_id = customer.id
			join contract_line on contract_line.contract_id = contract.id where true ${matchesSeen(scope, 'customer', 'customer', text)})`,
	joins: {
		...ownerJoins('contract'),
		customer: { each: ({ sql }) => sql`join customer on customer.id = contract.customer_id` },
		status: { each: ({ sql }) => sql`left join contract_status as status on status.id = contract.status_id` },
		product: { each: ({ sql }) => sql`left join product on product.id = line.product_id` },
		plan: { each: ({ sql }) => sql`left join plan on plan.id = line.plan_id` },
		standing: {
			each: ({ sql, today }) => sql`left join lateral (
				select * from contract_line_state where contract_line_id = line.id
				order by coalesce(in_use_on, effective_on) <= ${today} desc,
					case when coalesce(in_use_on, effective_on) <= ${today} then effective_on end desc, effective_on, sequence desc limit 1
			) as standing on true`,
		},
	},
	fields: {
		serialNumber: {
			kind: 'text',
			sql: ({ sql }) => sql`line.serial_number`,
			leads: { to: 'contract', id: ({ sql }) => sql`line.contract_id` },
			optional: true,
			sort: true,
			shown: true,
		},
		description: { kind: 'text', sql: ({ sql }) => sql`line.description`, sort: true, shown: true },
		model: { kind: 'text', sql: ({ sql }) => sql`line.model`, optional: true, sort: true, shown: true },
		factoryNumber: { kind: 'text', sql: ({ sql }) => sql`line.factory_number`, optional: true, sort: true },
		product: { kind: 'text', sql: ({ sql }) => sql`product.name`, joins: ['product'], optional: true, sort: true },
		plan: { kind: 'text', sql: ({ sql }) => sql`plan.name`, joins: ['plan'], optional: true },
		contract: {
			kind: 'text',
			sql: ({ sql }) => sql`contract.number`,
			leads: { to: 'contract', id: ({ sql }) => sql`line.contract_id` },
			sort: true,
			shown: true,
		},
		customer: customer('contract'),
		customerId: customerId('contract'),
		contractId: { kind: 'key', sql: ({ sql }) => sql`line.contract_id`, id: ({ sql }) => sql`line.contract_id` },
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
		quantity: { kind: 'number', sql: ({ sql }) => sql`standing.quantity`, joins: ['standing'], optional: true },
		unit: {
			kind: 'text',
			sql: ({ sql }) => sql`coalesce(line.unit, product.unit, 'piece')`,
			joins: ['product'],
			sort: true,
		},
		unitPrice: {
			kind: 'price',
			sql: ({ sql }) => sql`standing.unit_price`,
			joins: ['standing'],
			optional: true,
			shown: true,
		},
		discount: { kind: 'number', sql: ({ sql }) => sql`standing.discount_percent`, joins: ['standing'], optional: true },
		every: {
			kind: 'choice',
			choices: ['day', 'week', 'month', 'year', 'once'],
			sql: ({ sql }) => sql`coalesce(line.interval_unit, 'once')`,
		},
		everyCount: { kind: 'number', sql: ({ sql }) => sql`line.interval_count`, optional: true },
		starts: { kind: 'day', sql: ({ sql }) => sql`standing.starts_on`, joins: ['standing'], optional: true, sort: true },
		ends: {
			kind: 'day',
			sql: ({ sql }) => sql`least(standing.ends_on, contract.ends_on)`,
			joins: ['standing'],
			optional: true,
			sort: true,
		},
		owner: { ...owner('contract'), shown: undefined },
		group: group('contract'),
		currency: { kind: 'text', sql: ({ sql }) => sql`contract.currency` },
	},
	order: { field: 'serialNumber', down: false },
} satisfies List
