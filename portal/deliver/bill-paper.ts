import { formatsFor } from '#core/formats.ts'
import type { PaperFacts } from '#core/invoice/paper-facts.ts'
import { partInChange } from '#core/schedule/why.ts'
import type { CreditNotePaper, InvoicePaper } from '#emails/paper/invoice-paper.ts'
import { words } from '#emails/words/words.ts'
import { formulaOf } from './formula.ts'
import { taxNotes } from './tax-note.ts'

/** `payUrl` is the invoice's page; it opens only for those who may see it. */
export function invoicePaperOf(facts: PaperFacts, payUrl: string): InvoicePaper {
	return {
		...billOf(facts, 1n),
		type: facts.type ?? '',
		dueOn: facts.dueOn,
		paidMinor: facts.paidMinor,
		creditedMinor: facts.creditedMinor,
		roundedMinor: facts.roundedMinor,
		balanceMinor: facts.openMinor,
		payUrl,
	}
}

/** A credit note's amounts are negative in the books and positive on paper: what the customer gets back. */
export function creditNotePaperOf(facts: PaperFacts): CreditNotePaper {
	return {
		...billOf(facts, -1n),
		corrects: facts.corrects,
		reason: facts.reason,
		message: facts.message,
	}
}

function billOf(facts: PaperFacts, sign: 1n | -1n) {
	const { language, currency } = facts
	const formats = formatsFor(language, facts.buyer.country)
	const supplyFrom = facts.lines.flatMap((line) => line.periodFrom ?? []).sort()[0]
	const supplyTo = facts.lines
		.flatMap((line) => line.periodTo ?? [])
		.sort()
		.at(-1)
	return {
		language,
		seller: facts.seller,
		buyer: facts.buyer,
		number: facts.number,
		issuedOn: facts.issuedOn,
		...(supplyFrom && supplyTo ? { supplyFrom, supplyTo } : {}),
		contractNumber: facts.contract?.number ?? '',
		customerReference: facts.purchaseOrder,
		currency,
		lines: facts.lines.map((line) => ({
			description: nameOf(line, language),
			model: line.model,
			serialNumber: line.serialNumber,
			...(line.periodFrom && line.periodTo ? { from: line.periodFrom, to: line.periodTo } : {}),
			quantity: line.quantity,
			unit: line.unit,
			unitPrice: line.unitPrice,
			...(line.why && 'taxIncluded' in line.why && { taxIncluded: true }),
			...(isZero(line.discountPercent) ? {} : { discountPercent: line.discountPercent }),
			...(line.taxLabel || !isZero(line.taxPercent) ? { taxRate: line.taxPercent } : {}),
			amountMinor: sign * line.netMinor,
			why: sign === 1n ? formulaOf(line.why, currency, formats) : '',
		})),
		subtotalMinor: sign * facts.subtotalMinor,
		taxes: taxesOf(facts, sign),
		totalMinor: sign * facts.totalMinor,
		notes: [...taxNotes([facts.note]), ...(facts.opening ? [{ text: words(language).paper.takenOver }] : [])],
	}
}

/** The name of a line; of a change, which of its two lines about one thing this is. */
function nameOf({ description, kind, why }: PaperFacts['lines'][number], language: PaperFacts['language']): string {
	const part = partInChange(why, kind === 'credit_note')
	if (why?.kind === 'instalment' && kind !== 'credit_note') {
		const { instalment, down_payment } = words(language).paper.named
		if (why.label) return `${description}, ${why.label}`
		return why.number === 0 ? down_payment(description) : instalment(description, why.number, why.of)
	}
	return part ? words(language).paper.named[part](description) : description
}

/** Tax by its name and rate: the sums of what the lines say, never computed anew. */
function taxesOf(facts: PaperFacts, sign: bigint) {
	const sums = new Map<string, { name: string; rate: string; baseMinor: bigint; taxMinor: bigint }>()
	for (const line of facts.lines) {
		if (!line.taxLabel && line.taxMinor === 0n) continue
		const key = `${line.taxLabel} ${line.taxPercent}`
		const sum = sums.get(key) ?? { name: line.taxLabel, rate: line.taxPercent, baseMinor: 0n, taxMinor: 0n }
		sum.baseMinor += sign * line.netMinor
		sum.taxMinor += sign * line.taxMinor
		sums.set(key, sum)
	}
	return [...sums.values()]
}

const isZero = (decimal: string) => !/[1-9]/.test(decimal)
