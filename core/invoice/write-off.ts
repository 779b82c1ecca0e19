import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { emit, nameActor } from '../event.ts'
import { writeOffEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { busyStates } from '../payment/payment.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type WriteOff = { id: string; reason: string }

type Owed = {
	id: string
	kind: string
	number: string
	state: string
	customerId: string
	contractId: string | null
	currency: string
	openMinor: bigint
}

/**
 * Gives up what is open of an issued invoice, tax included: it is uncollectible, leaves the receivables, and no card is
 * charged for it any more. Its customer can still pay it; then the write-off is taken back.
 * Refuses `not_found`, `invoice.not_issued`, `invoice.already_settled`, `payment.in_progress`.
 */
export async function writeOffInvoice(scope: Scope, input: WriteOff): Promise<{ id: string; amountMinor: bigint }> {
	permit(scope, 'invoice.write_off')
	permitDecided(scope, 'write_off')
	const { sql } = scope
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	const invoice = await lockOwed(scope, input.id)
	const { customerId, contractId, currency, openMinor: amountMinor } = invoice
	const [written] = await sql<{ id: string }[]>`
		insert into invoice_write_off (invoice_id, amount_minor, reason, written_by, written_on, written_at)
		values (${invoice.id}, ${amountMinor}, ${reason}, ${nameActor(scope.actor)}, ${scope.today}, ${scope.now}) returning id`
	if (!written) throw new Error('The write-off was not written')
	await sql`update invoice set state = 'uncollectible' where id = ${invoice.id}`
	await sql`update dunning set next_retry_at = null where invoice_id = ${invoice.id}`
	await post(scope, [writeOffEntry({ id: written.id, customerId, contractId, currency, amountMinor })])
	await emit(scope, {
		kind: 'invoice.written_off',
		subject: { kind: 'invoice', id: invoice.id },
		customerId,
		contractId,
		facts: { amountMinor: String(amountMinor), currency, reason },
	})
	return { id: invoice.id, amountMinor }
}

async function lockOwed(scope: Scope, id: string): Promise<Owed> {
	const [invoice] = await scope.sql<Owed[]>`
		select id, kind, number, state, customer_id as "customerId", contract_id as "contractId", currency,
			total_minor - settled_minor as "openMinor"
		from invoice where id = ${id} and ${reach(scope).invoice()} for update`
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	const { number, state } = invoice
	if (invoice.kind !== 'invoice' || state !== 'issued') refuse('invoice.not_issued', { number: number ?? '', state })
	if (invoice.openMinor <= 0n) refuse('invoice.already_settled', { number })
	const [paying] = await scope.sql`
		select from payment_invoice join payment on payment.id = payment_id
		where invoice_id = ${id} and payment.state = any(${busyStates})`
	if (paying) refuse('payment.in_progress', { number })
	return invoice
}
