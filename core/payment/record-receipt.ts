import { randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from '../act.ts'
import { type PutTo, putTo } from '../allocation/put.ts'
import type { Put } from '../allocation/put-in-order.ts'
import { dayInput } from '../day-input.ts'
import { isCurrency, mostMinor } from '../money.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { creditAtOnce, lockPenaltyInvoiced } from '../receivable/credit-at-once.ts'
import { refuse } from '../refusal.ts'
import type { ReceiptMethod } from './payment.ts'
import { tellRecorded, writeRecorded } from './write-recorded.ts'

/** Money that came some other way than by our card processor. Minor units of `currency`. */
export type RecordReceipt = {
	customerId: string
	currency: string
	amountMinor: bigint
	/** ISO; today or before. It counts from this day on, whenever it is typed. */
	receivedOn: string
	method: ReceiptMethod | ''
	/** What the payer or the bank wrote. */
	reference?: string
	/** What nobody but the company's people read. */
	note?: string
	/** The contract that it is for: in the company's order its invoices come first. */
	contractId?: string | null
	allocate: PutTo
	/** What another system, or a line of a bank's file, calls it: the same money never counts twice. */
	importKey?: string
	/** Of the form: pressing again is the same receipt. */
	key?: string
	/** Of the preview that was looked at. */
	seen?: string | undefined
	/** The customer gets the receipt by mail. */
	letter?: boolean
}

/** What became of it. Minor units. */
export type RecordedReceipt = {
	paymentId: string
	receiptNumber: string
	allocated: Put[]
	unallocatedMinor: bigint
	/** What of it went to penalty interest. */
	penaltyMinor: bigint
	/** What is credited of invoices of penalty interest, because it came before they said. */
	penaltyCreditedMinor: bigint
	/** How many receipts that came after it were put anew. */
	again: number
	seen: string
}

const texts = z.object({
	reference: z.string().trim().max(200).default(''),
	note: z.string().trim().max(1000).default(''),
})

/**
 * Records money received, for the day on which it came, and settles by it what is said. Refuses `input.invalid`,
 * `not_found`, `payment.not_positive`, `receipt.changed` where it would not do what was `seen`, `payment.known` for an `importKey` that was recorded before, and what `putTo` refuses.
 */
export async function recordReceipt(scope: Scope, input: RecordReceipt): Promise<RecordedReceipt> {
	permit(scope, 'payment.record')
	const { customerId, currency, amountMinor, receivedOn, method, contractId = null, importKey, key } = input
	const { reference, note } = readTexts(scope, input)
	await lockPayer(scope, customerId, contractId)
	const earlier = key ? await findRecorded(scope, key) : undefined
	if (earlier) return earlier
	const [known] = importKey ? await scope.sql`select from payment where import_key = ${importKey}` : []
	if (known) refuse('payment.known', { reference: reference || (importKey ?? '') })
	const bearing = await lockPenaltyInvoiced(scope, [customerId])
	const money = {
		...{ id: randomUUIDv7() as string, customerId, currency, amountMinor, receivedOn, method, reference, note },
		...{ importKey: importKey ?? null, startKey: key ? `receipt:${key}` : null },
		...{ contractId, inOrder: input.allocate.by === 'order', held: input.allocate.by === 'none' },
	}
	await writeRecorded(scope, [money])
	const free = { paymentId: money.id, customerId, currency, leftMinor: amountMinor, contractId }
	const { put: allocated, penaltyMinor, again } = await putTo(scope, free, input.allocate)
	const penaltyCreditedMinor = await creditAtOnce(scope, bearing)
	const seen = [
		amountMinor,
		receivedOn,
		again,
		penaltyMinor,
		penaltyCreditedMinor,
		...allocated.map((part) => `${part.invoiceId}=${part.amountMinor}`),
	].join(' ')
	if (input.seen !== undefined && input.seen !== seen) refuse('receipt.changed', {})
	const settledMinor = allocated.reduce((sum, part) => sum + part.amountMinor, penaltyMinor)
	if (input.letter)
		await queueEffect(scope, {
			kind: 'mail',
			key: `payment-received:${money.id}`,
			payload: { letter: 'payment-received', paymentId: money.id },
		})
	const contracts = new Set([...allocated.map((part) => part.contractId), ...(contractId ? [contractId] : [])])
	const one = contracts.size === 1 ? ([...contracts][0] ?? null) : null
	const settled = new Map([[money.id, { contractId: one, amountMinor: settledMinor }]])
	const [receiptNumber = ''] = await tellRecorded(scope, [money], settled, { imported: false })
	return {
		paymentId: money.id,
		receiptNumber,
		allocated,
		unallocatedMinor: amountMinor - settledMinor,
		penaltyMinor,
		penaltyCreditedMinor,
		again,
		seen,
	}
}

function readTexts({ today }: Scope, input: RecordReceipt) {
	const { currency, amountMinor, receivedOn } = input
	if (amountMinor <= 0n) refuse('payment.not_positive', {})
	if (amountMinor >= mostMinor) refuse('input.invalid', { field: 'amount', problem: 'too_big' })
	if (!isCurrency(currency)) refuse('input.invalid', { field: 'currency', problem: 'unknown_currency' })
	if (!dayInput.safeParse(receivedOn).success) refuse('input.invalid', { field: 'receivedOn', problem: 'invalid' })
	if (receivedOn > today.toString()) refuse('receipt.day_ahead', { today: today.toString() })
	const read = texts.safeParse(input)
	if (!read.success) refuse('input.invalid', { field: String(read.error.issues[0]?.path[0]), problem: 'too_big' })
	return read.data
}

/** The customer is held, so that the same press, or the same line of a file, is not recorded by two at once. */
async function lockPayer(scope: Scope, customerId: string, contractId: string | null): Promise<void> {
	const [payer] = await scope.sql`
		select from customer where id = ${customerId} and role = 'customer' and ${reach(scope).customer()} for update`
	if (!payer) refuse('not_found', { noun: 'customer' })
	if (!contractId) return
	const [contract] = await scope.sql`select from contract where id = ${contractId} and customer_id = ${customerId}`
	if (!contract) refuse('not_found', { noun: 'contract' })
}

async function findRecorded({ sql }: Scope, key: string): Promise<RecordedReceipt | undefined> {
	const [payment] = await sql<Pick<RecordedReceipt, 'paymentId' | 'receiptNumber' | 'unallocatedMinor'>[]>`
		select id as "paymentId", receipt_number as "receiptNumber", amount_minor - allocated_minor - returned_minor as "unallocatedMinor"
		from payment where start_key = ${`receipt:${key}`}`
	if (!payment) return undefined
	const [penalty] = await sql<{ minor: bigint }[]>`
		select coalesce(sum(amount_minor), 0)::bigint as minor from penalty_payment where payment_id = ${payment.paymentId}`
	const penaltyMinor = penalty?.minor ?? 0n
	const allocated = await sql<Put[]>`
		select invoice.id as "invoiceId", invoice.number, invoice.contract_id as "contractId", sum(amount_minor)::bigint as "amountMinor"
		from allocation join invoice on invoice.id = invoice_id where payment_id = ${payment.paymentId}
		group by invoice.id having sum(amount_minor) > 0 order by invoice.id`
	return { ...payment, allocated: [...allocated], penaltyMinor, penaltyCreditedMinor: 0n, again: 0, seen: '' }
}
