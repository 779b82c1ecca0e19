import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'

/** A card kept by the processor for later charges; only what may be shown of it. */
export type Card = {
	processorMethodId: string
	brand: string
	last4: string
	expiryMonth: number
	expiryYear: number
}

/**
 * Keeps a card for later charges, or what has changed of it, and gives it to the customer's contracts that pay
 * automatically and have none. Answers its id here.
 */
export async function keepCard(scope: Scope, input: Card & { customerId: string }): Promise<string> {
	permit(scope, 'payment.confirm')
	const { sql } = scope
	const [kept] = await sql<{ id: string; isNew: boolean }[]>`
		insert into payment_method (customer_id, processor_method_id, brand, last4, expiry_month, expiry_year, saved_at)
		values (${input.customerId}, ${input.processorMethodId}, ${input.brand}, ${input.last4}, ${input.expiryMonth},
			${input.expiryYear}, ${scope.now})
		on conflict (processor_method_id) do update
			set brand = excluded.brand, last4 = excluded.last4, expiry_month = excluded.expiry_month, expiry_year = excluded.expiry_year
		returning id, old.id is null as "isNew"`
	if (!kept) throw new Error('The card was not written')
	if (!kept.isNew) return kept.id
	await sql`
		update contract set payment_method_id = ${kept.id}
		where customer_id = ${input.customerId} and autopay and state <> 'closed' and (payment_method_id is null
			or payment_method_id in (select id from payment_method where removed_at is not null))`
	await emit(scope, {
		kind: 'payment_method.saved',
		subject: { kind: 'payment_method', id: kept.id },
		customerId: input.customerId,
		facts: { brand: input.brand, last4: input.last4 },
	})
	return kept.id
}

/**
 * New expiry or number of a card that is kept here, as its bank tells the processor; a card that is not kept is none of
 * ours. What has changed is told on the customer's pages.
 */
export async function refreshCard(scope: Scope, input: Card): Promise<void> {
	permit(scope, 'payment.confirm')
	const [renewed] = await scope.sql<{ id: string; customerId: string }[]>`
		update payment_method set brand = ${input.brand}, last4 = ${input.last4}, expiry_month = ${input.expiryMonth},
			expiry_year = ${input.expiryYear}
		where processor_method_id = ${input.processorMethodId} and removed_at is null
			and (brand, last4, expiry_month, expiry_year) is distinct from
				(${input.brand}, ${input.last4}, ${input.expiryMonth}::integer, ${input.expiryYear}::integer)
		returning id, customer_id as "customerId"`
	if (!renewed) return
	const { brand, last4, expiryMonth, expiryYear } = input
	await emit(scope, {
		kind: 'payment_method.renewed',
		subject: { kind: 'payment_method', id: renewed.id },
		customerId: renewed.customerId,
		facts: { brand, last4, month: `${expiryYear}-${String(expiryMonth).padStart(2, '0')}` },
	})
}

/**
 * The processor no longer keeps the card: it is never charged again. Contracts that were paid with it wait for another,
 * and their customer is told.
 */
export async function loseCard(scope: Scope, input: { processorMethodId: string }): Promise<void> {
	permit(scope, 'payment.confirm')
	const [removed] = await scope.sql<{ id: string; customerId: string; brand: string; last4: string }[]>`
		update payment_method set removed_at = ${scope.now}
		where processor_method_id = ${input.processorMethodId} and removed_at is null
		returning id, customer_id as "customerId", brand, last4`
	if (!removed) return
	await emit(scope, {
		kind: 'payment_method.removed',
		subject: { kind: 'payment_method', id: removed.id },
		customerId: removed.customerId,
		facts: { brand: removed.brand, last4: removed.last4 },
	})
	const contracts = await scope.sql<{ id: string }[]>`
		select id from contract where payment_method_id = ${removed.id} and autopay and state in ('active', 'paused', 'ending')
		order by id`
	if (contracts.length === 0) return
	const contractIds = contracts.map((contract) => contract.id)
	await queueEffect(scope, {
		kind: 'mail',
		key: `card-removed:${removed.id}`,
		payload: { letter: 'card-removed', paymentMethodId: removed.id, contractIds, by: 'processor' },
	})
}
