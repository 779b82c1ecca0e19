import type { Scope } from '../act.ts'
import { allocate } from '../allocation/allocate.ts'
import { roundBack } from '../allocation/round-off.ts'
import { takeBack } from '../allocation/take-back.ts'
import { write } from '../allocation/write.ts'
import { permitDecided } from '../approval/decided.ts'
import { emit } from '../event.ts'
import { issueInvoices } from '../invoice/issue.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { creditAtOnce, lockPenaltyInvoiced } from '../receivable/credit-at-once.ts'
import { refuse } from '../refusal.ts'
import { applyCredits } from './apply.ts'
import { readChargedLines } from './charged-lines.ts'
import { type LockedInvoice, lockCreditable } from './lock.ts'
import { noteOf } from './note.ts'
import { leftOf, lineOfCredit } from './part.ts'

/** `again`: what it billed becomes due anew; without it the periods stay billed and given back. */
export type VoidInvoice = { id: string; reason: string; again?: boolean }

/**
 * Takes an issued invoice back by a credit note over all that earlier credit notes have left of it. Money and credits
 * allocated to it are freed and go to the customer's other open invoices or stay theirs. No claim, no penalty interest: what
 * was invoiced of it for this one is credited too.
 * Refuses `not_found`, `invoice.not_issued`, `payment.in_progress`, `invoice.credit_exceeds` where nothing is left to take
 * back, and `invoice.changed_since` where a change of the contract has given back days of it and it is not billed again.
 */
