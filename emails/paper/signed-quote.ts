import type { z } from 'zod'
import { moment } from '../words/format.ts'
import { words } from '../words/words.ts'
import { footOf, partyBlock } from './bill.ts'
import { formatsOf } from './party.ts'
import { printWith } from './print.tsx'
import { quoteSheet } from './quote.ts'
import { type SignedQuotePaper, signedQuotePaper } from './quote-paper.ts'
import type { Row, Sheet } from './sheet.ts'

type Signed = z.output<typeof signedQuotePaper>

/**
 * An accepted quote as a PDF file: its pages, a page that records who accepted it, how and when, the document as it was
 * accepted inside, and room for the company's seal (`seal.ts`).
 */
export async function renderSignedQuote(paper: SignedQuotePaper): Promise<Buffer> {
	const signed = signedQuotePaper.parse(paper)
	const { quote, fileName, document } = signed
	const { evidence: say } = words(quote.language).quote
	const enclosed = {
		name: fileName,
		mediaType: 'application/pdf',
		description: say.document,
		content: Uint8Array.from(Buffer.from(document, 'base64')),
	}
	// The writer takes nothing but a Date.
	const at = new Date(signed.sealedAt.epochMilliseconds)
	const seal = { by: quote.seller.name, reason: `${say.heading} ${quote.number}`, at }
	return printWith({ enclosed, seal }, quoteSheet(quote), evidenceSheet(signed))
}

export function evidenceSheet({ quote, evidence, fileName }: Signed): Sheet {
	const { language, seller } = quote
	const formats = formatsOf(quote)
	const say = words(language).quote.evidence
	const at = moment(evidence.acceptedAt, evidence.timeZone, formats)
	return {
		language,
		title: `${say.heading} ${quote.number}`,
		heading: say.heading,
		number: quote.number,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: quote.sentOn,
		parties: [
			partyBlock(quote.signs ? words(language).toSign.buyer : words(language).quote.quotedTo, quote.buyer, language),
			partyBlock(words(language).paper.from, seller, language),
		],
		facts: [
			{ label: say.acceptedAt, value: evidence.acceptedAt.toString({ smallestUnit: 'second' }) },
			{ label: say.address, value: evidence.address },
			{ label: say.contract, value: evidence.contractNumber },
		],
		highlight: { label: say.signedBy, figure: evidence.signerName, remark: at },
		columns: [{ title: (quote.signs ? words(language).toSign : say).about(quote.number), side: 'left' }],
		rows: rowsOf({ quote, evidence, fileName }),
		sums: [],
		...(evidence.drawing ? { drawing: { label: say.drawing, path: evidence.drawing } } : {}),
		blocks: [],
		foot: footOf(seller, language),
	}
}

function rowsOf({ quote, evidence, fileName }: Omit<Signed, 'document' | 'sealedAt'>): Row[] {
	const { language, seller } = quote
	const formats = formatsOf(quote)
	const say = words(language).quote.evidence
	const told = (at: Temporal.Instant) => moment(at, evidence.timeZone, formats)
	const byLink = evidence.identifiedBy === 'link'
	const opened = evidence.linkOpenedAt ? told(evidence.linkOpenedAt) : '–'
	const row = (label: string, record: string, ...details: string[]): Row => ({
		cells: [record ? `${label} · ${record}` : label],
		details: details.filter(Boolean),
	})
	return [
		row(say.signature, say.kinds[evidence.kind]),
		row(
			say.identity,
			byLink ? say.byLink : say.bySession,
			byLink ? say.byLinkDetail(evidence.identifiedEmail, opened) : say.bySessionDetail(evidence.identifiedEmail),
		),
		...(evidence.confirmedAt
			? [row(say.confirmed, told(evidence.confirmedAt), say.confirmedDetail(evidence.identifiedEmail))]
			: []),
		row(say.consent, '', evidence.consent),
		row(say.document, fileName, say.sha256(evidence.sha256), say.attached),
		row(say.browser, '', evidence.browser),
		row(say.seal, '', say.sealed(seller.name)),
	]
}
