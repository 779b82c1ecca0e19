import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type SendAgain = {
	invoiceId: string
	/** Made once for what a person pressed: the same one sends one letter. */
	key: string
}

/** Mails an issued invoice or credit note once more to who reads the customer's letters. Refuses `not_found`, `invoice.not_issued`. */
export async function sendInvoiceAgain(scope: Scope, input: SendAgain): Promise<{ number: string }> {
	permit(scope, 'reminder.send')
	const [invoice] = await scope.sql<
		{ number: string; kind: string; state: string; customerId: string; contractId: string | null }[]
	>`
		select coalesce(number, '') as number, kind, state, customer_id as "customerId", contract_id as "contractId"
		from invoice where id = ${input.invoiceId} and ${reach(scope).invoice()}`
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	const { number, kind, state, customerId, contractId } = invoice
	if (state === 'draft') refuse('invoice.not_issued', { number, state })
	const subject = { kind: 'invoice', id: input.invoiceId }
	await emit(scope, { kind: 'invoice.sent_again', subject, customerId, contractId })
	const letter = kind === 'invoice' ? 'invoice-issued' : 'credit-note-issued'
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:${letter}:${input.invoiceId}:again:${input.key}`,
		payload: { letter, invoiceId: input.invoiceId },
	})
	return { number }
}
