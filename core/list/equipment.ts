import { reachesEquipment } from '../equipment/lock.ts'
import { equipmentStates } from '../equipment/state.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { matches } from '../search.ts'
import type { List } from './list.ts'
import { customer, customerId, group, owner, ownerJoins } from './people.ts'

/** Every machine of the ledger: what it is, where it is, on which contract. */
export const equipment = {
	name: 'equipment',
	permission: 'equipment.read',
	from: ({ sql }) => sql`equipment left join contract on contract.id = equipment.contract_id`,
	id: ({ sql }) => sql`equipment.id`,
	within: (scope) => reachesEquipment(scope),
	search: (scope, text) => scope.sql`equipment.id in (
		select id from equipment where true ${matches(scope, 'equipment.search_text', text)}
		union select equipment.id from contract join equipment on equipment.contract_id = contract.id
			where true ${matchesSeen(scope, 'contract', 'contract', text)}
		union select equipment.id from customer join contract on contract.customer_id = customer.id
			join equipment on equipment.contract_id = contract.id where true ${matchesSeen(scope, 'customer', 'customer', text)})`,
	joins: {
		...ownerJoins('contract'),
		customer: { each: ({ sql }) => sql`left join customer on customer.id = contract.customer_id` },
		product: { each: ({ sql }) => sql`left join product on product.id = equipment.product_id` },
	},
	fields: {
		serialNumber: {
			kind: 'text',
			sql: ({ sql }) => sql`equipment.serial_number`,
			leads: { to: 'equipment', id: ({ sql }) => sql`equipment.id` },
			sort: true,
			shown: true,
		},
		model: { kind: 'text', sql: ({ sql }) => sql`equipment.model`, optional: true, sort: true, shown: true },
		factoryNumber: { kind: 'text', sql: ({ sql }) => sql`equipment.factory_number`, optional: true, sort: true },
		product: { kind: 'text', sql: ({ sql }) => sql`product.name`, joins: ['product'], optional: true, sort: true },
		machineState: { kind: 'choice', choices: equipmentStates, sql: ({ sql }) => sql`equipment.state`, shown: true },
		place: { kind: 'text', sql: ({ sql }) => sql`equipment.place`, optional: true, sort: true, shown: true },
		contract: {
			kind: 'text',
			sql: ({ sql }) => sql`contract.number`,
			leads: { to: 'contract', id: ({ sql }) => sql`equipment.contract_id` },
			optional: true,
			sort: true,
			shown: true,
		},
		customer: { ...customer('contract'), optional: true },
		customerId: customerId('contract'),
		contractId: {
			kind: 'key',
			sql: ({ sql }) => sql`equipment.contract_id`,
			id: ({ sql }) => sql`equipment.contract_id`,
		},
		meterReading: { kind: 'number', sql: ({ sql }) => sql`equipment.meter_reading`, optional: true, sort: true },
		meterUnit: { kind: 'text', sql: ({ sql }) => sql`equipment.meter_unit`, optional: true },
		movedOn: { kind: 'day', sql: ({ sql }) => sql`equipment.moved_on`, sort: true, shown: true },
		owner: { ...owner('contract'), shown: undefined },
		group: group('contract'),
	},
	order: { field: 'serialNumber', down: false },
} satisfies List
