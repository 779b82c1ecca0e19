import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { checked, lockList } from './write-list.ts'

const givenInput = z
	.object({
		listId: z.uuid(),
		/** By number, as people know it. */
		customerNumber: z.string().trim().min(1).max(60).nullish(),
		groupId: z.uuid().nullish(),
	})
	.refine(({ customerNumber, groupId }) => (customerNumber == null) !== (groupId == null), { path: ['customerNumber'] })

export type GivePriceList = z.input<typeof givenInput>

/**
 * Lets a list count for a customer, or for the customers of a group. Refuses `input.invalid` (also for a list that is
 * everybody's), `not_found`, `price_list.currency`.
 */
export async function givePriceList(scope: Scope, input: GivePriceList): Promise<void> {
	permit(scope, 'product.write')
	const { listId, customerNumber, groupId } = checked(givenInput, input)
	const { currency, everybody } = await lockList(scope, listId)
	if (everybody) refuse('input.invalid', { field: 'list', problem: 'everybody' })
	const customer = customerNumber ? await findNumbered(scope, customerNumber) : null
	if (customer && customer.currency !== currency)
		refuse('price_list.currency', { is: currency, customer: customer.currency })
	if (groupId) {
		const [group] = await scope.sql`select from staff_group where id = ${groupId}`
		if (!group) refuse('not_found', { noun: 'group' })
	}
	await scope.sql`
		insert into price_list_for (price_list_id, customer_id, group_id)
		values (${listId}, ${customer?.id ?? null}, ${groupId ?? null}) on conflict do nothing`
	await emit(scope, {
		kind: 'price_list.given',
		subject: { kind: 'price_list', id: listId },
		customerId: customer?.id ?? null,
		facts: { groupId: groupId ?? null },
	})
}

async function findNumbered(scope: Scope, number: string): Promise<{ id: string; currency: string }> {
	const [customer] = await scope.sql<{ id: string; currency: string }[]>`
		select id, currency from customer where number = ${number} and ${reach(scope).customer()}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	return customer
}

/** Takes a list back from whom it was for; what has been agreed by it keeps its price. Refuses `not_found`. */
export async function takePriceList(scope: Scope, { id, listId }: { id: string; listId: string }): Promise<void> {
	permit(scope, 'product.write')
	await lockList(scope, listId)
	const [gone] = await scope.sql<{ customerId: string | null; groupId: string | null }[]>`
		delete from price_list_for where id = ${id} and price_list_id = ${listId}
		returning customer_id as "customerId", group_id as "groupId"`
	if (!gone) refuse('not_found', { noun: 'price_list_for' })
	await emit(scope, {
		kind: 'price_list.taken',
		subject: { kind: 'price_list', id: listId },
		customerId: gone.customerId,
		facts: { groupId: gone.groupId },
	})
}
