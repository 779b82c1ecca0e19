import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	quoteNumber: line,
	contractNumber: line,
	/** Whether the contract itself was signed. */
	signs: z.boolean().default(false),
	/** The day of the next invoice, where one is planned. */
	nextOn: day.optional(),
	/** The secure link to the contract. */
	url: link,
})

/** To the customer: it is agreed, with the signed quote. */
export const letter = defineLetter('quote-accepted', input, (quote) => {
	const { language, formats } = quote
	const say = words(language).quote.letters
	const { signed } = words(language).toSign
	const { contractNumber: number } = quote
	const lead = quote.signs ? signed.lead(number) : say.accepted.lead(number)
	return {
		subject: quote.signs ? signed.subject(number) : say.accepted.subject(quote.quoteNumber),
		preview: lead,
		heading: say.accepted.heading,
		parts: [
			{ kind: 'say', text: lead },
			...(quote.nextOn ? [{ kind: 'say' as const, text: say.accepted.next(dayInWords(quote.nextOn, formats)) }] : []),
			facts(
				[say.quote, quote.signs ? '' : quote.quoteNumber],
				[words(language).letters.contract, quote.contractNumber],
			),
			{ kind: 'button', label: say.accepted.button, url: quote.url },
		],
	}
})
