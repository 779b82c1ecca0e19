import type { Books } from '#core/act.ts'
import { act, expectOk, look } from '#core/act.ts'
import type { Language } from '#core/company/read.ts'
import type { KeptPaper } from '#core/invoice/keep-paper.ts'
import { findEvidence } from '#core/quote/evidence.ts'
import { findQuotePaper, keepQuotePaper } from '#core/quote/keep-paper.ts'
import type { QuotePaperFacts } from '#core/quote/paper-facts.ts'
import type { QuotePreview, Rhythm } from '#core/quote/preview.ts'
import type { QuoteLine } from '#core/quote/read.ts'
import type { QuotePaper } from '#emails/paper/quote-paper.ts'
import { sealPdf } from '#emails/paper/seal.ts'
import { clerk } from './desk.ts'
import { press } from './paper.ts'
import { type SealSource, sealKeyOf } from './seal-key.ts'
import { taxNotes } from './tax-note.ts'

/** A quote as a PDF file with the paper it was printed from. Whoever asks must have been let to the quote before. */
export async function quotePdf(
	facts: QuotePaperFacts,
	language: Language,
	url?: string,
): Promise<{ fileName: string; content: Uint8Array; paper: QuotePaper }> {
	const paper = quotePaperOf(facts, language, url)
	return { fileName: `${paper.number}.pdf`, content: await press.print('quote', paper), paper }
}

/**
 * The signed quote: its pages, the record of its signature and the company's seal. Made when first needed and kept, the
 * same bytes for ever. Throws for a quote that was not accepted.
 */
export async function signedQuotePdf(books: Books, source: SealSource, quoteId: string): Promise<KeptPaper> {
	const kept = expectOk(await look(books, clerk, findQuotePaper, { kind: 'signed_quote', quoteId }))
	if (kept) return kept
	const evidence = expectOk(await look(books, clerk, findEvidence, { id: quoteId }))
	const accepted = expectOk(await look(books, clerk, findQuotePaper, { kind: 'quote', quoteId }))
	if (!accepted) throw new Error(`The document of quote ${evidence.number} is not kept`)
	const { now, company } = expectOk(
		await look(books, clerk, async (scope) => ({ now: scope.now, company: scope.company.name }), undefined),
	)
	const { paper, number, contractId: _, signs, ...facts } = evidence
	const printed = await press.print('signed_quote', {
		quote: paper as QuotePaper,
		evidence: facts,
		document: Buffer.from(accepted.content).toString('base64'),
		fileName: accepted.fileName,
		sealedAt: now,
	})
	const content = await sealPdf(printed, await sealKeyOf(source, company))
	const made = {
		kind: 'signed_quote' as const,
		quoteId,
		fileName: `${signs ? facts.contractNumber : number}-signed.pdf`,
		content,
	}
	return expectOk(await act(books, clerk, keepQuotePaper, made))
}

/** What is printed of a quote. `url` is its page; the paper that is accepted has none. */
export function quotePaperOf(facts: QuotePaperFacts, language: Language, url?: string): QuotePaper {
	const { quote, preview, sentOn, seller, buyer, forContractNumber } = facts
	const signs = quote.purpose === 'signature'
	const number = signs ? forContractNumber : quote.number
	const { title, introduction, conditions, validUntil, paymentTermDays, noticeDays, currency } = quote
	const amounts = new Map(preview.lines.map((line) => [line.id, line]))
	const tax = [...amounts.values()][0]?.taxPercent
	const lineOf = (line: QuoteLine) => {
		const amount = amounts.get(line.id)
		const taxRate = amount?.taxPercent ?? tax
		return {
			description: line.description,
			model: line.model,
			serialNumber: line.serialNumber,
			interval: line.intervalUnit && line.intervalCount ? { unit: line.intervalUnit, count: line.intervalCount } : null,
			quantity: line.quantity,
			unit: line.unit === 'piece' ? '' : line.unit,
			unitPrice: line.unitPrice,
			...(line.taxIncluded && { taxIncluded: true }),
			freeDays: line.freeDays,
			...(isZero(line.discountPercent) ? {} : { discountPercent: line.discountPercent }),
			...holdsOf(line, amount?.after ?? null),
			...(amount && taxRate && !isZero(taxRate) ? { taxRate } : {}),
			amountMinor: amount?.netMinor ?? null,
		}
	}
	return {
		...{
			language,
			seller,
			buyer,
			number,
			signs,
			title,
			introduction,
			conditions,
			currency,
			paymentTermDays,
			noticeDays,
		},
		sentOn,
		validUntil,
		...(quote.purpose === 'change' ? {} : { timing: quote.timing, renewal: quote.renewal }),
		amends: quote.forContractId && !signs ? { number: forContractNumber, renews: quote.purpose === 'renewal' } : null,
		startsOn: preview.startsOn,
		endsOn: preview.endsOn,
		lines: quote.lines.filter((line) => amounts.has(line.id)).map(lineOf),
		notChosen: quote.lines.filter((line) => !amounts.has(line.id)).map(lineOf),
		oneOff: preview.oneOff,
		recurring: preview.recurring.map(({ intervalUnit, intervalCount, ...sum }) => ({
			...sum,
			interval: { unit: intervalUnit, count: intervalCount },
		})),
		discounts: preview.discounts,
		later: laterOf(preview),
		invoices: preview.invoices.map(({ on, subtotalMinor, taxMinor, totalMinor }) => ({
			...{ on, taxMinor, totalMinor },
			netMinor: subtotalMinor,
		})),
		whole: preview.whole,
		notes: taxNotes(preview.notes),
		...(url ? { url } : {}),
	}
}

/** The last day of a line's discount, and what the line comes to after it. */
function holdsOf({ discountUntil }: QuoteLine, then: { from: string; netMinor: bigint } | null) {
	if (!then) return discountUntil ? { discountUntil } : {}
	const lastDay = Temporal.PlainDate.from(then.from).subtract({ days: 1 }).toString()
	return { discountUntil: lastDay, thenMinor: then.netMinor }
}

/** Each rhythm from the days on which it becomes something else. */
function laterOf({ recurring, later }: QuotePreview): NonNullable<QuotePaper['later']> {
	const key = ({ intervalUnit, intervalCount }: Rhythm) => `${intervalCount} ${intervalUnit}`
	const before = new Map(recurring.map((each) => [key(each), each.totalMinor]))
	return later.flatMap(({ from, recurring: now }) =>
		now.flatMap(({ intervalUnit, intervalCount, ...sum }) => {
			const name = key({ intervalUnit, intervalCount, ...sum })
			if (before.get(name) === sum.totalMinor) return []
			before.set(name, sum.totalMinor)
			return [{ ...sum, from, interval: { unit: intervalUnit, count: intervalCount } }]
		}),
	)
}

const isZero = (decimal: string) => !/[1-9]/.test(decimal)
