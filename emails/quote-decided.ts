import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import type { Language } from './words/language.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	quoteNumber: line,
	customerName: line,
	/** The contract that it has become; empty for a quote that was declined. */
	contractNumber: line.default(''),
	/** The contract that was to be signed itself; empty for an offer. */
	signs: line.default(''),
	signerName: line.default(''),
	/** The customer's own words. */
	reason: z.string().max(2000).default(''),
	/** The quote's page in the console. */
	url: link,
})

/** To the salesperson: the customer has decided. */
export const letter = defineLetter('quote-decided', input, (quote) => {
	const say = words(quote.language).quote.letters
	const accepted = quote.contractNumber !== ''
	const said = quote.signs ? wordsOfContract(quote.language) : say.decided
	const lead = accepted
		? said.leadAccepted(quote.signerName, quote.contractNumber)
		: said.leadDeclined(quote.customerName)
	const subject = accepted ? said.subjectAccepted : said.subjectDeclined
	return {
		subject: subject(quote.signs || quote.quoteNumber, quote.customerName),
		preview: lead,
		heading: accepted ? said.headingAccepted : said.headingDeclined,
		parts: [
			{ kind: 'say', text: lead },
			...(accepted ? [] : paragraphs(quote.reason || say.decided.noReason)),
			facts(
				[say.quote, quote.signs ? '' : quote.quoteNumber],
				[words(quote.language).letters.contract, quote.signs || quote.contractNumber],
			),
			{ kind: 'button', label: say.decided.button, url: quote.url },
		],
	}
})

function wordsOfContract(language: Language) {
	const { subjectSigned, headingSigned, leadSigned, ...declined } = words(language).toSign.decided
	return { ...declined, subjectAccepted: subjectSigned, headingAccepted: headingSigned, leadAccepted: leadSigned }
}
