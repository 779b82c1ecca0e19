import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { allocate } from '../allocation/allocate.ts'
import { takeBack } from '../allocation/take-back.ts'
import type { NewAllocation } from '../allocation/write.ts'
import { takeNumbers } from '../company/take-number.ts'
import { emit } from '../event.ts'
import { paymentBackEntry, paymentEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { permit } from '../permit.ts'
import type { ReceiptMethod } from './payment.ts'

/** Money that has come some other way than by our card processor. `receivedOn` is an ISO date, the amount minor units. */
export type NewReceipt = {
	customerId: string
	currency: string
	amountMinor: bigint
	receivedOn: string
	method: ReceiptMethod | ''
	/** What the payer or the bank wrote. */
	reference: string
	/** The one invoice that it pays, as far as that is open; what is left, or all, waits to be allocated. */
	invoiceId: string | null
	/** By what it is known again, so that the same money never counts twice. */
	importKey: string
}

/** Records money received, numbers its receipts and settles what it is for. No letter goes out. Answers the ids in order. Set-based. */
export async function recordReceipts(scope: Scope, receipts: readonly NewReceipt[]): Promise<string[]> {
	permit(scope, 'payment.record')
	if (receipts.length === 0) return []
	const { sql } = scope
	const money = receipts.map((receipt) => ({ ...receipt, id: randomUUIDv7() as string }))
	await insertMany(
		sql,
		'payment',
		{
			...{ id: 'uuid', customer_id: 'uuid', currency: 'text', amount_minor: 'bigint', source: 'text', state: 'text' },
			...{ initiated_by: 'text', reference: 'text', method: 'text', import_key: 'text', received_on: 'date' },
			...{ created_at: 'timestamptz', settled_at: 'timestamptz' },
		},
		money.map(({ id, customerId, currency, amountMinor, receivedOn, method, reference, importKey }) => ({
			...{ id, currency, reference, method, customer_id: customerId, amount_minor: amountMinor, source: 'recorded' },
			...{ state: 'succeeded', initiated_by: 'company', import_key: importKey, received_on: receivedOn },
			...{ created_at: scope.now, settled_at: scope.now },
		})),
	)
	await post(scope, money.map(paymentEntry))
	const made = await settling(scope, money)
	await allocate(scope, made)
	const numbers = await takeNumbers(scope, 'receipt', money.length)
	await sql`
		update payment set receipt_number = given.number
		from unnest(${money.map(({ id }) => id)}::uuid[], ${numbers}::text[]) as given (id, number) where payment.id = given.id`
	const settled = new Map(made.map((one) => [one.paymentId, one]))
	await emit(
		scope,
		...money.map(({ id, customerId, amountMinor, currency }, index) => ({
			kind: 'payment.recorded' as const,
			subject: { kind: 'payment', id },
			...{ customerId, contractId: settled.get(id)?.contractId ?? null },
			facts: {
				...{ amountMinor: String(amountMinor), currency, receiptNumber: numbers[index] ?? '' },
				unallocatedMinor: String(amountMinor - (settled.get(id)?.amountMinor ?? 0n)),
			},
		})),
	)
	return money.map(({ id }) => id)
}

type Open = { id: string; contractId: string | null; openMinor: bigint }
type ReceivedAllocation = Extract<NewAllocation, { paymentId: string }>

/** Each receipt to its invoice, in their order, as far as the ones before have left it open. */
async function settling(
	{ sql }: Scope,
	money: readonly (NewReceipt & { id: string })[],
): Promise<ReceivedAllocation[]> {
	const wanted = [...new Set(money.flatMap(({ invoiceId }) => invoiceId ?? []))]
	if (wanted.length === 0) return []
	const rows = await sql<Open[]>`
		select id, contract_id as "contractId", total_minor - settled_minor as "openMinor" from invoice
		where id = any(${wanted}::uuid[]) and kind = 'invoice' and state in ('issued', 'uncollectible') order by id for update`
	const open = new Map(rows.map((row) => [row.id, { ...row }]))
	return money.flatMap(({ id: paymentId, invoiceId, customerId, currency, amountMinor: minor }) => {
		const invoice = open.get(invoiceId ?? '')
		if (!invoice || invoice.openMinor <= 0n) return []
		const amountMinor = minor < invoice.openMinor ? minor : invoice.openMinor
		invoice.openMinor -= amountMinor
		return [{ invoiceId: invoice.id, contractId: invoice.contractId, customerId, currency, amountMinor, paymentId }]
	})
}

/**
 * Takes back receipts that should not have been recorded: they settle nothing any more, what they posted is reversed, and
 * their numbers stay used. The database refuses one of which money was given back.
 */
export async function undoReceipts(scope: Scope, ids: readonly string[]): Promise<void> {
	permit(scope, 'payment.record')
	const { sql } = scope
	const money = await sql<{ id: string; customerId: string; currency: string; amountMinor: bigint }[]>`
		select id, customer_id as "customerId", currency, amount_minor as "amountMinor" from payment
		where id = any(${[...ids]}::uuid[]) and state = 'succeeded' and import_key is not null order by id for update`
	for (const { id: paymentId, amountMinor } of money) await takeBack(scope, { paymentId, amountMinor })
	await sql`
		update payment set state = 'canceled', received_on = null, settled_at = null, import_key = null
		where id = any(${money.map(({ id }) => id)}::uuid[])`
	await post(scope, money.map(paymentBackEntry))
	await emit(
		scope,
		...money.map(({ id, customerId, amountMinor, currency }) => ({
			kind: 'payment.record_undone' as const,
			subject: { kind: 'payment', id },
			...{ customerId, facts: { amountMinor: String(amountMinor), currency } },
		})),
	)
}
