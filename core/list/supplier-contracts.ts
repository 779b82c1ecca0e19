import { partyRoles } from '../customer/input.ts'
import { dues } from '../payable/dues.ts'
import { reach } from '../permit.ts'
import { contracts } from './contracts.ts'
import type { List } from './list.ts'

const { owner, team, customer, status, kind, term, notice } = contracts.joins
const ofContract = contracts.fields

/** Contracts that the company pays, the newest first. */
export const supplierContracts = {
	...contracts,
	name: 'supplier-contracts',
	within: (scope) => scope.sql`contract.direction = 'payable' and ${reach(scope).contract()}`,
	joins: {
		...{ owner, team, customer, status, kind, term, notice },
		plan: {
			each: (scope) => scope.sql`left join lateral (
				select min(due.due_on) filter (where due.payment_id is null) as due_on,
					sum(coalesce(paid.planned_minor, payable.amount_minor))
						filter (where due.due_on >= ${scope.today}) as year_minor,
					sum(payable.amount_minor) filter (where due.due_on < ${scope.today} and due.payment_id is null) as late_minor
				from (${dues(scope, {
					to: scope.today.add({ years: 1 }).subtract({ days: 1 }).toString(),
					of: scope.sql`payable.contract_id = contract.id`,
				})}) as due join payable on payable.id = due.payable_id
					left join payable_payment as paid on paid.id = due.payment_id
			) as plan on true`,
		},
	},
	fields: {
		...{ number: ofContract.number, title: ofContract.title },
		supplier: ofContract.customer,
		supplierId: ofContract.customerId,
		role: {
			kind: 'choice',
			choices: partyRoles.filter((role) => role !== 'customer'),
			sql: ({ sql }) => sql`customer.role`,
			joins: ['customer'],
		},
		...{ state: ofContract.state, status: ofContract.status, type: ofContract.type },
		...{ owner: ofContract.owner, group: ofContract.group, starts: ofContract.starts, ends: ofContract.ends },
		...{ termEnds: ofContract.termEnds },
		objectBy: { ...ofContract.objectBy, shown: true },
		...{ renewal: ofContract.renewal, noticeDays: ofContract.noticeDays, termMonths: ofContract.termMonths },
		...{ noticed: ofContract.noticed },
		nextDue: {
			kind: 'day',
			sql: ({ sql }) => sql`plan.due_on`,
			joins: ['plan'],
			needs: 'payable.read',
			optional: true,
			sort: true,
			shown: true,
		},
		year: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(plan.year_minor, 0)::bigint`,
			joins: ['plan'],
			needs: 'payable.read',
			sort: true,
			shown: true,
		},
		late: {
			kind: 'money',
			sql: ({ sql }) => sql`coalesce(plan.late_minor, 0)::bigint`,
			joins: ['plan'],
			needs: 'payable.read',
			sort: true,
			shown: true,
		},
		...{ currency: ofContract.currency, purchaseOrder: ofContract.purchaseOrder, closed: ofContract.closed },
		created: ofContract.created,
	},
} satisfies List
