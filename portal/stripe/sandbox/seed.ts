import type Stripe from 'stripe'
import type { Sql } from '#db/client.ts'
import { balanceTransactionOf, feeOf } from './balance.ts'
import { cardByNumber, cardByToken } from './cards.ts'
import { chargeOf } from './charges.ts'
import { customerOf } from './customers.ts'
import { paymentIntentOf } from './payment-intent.ts'
import { paymentMethodOf, usualExpiry } from './payment-method.ts'
import { freshId, type Hidden, type Kind, prepareStore } from './store.ts'

/** A customer with at most one card, as it came to be at a moment of the past. */
export type CustomerSeed = {
	name: string
	email: string
	at: Temporal.Instant
	metadata?: Record<string, string>
	/**
	 * `token` names a test card, e.g. `visa` or `createDispute`. It is saved, and set up for payments without the customer;
	 * with `saved: false` they only ever pay with it.
	 */
	card?: { token?: string; expires?: { month: number; year: number }; saved?: boolean }
}
export type SeededCustomer = { customer: string; paymentMethod: string | null }

/** A payment that succeeded. Amounts in the processor's minor units. */
export type PaymentSeed = {
	customer: string
	paymentMethod: string
	amount: number
	currency: string
	at: Temporal.Instant
	description?: string
	metadata?: Record<string, string>
}
export type SeededPayment = { paymentIntent: string; charge: string; balanceTransaction: string }

type Row = { id: string; kind: Kind; body: unknown; hidden: Hidden }

/** Rows written by one statement; more at once only makes the parameter larger. */
const CHUNK = 2000

async function addAll(sql: Sql, rows: Row[]): Promise<void> {
	for (let from = 0; from < rows.length; from += CHUNK) {
		const text = JSON.stringify(rows.slice(from, from + CHUNK))
		await sql`
			insert into card_sandbox.object (id, kind, body, hidden)
			select value ->> 'id', value ->> 'kind', value -> 'body', value -> 'hidden'
			from jsonb_array_elements(${text}::text::jsonb) with ordinality order by ordinality`
	}
}

const secondsOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000)

function rowsOf(seed: CustomerSeed): { rows: Row[]; made: SeededCustomer } {
	const created = secondsOf(seed.at)
	const id = freshId('cus', 14)
	const customer = customerOf(id, created, {
		name: seed.name,
		email: seed.email,
		...(seed.metadata === undefined ? {} : { metadata: seed.metadata }),
	})
	const asked = seed.card
	if (asked === undefined) {
		return { rows: [{ id, kind: 'customer', body: customer, hidden: {} }], made: { customer: id, paymentMethod: null } }
	}
	const card = cardByToken(`pm_card_${asked.token ?? 'visa'}`)
	if (card === undefined) throw new Error(`There is no test card ${asked.token}`)
	const [usual, saved] = [usualExpiry(created), asked.saved ?? true]
	const method: Stripe.PaymentMethod = {
		...paymentMethodOf(freshId('pm'), created, {
			card,
			expMonth: asked.expires?.month ?? usual.expMonth,
			expYear: asked.expires?.year ?? usual.expYear + 2,
			billing: { name: seed.name, email: seed.email },
			...(saved && { allowRedisplay: 'always' }),
		}),
		customer: saved ? id : null,
	}
	if (saved) customer.invoice_settings = { ...customer.invoice_settings, default_payment_method: method.id }
	return {
		rows: [
			{ id, kind: 'customer', body: customer, hidden: {} },
			{ id: method.id, kind: 'payment_method', body: method, hidden: { number: card.number, set_up: saved } },
		],
		made: { customer: id, paymentMethod: method.id },
	}
}

/** Writes many customers with their saved cards at once; no events, no deliveries. Answers in the order given. */
export async function seedCustomers(sql: Sql, seeds: CustomerSeed[]): Promise<SeededCustomer[]> {
	await prepareStore(sql)
	const made = seeds.map(rowsOf)
	await addAll(
		sql,
		made.flatMap(({ rows }) => rows),
	)
	return made.map((one) => one.made)
}

type KnownMethod = { body: Stripe.PaymentMethod; number: string }

function paymentRows(seed: PaymentSeed, { body: method, number }: KnownMethod): { rows: Row[]; made: SeededPayment } {
	const card = cardByNumber(number)
	if (card === undefined) throw new Error(`${method.id} is no test card`)
	const created = secondsOf(seed.at)
	const { amount, currency } = seed
	const waiting = paymentIntentOf(freshId('pi'), created, {
		amount,
		currency: currency.toLowerCase(),
		customer: seed.customer,
		payment_method: method.id,
		description: seed.description,
		metadata: seed.metadata,
	})
	const charged = chargeOf(freshId('ch'), created, {
		intent: waiting,
		paymentMethod: method,
		card,
		decline: null,
		authenticated: false,
		captured: true,
		publicUrl: '',
	})
	const moved = balanceTransactionOf(freshId('txn'), created, {
		amount,
		currency: waiting.currency,
		fee: feeOf(amount),
		description: seed.description ?? null,
		source: charged.id,
		type: 'charge',
		category: 'charge',
	})
	const charge: Stripe.Charge = { ...charged, balance_transaction: moved.id, receipt_url: null }
	const intent: Stripe.PaymentIntent = {
		...waiting,
		amount_received: amount,
		latest_charge: charge.id,
		status: 'succeeded',
	}
	return {
		rows: [
			{ id: intent.id, kind: 'payment_intent', body: intent, hidden: {} },
			{ id: charge.id, kind: 'charge', body: charge, hidden: {} },
			{ id: moved.id, kind: 'balance_transaction', body: moved, hidden: {} },
		],
		made: { paymentIntent: intent.id, charge: charge.id, balanceTransaction: moved.id },
	}
}

/** Writes many succeeded payments of seeded cards at once; no events, no deliveries. Answers in the order given. */
export async function seedPayments(sql: Sql, seeds: PaymentSeed[]): Promise<SeededPayment[]> {
	await prepareStore(sql)
	const ids = [...new Set(seeds.map((seed) => seed.paymentMethod))]
	const rows = await sql<{ id: string; body: Stripe.PaymentMethod; number: string }[]>`
		select id, body, hidden ->> 'number' as number from card_sandbox.object
		where id = any(${ids}::text[]) and kind = 'payment_method'`
	const methods = new Map<string, KnownMethod>(rows.map((row) => [row.id, row]))
	const made = seeds.map((seed) => {
		const method = methods.get(seed.paymentMethod)
		if (method === undefined) throw new Error(`There is no payment method ${seed.paymentMethod}`)
		return paymentRows(seed, method)
	})
	await addAll(
		sql,
		made.flatMap((one) => one.rows),
	)
	return made.map((one) => one.made)
}
