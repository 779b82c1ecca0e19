import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { compare, parseDecimal } from '../decimal.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type ChargedLine, readChargedLines } from './charged-lines.ts'
import { issueNote } from './issue-note.ts'
import { type LockedInvoice, lockCreditable } from './lock.ts'
import { type CreditPart, leftOf, lineOfCredit, quantityLeft } from './part.ts'

/** Where goes what was paid of what is credited: to the cards that paid it, or to the customer's balance with us. */
export type PaidGoes = 'balance' | 'card'

/** `message`: what the credit note says to the customer beside the reason. `paid`: by the company's rule where left out. */
export type CreditParts = {
	id: string
	parts: readonly CreditPart[]
	reason: string
	message?: string | undefined
	paid?: PaidGoes | undefined
}

/**
 * Credits parts of an issued invoice by a credit note, which settles what is open of it; what had been paid goes back to
 * the card or stays the customer's and settles what else they owe. Contract, periods and movements stay as they are.
 * Refuses `not_found`, `invoice.not_issued`, `payment.in_progress`, `invoice.nothing_credited`, `invoice.line_corrected`,
 * `invoice.line_credit_exceeds`, `invoice.credit_exceeds`, `input.invalid`.
 */
export async function creditParts(
	scope: Scope,
	input: CreditParts,
): Promise<{ id: string; creditNoteId: string; creditNoteNumber: string }> {
	permit(scope, 'invoice.void')
	permitDecided(scope, 'credit_note')
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	const invoice = await lockCreditable(scope, input.id)
	const lines = await linesOf(scope, invoice, input.parts)
	const said = { lines, reason, message: input.message?.trim(), paid: input.paid ?? paidByRule(scope) }
	const note = await issueNote(scope, invoice, said)
	return { id: invoice.id, creditNoteId: note.id, creditNoteNumber: note.number }
}

/** By the company's rule for credits. */
export function paidByRule({ company }: Pick<Scope, 'company'>): PaidGoes {
	return company.creditForLess === 'refund' ? 'card' : 'balance'
}

/** In the order of the invoice, each line once. */
async function linesOf(scope: Scope, invoice: LockedInvoice, parts: readonly CreditPart[]): Promise<NewInvoiceLine[]> {
	const { number, currency, leftMinor } = invoice
	const wanted = new Map(parts.map((part) => [part.lineId, part]))
	if (wanted.size === 0) refuse('invoice.nothing_credited', {})
	if (wanted.size < parts.length) refuse('input.invalid', { field: 'parts', problem: 'a line stands there twice' })
	const charged = await readChargedLines(scope, invoice.id)
	const lines = charged.flatMap((line) => {
		const part = wanted.get(line.id)
		return part ? [creditedLine(line, part, currency)] : []
	})
	if (lines.length < wanted.size) refuse('not_found', { noun: 'invoice_line' })
	const total = lines.reduce((sum, { netMinor, taxMinor }) => sum - netMinor - taxMinor, 0n)
	// Where a line of the invoice itself gives something back, its charges come to more than it asked for.
	if (total > leftMinor) refuse('invoice.credit_exceeds', { number, leftMinor, currency })
	return lines
}

function creditedLine(line: ChargedLine, part: CreditPart, currency: string): NewInvoiceLine {
	if (line.corrected) refuse('invoice.line_corrected', { line: line.description })
	const leftMinor = leftOf(line)
	const tooMuch = part.by === 'quantity' && compare(parseDecimal(part.quantity), quantityLeft(line)) > 0
	const credit = lineOfCredit(line, part, currency)
	if (tooMuch || leftMinor <= 0n || -credit.netMinor > leftMinor)
		refuse('invoice.line_credit_exceeds', {
			lineId: part.lineId,
			line: line.description,
			leftMinor: leftMinor < 0n ? 0n : leftMinor,
			currency,
		})
	if (credit.netMinor >= 0n) refuse('invoice.nothing_credited', {})
	return credit
}
