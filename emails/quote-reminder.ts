import { defineLetter } from './kit/letter.ts'
import { offer, offerParts } from './kit/quote.ts'
import { day } from './words/format.ts'
import { words } from './words/words.ts'

/** To the customer: a quote that nobody has decided on expires soon. */
export const letter = defineLetter('quote-reminder', offer, (quote) => {
	const say = words(quote.language).quote.letters
	const until = day(quote.validUntil, quote.language)
	const lead = say.reminder.lead(until)
	return {
		subject: say.reminder.subject(quote.quoteNumber, until),
		preview: lead,
		heading: say.reminder.heading,
		parts: offerParts(quote, lead),
	}
})
