import { defineLetter } from './kit/letter.ts'
import { offer, offerParts } from './kit/quote.ts'
import { day } from './words/format.ts'
import { words } from './words/words.ts'

/** To the customer: a quote, or a contract to be signed, with its PDF and a link to its page. */
export const letter = defineLetter('quote-sent', offer, (quote) => {
	const say = words(quote.language).quote.letters
	const until = day(quote.validUntil, quote.formats)
	const { sent } = words(quote.language).toSign
	if (quote.signs) {
		const lead = sent.lead(quote.signs, until)
		return {
			subject: sent.subject(quote.signs, quote.sender.companyName),
			preview: lead,
			heading: quote.title || sent.heading,
			parts: offerParts(quote, lead),
		}
	}
	const lead = quote.renews ? say.sent.renewalLead(quote.renews, until) : say.sent.lead(until)
	return {
		subject: say.sent.subject(quote.quoteNumber, quote.sender.companyName),
		preview: lead,
		heading: quote.title || say.sent.heading,
		parts: offerParts(quote, lead),
	}
})