export async function voidInvoice(
	scope: Scope,
	input: VoidInvoice,
): Promise<{ id: string; creditNoteId: string; creditNoteNumber: string }> {
	permit(scope, 'invoice.void')
	permitDecided(scope, 'credit_note')
	const { sql } = scope
	const bearing = await lockBearing(scope, input.id)
	const invoice = await lockCreditable(scope, input.id)
	const lines = await readLinesLeft(scope, invoice, input.again)
	await makeRoom(scope, invoice, lines)
	const [note] = await issueInvoices(scope, [noteOf(invoice, { reason: input.reason, lines })])
	if (!note) throw new Error('The credit note was not issued')
	if (note.totalMinor < 0n)
		await allocate(scope, [
			{
				invoiceId: invoice.id,
				contractId: invoice.contractId,
				customerId: invoice.customerId,
				currency: invoice.currency,
				amountMinor: -note.totalMinor,
				creditNoteId: note.id,
			},
		])
	await sql`update invoice set state = 'void' where id = ${invoice.id}`
	if (input.again) await releasePeriods(scope, invoice)
	await emit(scope, {
		kind: 'invoice.voided',
		subject: { kind: 'invoice', id: invoice.id },
		customerId: invoice.customerId,
		contractId: invoice.contractId,
		facts: { reason: input.reason, creditNoteId: note.id },
	})
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:credit_note:${note.id}`,
		payload: { letter: 'credit-note-issued', invoiceId: note.id },
	})
	await applyCredits(scope, [invoice.customerId])
	await creditAtOnce(scope, bearing)
	return { id: invoice.id, creditNoteId: note.id, creditNoteNumber: note.number }
}

/** Contracts are held before invoices. */
async function lockBearing(scope: Scope, id: string): Promise<string[]> {
	const rows = await scope.sql<{ customerId: string }[]>`
		select customer_id as "customerId" from invoice where id = ${id} and ${reach(scope).invoice()}`
	return await lockPenaltyInvoiced(
		scope,
		rows.map(({ customerId }) => customerId),
	)
}

/** Every line as its own opposite, less what earlier credit notes took of it: the last one takes the remainder. */
async function readLinesLeft(
	scope: Scope,
	{ id, number, currency }: LockedInvoice,
	again = false,
): Promise<NewInvoiceLine[]> {
	const lines = await readChargedLines(scope, id)
	// What the change gave back would be given twice. Billed again, its credit finds the new invoice.
	if (!again && lines.some(({ corrected }) => corrected)) refuse('invoice.changed_since', { number })
	const left = lines.filter((line) => line.takenNetMinor === 0n || leftOf(line) !== 0n)
	if (left.length === 0 && lines.length > 0) refuse('invoice.credit_exceeds', { number, leftMinor: 0n, currency })
	return left.map((line) => lineOfCredit(line, { by: 'rest', lineId: line.id }, currency))
}

/**
 * What had settled it makes room for the credit note: money first, then credits of other invoices. Where earlier credit
 * notes had left to the customer what was paid, that much stays paid.
 */
async function makeRoom(scope: Scope, invoice: LockedInvoice, lines: readonly NewInvoiceLine[]): Promise<void> {
	await roundBack(scope, [invoice.id])
	const [row] = await scope.sql<{ openMinor: bigint }[]>`
		select total_minor - settled_minor as "openMinor" from invoice where id = ${invoice.id}`
	const noteMinor = lines.reduce((sum, { netMinor, taxMinor }) => sum - netMinor - taxMinor, 0n)
	const missingMinor = await freePayments(scope, invoice.id, noteMinor - (row?.openMinor ?? 0n))
	await freeCredits(scope, invoice, missingMinor)
	// A rest of money that went back where it was may have been rounded off anew.
	await roundBack(scope, [invoice.id])
}

/** The payment that came last is freed first. Answers what is missing still. */
async function freePayments(scope: Scope, invoiceId: string, wantedMinor: bigint): Promise<bigint> {
	const payments = await scope.sql<{ id: string; amountMinor: bigint }[]>`
		with held as (
			select payment.id, received_on, settled_at, payment.created_at, part.amount from payment join (
				select payment_id, sum(amount_minor)::bigint as amount from allocation
				where invoice_id = ${invoiceId} and payment_id is not null group by 1
			) as part on part.payment_id = payment.id
			where part.amount > 0 order by payment.id for update of payment
		)
		select id, amount as "amountMinor" from held order by received_on desc, settled_at desc nulls last, created_at desc, id desc`
	let missingMinor = wantedMinor
	for (const payment of payments) {
		const amountMinor = payment.amountMinor < missingMinor ? payment.amountMinor : missingMinor
		await takeBack(scope, { paymentId: payment.id, amountMinor, invoiceId })
		if (amountMinor > 0n) missingMinor -= amountMinor
	}
	return missingMinor
}

/** What other credits of the customer have settled of it is theirs again; those against this very invoice stay. */
async function freeCredits(
	scope: Scope,
	{ id, contractId, customerId, currency }: LockedInvoice,
	wantedMinor: bigint,
): Promise<void> {
	if (wantedMinor <= 0n) return
	const { sql } = scope
	await sql`
		select from invoice where id in (select credit_note_id from allocation where invoice_id = ${id})
		order by id for update`
	const standing = await sql<{ id: string; creditNoteId: string; amountMinor: bigint }[]>`
		select allocation.id, credit_note_id as "creditNoteId", amount_minor as "amountMinor"
		from allocation join invoice as note on note.id = credit_note_id
		where invoice_id = ${id} and reverses_id is null and note.credits_invoice_id is distinct from ${id}
			and not exists (select from allocation as reversal where reversal.reverses_id = allocation.id)
		order by allocation.created_at desc, note.issued_at desc, note.number desc, allocation.id desc`
	let missingMinor = wantedMinor
	const taken = standing.filter(({ amountMinor }) => {
		if (missingMinor <= 0n) return false
		missingMinor -= amountMinor
		return true
	})
	const of = { invoiceId: id, contractId, customerId, currency }
	await write(
		scope,
		taken.map(({ id: reversesId, creditNoteId, amountMinor }) => ({
			...{ ...of, creditNoteId, reversesId, amountMinor: -amountMinor },
		})),
	)
	// A reversal takes back a whole allocation; what was not needed goes where it was.
	const last = taken.at(-1)
	if (last && missingMinor < 0n)
		await allocate(scope, [{ ...of, creditNoteId: last.creditNoteId, amountMinor: -missingMinor }])
}

async function releasePeriods(scope: Scope, invoice: LockedInvoice): Promise<void> {
	await scope.sql`update invoice_line set released = true where invoice_id = ${invoice.id}`
	if (!invoice.billedFor) return
	// One invoice may be of several contracts. Changes and billing of one contract never overlap.
	const contracts = await scope.sql<{ id: string }[]>`
		select id from contract where id in (select contract_id from invoice_line where invoice_id = ${invoice.id})
		order by id for update`
	const ids = contracts.map((contract) => contract.id)
	await scope.sql`
		update contract_billing set next_due_on = least(next_due_on, ${invoice.billedFor}),
			billed_through = least(billed_through, ${invoice.billedFor}::date - 1),
			bill_again_from = least(bill_again_from, ${invoice.billedFor})
		where contract_id = any(${ids}::uuid[])`
}
