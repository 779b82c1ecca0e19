import { act, expectOk } from '#core/act.ts'
import { findPaper, type KeptPaper, keepPaper } from '#core/invoice/keep-paper.ts'
import { findPaperFacts, type PaperFacts } from '#core/invoice/paper-facts.ts'
import { renderInvoice } from '#emails/paper/invoice.ts'
import type { InvoicePaper } from '#emails/paper/invoice-paper.ts'
import { clerk, type Desk, read } from './desk.ts'

type Papers = Pick<Desk, 'books' | 'publicUrl'>

/**
 * The PDF of an issued invoice: made when first needed and kept, so that it is the same bytes for ever. Whoever asks
 * must have been let to the invoice before. Throws when there is no such invoice.
 */
export async function invoicePdf(desk: Papers, invoiceId: string): Promise<KeptPaper> {
	const kept = await read(desk as Desk, findPaper, { kind: 'invoice' as const, subjectId: invoiceId })
	if (kept) return kept
	const facts = await read(desk as Desk, findPaperFacts, { id: invoiceId })
	const content = await renderInvoice(invoicePaperOf(facts))
	const paper = { kind: facts.kind, subjectId: invoiceId, fileName: `${facts.number}.pdf`, content }
	return expectOk(await act(desk.books, clerk, keepPaper, paper))
}

function invoicePaperOf(facts: PaperFacts): InvoicePaper {
	return {
		...billOf(facts),
		dueOn: facts.dueOn,
		paidMinor: facts.paidMinor,
		creditedMinor: facts.creditedMinor,
		balanceMinor: facts.openMinor,
	}
}

function billOf(facts: PaperFacts) {
	const froms = facts.lines.flatMap((line) => line.periodFrom ?? []).sort()
	const tos = facts.lines.flatMap((line) => line.periodTo ?? []).sort()
	const supplyFrom = froms[0]
	const supplyTo = tos.at(-1)
	return {
		language: facts.language,
		seller: facts.seller,
		buyer: facts.buyer,
		number: facts.number,
		issuedOn: facts.issuedOn,
		...(supplyFrom && supplyTo ? { supplyFrom, supplyTo } : {}),
		contractNumber: facts.contract?.number ?? '',
		customerReference: facts.purchaseOrder,
		currency: facts.currency,
		lines: facts.lines.map((line) => ({
			description: line.description,
			model: line.model,
			serialNumber: line.serialNumber,
			...(line.periodFrom && line.periodTo ? { from: line.periodFrom, to: line.periodTo } : {}),
			quantity: line.quantity,
			unit: line.unit,
			unitPrice: line.unitPrice,
			...(/[1-9]/.test(line.discountPercent) ? { discountPercent: line.discountPercent } : {}),
			...(line.taxLabel || /[1-9]/.test(line.taxPercent) ? { taxRate: line.taxPercent } : {}),
			amountMinor: line.netMinor,
		})),
		subtotalMinor: facts.subtotalMinor,
		taxes: taxesOf(facts),
		totalMinor: facts.totalMinor,
		notes: isNote(facts.note) ? [facts.note] : [],
	}
}

/** Tax by its name and rate: the sums of what the lines say, never computed anew. */
function taxesOf(facts: PaperFacts) {
	const sums = new Map<string, { name: string; rate: string; baseMinor: bigint; taxMinor: bigint }>()
	for (const line of facts.lines) {
		if (!line.taxLabel && line.taxMinor === 0n) continue
		const key = `${line.taxLabel} ${line.taxPercent}`
		const sum = sums.get(key) ?? { name: line.taxLabel, rate: line.taxPercent, baseMinor: 0n, taxMinor: 0n }
		sums.set(key, { ...sum, baseMinor: sum.baseMinor + line.netMinor, taxMinor: sum.taxMinor + line.taxMinor })
	}
	return [...sums.values()]
}

const notes = ['exempt', 'reverse_charge', 'export'] as const
const isNote = (text: string): text is (typeof notes)[number] => (notes as readonly string[]).includes(text)
