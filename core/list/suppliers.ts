import { partyRoles } from '../customer/input.ts'
import { dues } from '../payable/dues.ts'
import { reach } from '../permit.ts'
import { customers } from './customers.ts'
import type { List } from './list.ts'

const { owner, team, party, running } = customers.joins
const { legalName, street, postalCode, city, country, language, currency, taxNumber, contracts, created } =
	customers.fields

/** Whoever is paid: suppliers and partners, by name as people sort names. */
export const suppliers = {
	...customers,
	name: 'suppliers',
	within: (scope) => scope.sql`customer.role <> 'customer' and ${reach(scope).customer()}`,
	joins: {
		...{ owner, team, party, running },
		next: {
			each: (scope) => scope.sql`left join lateral (
				select min(due.due_on) as due_on from (${dues(scope, {
					to: scope.today.add({ years: 1 }).toString(),
					of: scope.sql`payable.customer_id = customer.id`,
				})}) as due where due.payment_id is null
			) as next on true`,
		},
	},
	fields: {
		name: customers.fields.name,
		role: {
			kind: 'choice',
			choices: partyRoles.filter((role) => role !== 'customer'),
			sql: ({ sql }) => sql`customer.role`,
			shown: true,
		},
		number: customers.fields.number,
		email: customers.fields.email,
		phone: customers.fields.phone,
		...{ legalName, street, postalCode, city, country, taxNumber, language, currency, contracts },
		nextDue: {
			kind: 'day',
			sql: ({ sql }) => sql`next.due_on`,
			joins: ['next'],
			needs: 'payable.read',
			optional: true,
			sort: true,
			shown: true,
		},
		owner: customers.fields.owner,
		group: customers.fields.group,
		created,
	},
} satisfies List
