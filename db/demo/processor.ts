import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { keepPayer } from '#core/payment/keep-payer.ts'
import type { Sql } from '../client.ts'
import { byCard, type Habit } from './contracts.ts'
import type { Cast, Happening } from './history.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

export type CardBehaviour = 'pays' | 'declines' | 'asks'
export type Expiry = { month: number; year: number }

const behaviours: Partial<Record<Habit, CardBehaviour>> = { declining: 'declines', asking: 'asks' }

/** Until when a demo's card is good: most for years, one until the end of next month. */
export function expiryOf(habit: Habit, today: Temporal.PlainDate): Expiry {
	const { month, year } = today.add({ months: 1 })
	return habit === 'expiring' ? { month, year } : { month: 8, year: today.year + 3 }
}

/** The card processor, told in bulk of what has long happened. Its ids come back in the order given. */
export type DemoProcessor = {
	keepCards(
		people: {
			name: string
			email: string
			at: Temporal.Instant
			behaves: CardBehaviour
			expires: Expiry
			/** Of those who pay each invoice themselves, none is kept. */
			saved: boolean
		}[],
	): Promise<{ customer: string; paymentMethod: string }[]>
	/** Answers the id of each payment's intent; undefined where the processor could not take such an amount. */
	recordPayments(
		payments: {
			customer: string
			paymentMethod: string
			amountMinor: bigint
			currency: string
			at: Temporal.Instant
			paymentId: string
		}[],
	): Promise<(string | undefined)[]>
}

/** Every customer is known to the processor with one card; those whose charges will fail have one that fails. Only the cards that are kept for charges are saved there. */
export async function keepCardsThere(
	books: Books,
	cast: Cast,
	happenings: readonly Happening[],
	processor: DemoProcessor,
	today: Temporal.PlainDate,
): Promise<void> {
	const habits = new Map(happenings.flatMap((one) => (one.kind === 'begin' ? [[one.customer.id, one.habit]] : [])))
	const kept = await processor.keepCards(
		cast.customers.map(({ id, contact, mailbox }) => ({
			name: contact,
			email: mailbox,
			at: books.clock.now(),
			behaves: behaviours[habits.get(id) ?? 'card'] ?? 'pays',
			expires: expiryOf(habits.get(id) ?? 'card', today),
			saved: byCard.includes(habits.get(id) ?? 'prompt'),
		})),
	)
	for (const [index, customer] of cast.customers.entries()) {
		const there = kept[index]
		if (!there) continue
		customer.processor = there
		expectOk(await act(books, actor, keepPayer, { customerId: customer.id, processorCustomerId: there.customer }))
	}
}

/** Gives the payments of the past to the processor, so that they can be given back. */
export async function recordPaymentsThere(sql: Sql, cast: Cast, processor: DemoProcessor): Promise<void> {
	const payments = await sql<
		{ id: string; customerId: string; amountMinor: bigint; currency: string; at: Temporal.Instant }[]
	>`
		select id, customer_id as "customerId", amount_minor as "amountMinor", currency, settled_at as at
		from payment where state = 'succeeded' order by id`
	const there = new Map(cast.customers.map((customer) => [customer.id, customer.processor]))
	const known = payments.flatMap(({ id, customerId, ...payment }) => {
		const processorIds = there.get(customerId)
		return processorIds ? [{ ...payment, ...processorIds, paymentId: id }] : []
	})
	const intents = await processor.recordPayments(known)
	const recorded = known.flatMap(({ paymentId }, index) => {
		const intent = intents[index]
		return intent ? [{ paymentId, intent }] : []
	})
	await sql`
		update payment set processor_intent_id = recorded.intent
		from unnest(${recorded.map((one) => one.paymentId)}::uuid[], ${recorded.map((one) => one.intent)}::text[])
			as recorded (id, intent)
		where payment.id = recorded.id`
}
