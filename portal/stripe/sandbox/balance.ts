import type Stripe from 'stripe'
import { CREATED, createdWithin, EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { text } from './parameters.ts'
import { freshId } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

const DAY = 86_400

/** 2.9 % and 30 of the smallest unit, rounded half up: what an account without an agreement pays. */
export function feeOf(amount: number): number {
	return Math.floor((amount * 29 + 500) / 1000) + 30
}

export type Movement = {
	amount: number
	currency: string
	fee: number
	feeDescription?: string
	description: string | null
	source: string
	type: 'charge' | 'refund' | 'refund_failure' | 'adjustment'
	category: string
}

/** A balance transaction as the API shows it; nothing is written. Amounts in minor units, fee positive. */
export function balanceTransactionOf(id: string, now: number, movement: Movement): Stripe.BalanceTransaction {
	return {
		id,
		object: 'balance_transaction',
		amount: movement.amount,
		available_on: now + (movement.type === 'charge' ? 2 * DAY : 0),
		balance_type: 'payments',
		created: now,
		currency: movement.currency,
		description: movement.description,
		exchange_rate: null,
		fee: movement.fee,
		fee_details:
			movement.fee === 0
				? []
				: [
						{
							amount: movement.fee,
							application: null,
							currency: movement.currency,
							description: movement.feeDescription ?? 'Stripe processing fees',
							type: 'stripe_fee',
						},
					],
		net: movement.amount - movement.fee,
		reporting_category: movement.category,
		source: movement.source,
		status: movement.type === 'charge' ? 'pending' : 'available',
		type: movement.type,
	}
}

export async function moveBalance(turn: Turn, movement: Movement): Promise<Stripe.BalanceTransaction> {
	return turn.store.add('balance_transaction', balanceTransactionOf(freshId('txn'), turn.now, movement))
}

/** Money becomes available by the clock, without anything being written. */
function asOfNow(turn: Turn, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
	return transaction.available_on <= turn.now ? { ...transaction, status: 'available' } : transaction
}

export const balanceEndpoints: Endpoint[] = [
	endpoint(
		'GET',
		'/v1/balance_transactions',
		'BalanceTransactionListParams',
		{ ...PAGE, created: CREATED, currency: text(), source: text(), type: text() },
		async (turn, _id, { created, currency, source, type, ...page }) => {
			const condition = turn.store.sql`${fieldsEqual(turn, { currency, source, type })} ${createdWithin(turn, created)}`
			const found = await listPage(turn, 'balance_transaction', '/v1/balance_transactions', page, condition)
			return { ...found, data: found.data.map((one) => asOfNow(turn, one)) }
		},
		['payout'],
	),
	endpoint('GET', '/v1/balance_transactions/:id', 'BalanceTransactionRetrieveParams', EXPAND, async (turn, id) =>
		asOfNow(turn, await turn.store.need('balance_transaction', id)),
	),
]
