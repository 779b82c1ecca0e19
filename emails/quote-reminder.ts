import { defineLetter } from './kit/letter.ts'
import { offer, offerParts } from './kit/quote.ts'
import { day } from './words/format.ts'
import { words } from './words/words.ts'

/** To the customer: a quote that nobody has decided on expires soon. */
export const letter = defineLetter('quote-reminder', offer, (quote) => {
	const { letters: say } = words(quote.language).quote
	const { reminder } = quote.signs ? words(quote.language).toSign : say
	const until = day(quote.validUntil, quote.formats)
	const lead = reminder.lead(until)
	return {
		subject: reminder.subject(quote.signs || quote.quoteNumber, until),
		preview: lead,
		heading: reminder.heading,
		parts: offerParts(quote, lead),
	}
})
