import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { permitConfirmed } from '../sign-in/confirm.ts'
import { partsByCard } from './card-step.ts'
import { type Chosen, checkChoice } from './choice.ts'
import { lockPayable, type Payable } from './payable.ts'
import { openStates, type Payment, paymentColumns } from './payment.ts'

export type StartPayment = {
	/** What is to be paid of each invoice. */
	invoices: Chosen[]
	/** What the page said is open on them together; or, where parts are allowed, the part it said will be paid. */
	shownTotalMinor: bigint
	/** Made once per form shown: pressing again is a repeat of the first answer. */
	key: string
	contactId?: string | null
	/** The payer allows later charges with the same card. */
	saveCard?: boolean
	/** Then, of the holder of an older link, who has entered a code: see core/sign-in/confirm.ts. */
	proof?: string | undefined
}

/** How long a page of the card processor stays open. By real time, whatever day a demo stands on. */
export const openFor = { minutes: 60 }

/**
 * Writes the attempt before the card processor is asked for anything. The same key, or another page for exactly the
 * same, gives the attempt there already is: reload, back button and a second tab never make two. The invoices' locks
 * make sure that at most one open attempt covers an invoice.
 * Refuses not_found, invoice.not_issued, payment.nothing_open, .amount_changed, .mixed_currencies, .part_not_allowed,
 * .part_too_small, .part_too_large, .not_by_card for less than a card can carry, for a card to be kept link.too_narrow and link.code_needed, and payment.in_progress when another attempt is open that the caller may close.
 */
export async function startPayment(scope: Scope, input: StartPayment): Promise<Payment> {
	permit(scope, 'payment.start')
	if (input.saveCard) await permitConfirmed(scope, 'card.write', input.proof)
	const payable = await lockPayable(
		scope,
		input.invoices.map((invoice) => invoice.id),
	)
	const [first] = payable
	if (!first) return refuse('payment.nothing_open', {})
	const key = `${first.customerId}:${input.key}`
	const repeated = await findByKey(scope, key)
	if (repeated && repeated.state !== 'failed' && repeated.state !== 'canceled') return repeated
	checkChoice(scope.company, payable, input.invoices, input.shownTotalMinor)
	// Where a card cannot carry the last digits, it is charged what it can; the rest is settled as a rounding difference.
	const invoices = partsByCard(input.invoices, first.currency)
	if (invoices.length === 0)
		refuse('payment.not_by_card', { amountMinor: input.shownTotalMinor, currency: first.currency })
	const asked = { ...input, invoices }
	const present = await findOpenAttempts(scope, payable)
	const same = present.find((attempt) => isSame(scope, attempt, asked))
	if (same) return same
	if (present.length > 0) refuse('payment.in_progress', { number: nameOf(payable, present) })
	const payment = await insert(scope, first, asked, repeated ? null : key)
	await emit(scope, {
		kind: 'payment.started',
		subject: { kind: 'payment', id: payment.id },
		customerId: payment.customerId,
		contractId: payable.every((one) => one.contractId === first.contractId) ? first.contractId : null,
		facts: { amountMinor: String(payment.amountMinor), currency: payment.currency },
	})
	return payment
}

type Attempt = Payment & { parts: Record<string, string> }

async function findByKey(scope: Scope, key: string): Promise<Payment | undefined> {
	const [payment] = await scope.sql<Payment[]>`select ${paymentColumns(scope)} from payment where start_key = ${key}`
	return payment
}

/** Open attempts for any of the invoices, with the amount each takes of each invoice. */
async function findOpenAttempts(scope: Scope, payable: Payable[]): Promise<Attempt[]> {
	const { sql } = scope
	return await sql<Attempt[]>`
		select ${paymentColumns(scope)}, (
			select json_object_agg(invoice_id, amount_minor::text) from payment_invoice where payment_id = payment.id
		) as parts
		from payment
		where state = any(${openStates}) and id in
			(select payment_id from payment_invoice where invoice_id = any(${payable.map((one) => one.id)}::uuid[]))
		order by id`
}

function isSame(scope: Scope, attempt: Attempt, input: StartPayment): boolean {
	return (
		attempt.state === 'started' &&
		attempt.initiatedBy === 'customer' &&
		attempt.saveCard === (input.saveCard ?? false) &&
		attempt.expiresAt !== null &&
		Temporal.Instant.compare(attempt.expiresAt, scope.now) > 0 &&
		Object.keys(attempt.parts).length === input.invoices.length &&
		input.invoices.every((invoice) => attempt.parts[invoice.id] === String(invoice.amountMinor))
	)
}

function nameOf(payable: Payable[], attempts: Attempt[]): string {
	return payable.find((one) => attempts.some((attempt) => one.id in attempt.parts))?.number ?? ''
}

async function insert(scope: Scope, first: Payable, input: StartPayment, key: string | null): Promise<Payment> {
	const { sql, actor } = scope
	const amountMinor = input.invoices.reduce((sum, invoice) => sum + invoice.amountMinor, 0n)
	const contactId = actor.kind === 'contact' || actor.kind === 'link' ? actor.contactId : (input.contactId ?? null)
	const [payment] = await sql<Payment[]>`
		insert into payment (customer_id, currency, amount_minor, source, state, initiated_by, contact_id, created_at,
			expires_at, start_key, save_card)
		values (${first.customerId}, ${first.currency}, ${amountMinor}, 'card', 'started', 'customer', ${contactId},
			${scope.now}, ${scope.now.add(openFor)}, ${key}, ${input.saveCard ?? false})
		returning ${paymentColumns(scope)}`
	if (!payment) throw new Error('The payment was not written')
	await writeParts(scope, payment, input.invoices)
	return payment
}

/** What the payer chose to pay with it; never changed. */
export async function writeParts(scope: Scope, payment: Payment, parts: readonly Chosen[]): Promise<void> {
	await scope.sql`
		insert into payment_invoice (payment_id, invoice_id, customer_id, currency, amount_minor)
		select ${payment.id}, part.invoice_id, ${payment.customerId}, ${payment.currency}, part.amount_minor
		from unnest(${parts.map((part) => part.id)}::uuid[], ${parts.map((part) => String(part.amountMinor))}::bigint[])
			as part (invoice_id, amount_minor)`
}
