import { z } from 'zod'
import { day as dayInWords, amount as money } from '../words/format.ts'
import { words } from '../words/words.ts'
import { attached, facts } from './facts.ts'
import { currency, day, line, link, minor } from './field.ts'
import { addressed, type Part, type Told } from './letter.ts'

/** A quote that is open, as two letters tell of it. */
export const offer = addressed.extend({
	quoteNumber: line,
	title: line.default(''),
	/** Words of the salesperson, shown as they wrote them. */
	introduction: z.string().max(10_000).default(''),
	/** The last day on which it can be accepted. */
	validUntil: day,
	/** The number of the contract that it renews; empty for another offer. */
	renews: line.default(''),
	/** The number of the contract that is to be signed itself; empty for an offer. */
	signs: line.default(''),
	currency,
	/** Tax included; nothing where no invoice follows. */
	firstInvoiceMinor: minor,
	/** The secure link to the quote's page. */
	url: link,
})

export function offerParts(quote: Told<typeof offer>, lead: string): Part[] {
	const { language, formats } = quote
	const { letters: say } = words(language).quote
	const { sent } = quote.signs ? words(language).toSign : say
	const first = quote.firstInvoiceMinor > 0n ? money(quote.firstInvoiceMinor, quote.currency, formats) : ''
	return [
		...paragraphs(quote.introduction),
		{ kind: 'say', text: lead },
		facts(
			quote.signs ? [words(language).letters.contract, quote.signs] : [say.quote, quote.quoteNumber],
			[say.validUntil, dayInWords(quote.validUntil, formats)],
			[say.firstInvoice, first],
		),
		{ kind: 'button', label: sent.button, url: quote.url },
		...attached(quote.attachments, sent.attached),
	]
}

/** Words of a person, paragraph by paragraph. */
export function paragraphs(text: string): Part[] {
	return text
		.split(/\n\s*\n/)
		.map((paragraph) => paragraph.trim())
		.filter(Boolean)
		.map((paragraph) => ({ kind: 'say', text: paragraph }))
}
