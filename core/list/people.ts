import type { Field, Join } from './list.ts'

/** Whoever looks after a customer or a contract, and their group: the same on every list that shows them. */
export const owner = (of: 'customer' | 'contract'): Field => ({
	kind: 'person',
	sql: ({ sql }) => sql`owner.name`,
	id: ({ sql }) => sql`${sql(of)}.owner_id`,
	joins: ['owner'],
	optional: true,
	sort: true,
	shown: true,
})

export const group = (of: 'customer' | 'contract'): Field => ({
	kind: 'group',
	sql: ({ sql }) => sql`team.name`,
	id: ({ sql }) => sql`${sql(of)}.group_id`,
	joins: ['team'],
	optional: true,
	sort: true,
})

export const ownerJoins = (of: 'customer' | 'contract'): Record<'owner' | 'team', Join> => ({
	owner: { each: ({ sql }) => sql`left join staff_user as owner on owner.id = ${sql(of)}.owner_id` },
	team: { each: ({ sql }) => sql`left join staff_group as team on team.id = ${sql(of)}.group_id` },
})

/** The customer whose row it is, by the customer's id in one of the list's tables. */
export const customer = (of: CustomerHolder): Field => ({
	kind: 'text',
	sql: ({ sql }) => sql`customer.name`,
	joins: ['customer'],
	leads: { to: 'customer', id: ({ sql }) => sql`${sql(of)}.customer_id` },
	sort: true,
	shown: true,
})

export const customerNumber: Field = {
	kind: 'text',
	sql: ({ sql }) => sql`customer.number`,
	joins: ['customer'],
	sort: true,
}

export const customerId = (of: CustomerHolder): Field => ({
	kind: 'key',
	sql: ({ sql }) => sql`${sql(of)}.customer_id`,
	id: ({ sql }) => sql`${sql(of)}.customer_id`,
})

type CustomerHolder = 'contract' | 'invoice' | 'payment' | 'follow_up' | 'customer_contact'
