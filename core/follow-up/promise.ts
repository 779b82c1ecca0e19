import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { isCurrency, mostMinor } from '../money.ts'
import { refuse } from '../refusal.ts'
import { receivedSince } from './received.ts'

/** What a customer promises to pay: of one invoice, or of anything they owe. */
export type GivePromise = {
	invoiceId?: string | null
	/** In minor units of `currency`, which is the invoice's. */
	amountMinor: bigint
	currency: string
	/** ISO; the last day on which money counts. Not before today. */
	on: string
}

/** Longer than this ahead, in days, a day is a slip of the pen. */
const farthest = 730

/**
 * Writes a promise down with the record of the talk it was given in. One that waited for the same thing is replaced by it.
 * Refuses `promise.day_wrong`,
 * `promise.too_much`, `promise.other_currency`, `input.invalid`, `not_found`, `invoice.already_settled`.
 */
export async function writePromise(
	scope: Scope,
	{ followUpId, customerId }: { followUpId: string; customerId: string },
	promise: GivePromise,
): Promise<void> {
	const { sql, today, now } = scope
	const { amountMinor, currency, on, invoiceId = null } = promise
	requireSensible(scope, promise)
	if (invoiceId) await requireOpen(scope, { customerId, invoiceId, amountMinor, currency })
	await sql`
		update payment_promise set state = 'replaced', settled_on = ${today}, settled_at = ${now}, received_minor = ${receivedSince(scope)}
		where state = 'open' and customer_id = ${customerId} and currency = ${currency}
			and invoice_id is not distinct from ${invoiceId}::uuid`
	await sql`
		insert into payment_promise (follow_up_id, customer_id, invoice_id, currency, amount_minor, promised_on, made_on, made_at)
		values (${followUpId}, ${customerId}, ${invoiceId}, ${currency}, ${amountMinor}, ${on}, ${today}, ${now})`
}

function requireSensible({ today }: Scope, { amountMinor, currency, on }: GivePromise): void {
	if (amountMinor <= 0n) refuse('input.invalid', { field: 'amount', problem: 'missing' })
	if (amountMinor >= mostMinor) refuse('input.invalid', { field: 'amount', problem: 'too_big' })
	if (!isCurrency(currency)) refuse('input.invalid', { field: 'currency', problem: 'invalid' })
	const latestOn = today.add({ days: farthest }).toString()
	if (!dayInput.safeParse(on).success || on < today.toString() || on > latestOn)
		refuse('promise.day_wrong', { latestOn })
}

type Named = { customerId: string; invoiceId: string; amountMinor: bigint; currency: string }

async function requireOpen({ sql }: Scope, { customerId, invoiceId, amountMinor, currency }: Named) {
	const [invoice] = await sql<{ number: string; currency: string; openMinor: bigint }[]>`
		select number, currency, total_minor - settled_minor as "openMinor" from invoice
		where id = ${invoiceId} and customer_id = ${customerId}
			and kind = 'invoice' and state = 'issued' for update`
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	if (invoice.openMinor <= 0n) refuse('invoice.already_settled', { number: invoice.number })
	const { number, openMinor } = invoice
	if (invoice.currency !== currency) refuse('promise.other_currency', { number, is: invoice.currency })
	if (amountMinor > openMinor) refuse('promise.too_much', { number, openMinor, currency })
}
