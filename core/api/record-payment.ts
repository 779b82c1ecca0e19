import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { isCurrency, readMajor } from '../money.ts'
import { receiptMethods } from '../payment/payment.ts'
import { recordReceipts } from '../payment/record.ts'
import { recordReceipt } from '../payment/record-receipt.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Money that came some other way than by card, as another system tells it. `amount` in major units of `currency`. */
export const paymentInput = z.object({
	customerId: z.uuid(),
	amount: z.string().regex(/^\d{1,13}(\.\d{1,4})?$/),
	currency: z.string().length(3),
	receivedOn: dayInput,
	method: z.enum(receiptMethods).optional(),
	reference: z.string().trim().max(200).default(''),
	/** The invoice that it pays, as far as that is open. What is left over waits to be allocated. */
	invoiceId: z.uuid().optional(),
	/** In the company's order instead, as money that is recorded by hand: what came after it is put anew. */
	allocate: z.literal('order').optional(),
	/** What the other system calls it: the same money never counts twice. */
	externalId: z.string().trim().min(1).max(200),
})

/**
 * Records money received and settles what it is for. Refuses `input.invalid`, `not_found`, and `payment.known` for money that
 * was recorded before.
 */
export async function recordPayment(scope: Scope, input: z.input<typeof paymentInput>): Promise<{ id: string }> {
	permit(scope, 'payment.record')
	const read = paymentInput.safeParse(input)
	if (!read.success) {
		const [issue] = read.error.issues
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { amount, externalId, invoiceId, method, allocate, ...receipt } = read.data
	if (allocate && invoiceId) refuse('input.invalid', { field: 'allocate', problem: 'not with an invoice' })
	if (!isCurrency(receipt.currency)) refuse('input.invalid', { field: 'currency', problem: 'unknown_currency' })
	const amountMinor = readMajor(amount, receipt.currency)
	if (typeof amountMinor === 'string') refuse('input.invalid', { field: 'amount', problem: amountMinor })
	if (amountMinor <= 0n) refuse('input.invalid', { field: 'amount', problem: 'invalid' })
	if (receipt.receivedOn > scope.today.toString()) refuse('input.invalid', { field: 'receivedOn', problem: 'too_big' })
	const { sql } = scope
	const [customer] = await sql<{ invoice: boolean }[]>`
		select ${invoiceId ?? null}::uuid is null or exists (
			select from invoice where id = ${invoiceId ?? null} and customer_id = customer.id and currency = ${receipt.currency}
				and kind = 'invoice' and state <> 'draft'
		) as invoice
		from customer where id = ${receipt.customerId} and role = 'customer' and ${reach(scope).customer()} for update`
	if (!customer) refuse('not_found', { noun: 'customer' })
	if (!customer.invoice) refuse('not_found', { noun: 'invoice' })
	const importKey = `api:${externalId}`
	const [known] = await sql<{ id: string }[]>`select id from payment where import_key = ${importKey}`
	if (known) refuse('payment.known', { reference: externalId })
	if (allocate) {
		const money = { ...receipt, amountMinor, method: method ?? ('' as const), importKey }
		const { paymentId } = await recordReceipt(scope, { ...money, allocate: { by: allocate } })
		return { id: paymentId }
	}
	const [id] = await recordReceipts(scope, [
		{ ...receipt, amountMinor, method: method ?? '', invoiceId: invoiceId ?? null, importKey },
	])
	if (!id) throw new Error('The payment was not written')
	return { id }
}
