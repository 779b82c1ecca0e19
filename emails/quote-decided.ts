import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	quoteNumber: line,
	customerName: line,
	/** The contract that it has become; empty for a quote that was declined. */
	contractNumber: line.default(''),
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
	const lead = accepted
		? say.decided.leadAccepted(quote.signerName, quote.contractNumber)
		: say.decided.leadDeclined(quote.customerName)
	const subject = accepted ? say.decided.subjectAccepted : say.decided.subjectDeclined
	return {
		subject: subject(quote.quoteNumber, quote.customerName),
		preview: lead,
		heading: accepted ? say.decided.headingAccepted : say.decided.headingDeclined,
		parts: [
			{ kind: 'say', text: lead },
			...(accepted ? [] : paragraphs(quote.reason || say.decided.noReason)),
			facts([say.quote, quote.quoteNumber], [words(quote.language).letters.contract, quote.contractNumber]),
			{ kind: 'button', label: say.decided.button, url: quote.url },
		],
	}
})
