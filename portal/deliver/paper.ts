import { createHash } from 'node:crypto'
import { act, type Books, expectOk, look } from '#core/act.ts'
import { findPaper, type KeptPaper, keepPaper } from '#core/invoice/keep-paper.ts'
import { findPaperFacts } from '#core/invoice/paper-facts.ts'
import type { ReceiptMethod } from '#core/payment/payment.ts'
import { findReceiptFacts, type ReceiptFacts } from '#core/payment/receipt-facts.ts'
import { openPress } from '#emails/paper/press.ts'
import type { ReceiptPaper } from '#emails/paper/receipt-paper.ts'
import { creditNotePaperOf, invoicePaperOf } from './bill-paper.ts'
import { clerk } from './desk.ts'

type Papers = { books: Books; publicUrl: string }

/** Threads that start with the first paper: printing must not hold up those who wait for a page. */
export const press = openPress(2)

/**
 * The PDF of an issued invoice or credit note: made when first needed and kept, so that it is the same bytes for ever.
 * Whoever asks must have been let to the invoice before. Throws when there is no such invoice.
 */
export async function invoicePdf({ books, publicUrl }: Papers, invoiceId: string): Promise<KeptPaper> {
	const kept = expectOk(await look(books, clerk, findPaper, { subjectId: invoiceId }))
	if (kept) return kept
	const paper = expectOk(await look(books, clerk, findPaperFacts, { id: invoiceId }))
	const content =
		paper.kind === 'invoice'
			? await press.print('invoice', invoicePaperOf(paper, `${publicUrl}/invoices/${invoiceId}`))
			: await press.print('credit_note', creditNotePaperOf(paper))
	const made = { kind: paper.kind, subjectId: invoiceId, fileName: `${paper.number}.pdf`, content }
	return expectOk(await act(books, clerk, keepPaper, made))
}

/**
 * The receipt of a payment that has come, kept the same way; of one recorded by hand, which may be put elsewhere or taken
 * back, printed as it stands. Throws when there is none.
 */
export async function receiptPdf({ books }: Pick<Papers, 'books'>, paymentId: string): Promise<KeptPaper> {
	const kept = expectOk(await look(books, clerk, findPaper, { subjectId: paymentId }))
	if (kept) return kept
	const facts = expectOk(await look(books, clerk, findReceiptFacts, { id: paymentId }))
	const content = await press.print('receipt', receiptPaperOf(facts))
	const fileName = `${facts.receiptNumber}.pdf`
	if (facts.source === 'recorded')
		return { fileName, content, sha256: createHash('sha256').update(content).digest('hex') }
	const made = { kind: 'receipt' as const, subjectId: paymentId, fileName, content }
	return expectOk(await act(books, clerk, keepPaper, made))
}

function receiptPaperOf(facts: ReceiptFacts): ReceiptPaper {
	return {
		language: facts.language,
		seller: facts.seller,
		buyer: facts.buyer,
		number: facts.receiptNumber,
		issuedOn: facts.receivedOn,
		paidOn: facts.receivedOn,
		method: methodOf(facts),
		reference: facts.reference || facts.intentId || '',
		currency: facts.currency,
		amountMinor: facts.amountMinor,
		settles: facts.invoices
			.filter((invoice) => invoice.allocatedMinor > 0n)
			.map((invoice) => ({
				invoiceNumber: invoice.number,
				issuedOn: invoice.issuedOn,
				totalMinor: invoice.totalMinor,
				amountMinor: invoice.allocatedMinor,
				stillDueMinor: invoice.openMinor,
			})),
		penaltyMinor: penaltyOf(facts),
		unallocatedMinor: facts.amountMinor - facts.allocatedMinor - facts.returnedMinor,
	}
}

/** What settles neither an invoice nor is free: it went to penalty interest. Minor units. */
export function penaltyOf(payment: {
	allocatedMinor: bigint
	invoices: readonly { allocatedMinor: bigint }[]
}): bigint {
	return payment.invoices.reduce((left, invoice) => left - invoice.allocatedMinor, payment.allocatedMinor)
}

/** How money came, as letters and papers name it. */
export function methodOf(of: { methodBrand: string; methodLast4: string; method?: ReceiptMethod | '' }) {
	const { methodBrand, methodLast4, method } = of
	if (method === 'transfer') return { kind: 'bank_transfer' as const }
	if (method === 'cash' || method === 'cheque') return { kind: method }
	if (!/^\d{4}$/.test(methodLast4)) return { kind: 'other' as const }
	return { kind: 'card' as const, brand: methodBrand, last4: methodLast4 }
}
