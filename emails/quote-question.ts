import { z } from 'zod'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	quoteNumber: line,
	customerName: line,
	authorName: line,
	text: z.string().max(5000),
	/** Of a question the quote's page in the console, of an answer the secure link to its page. */
	url: link,
})

/** To the salesperson: a question of the customer's about a quote. */
export const question = defineLetter('quote-question', input, (message) => {
	const say = words(message.language).quote.letters.question
	return {
		subject: say.subject(message.quoteNumber, message.customerName),
		preview: message.text.slice(0, 140),
		heading: say.heading,
		parts: [
			{ kind: 'quiet', text: say.lead(message.authorName) },
			...paragraphs(message.text),
			{ kind: 'button', label: say.button, url: message.url },
		],
	}
})

/** To the customer: the answer. */
export const answered = defineLetter('quote-answered', input, (message) => {
	const say = words(message.language).quote.letters.answered
	return {
		subject: say.subject(message.quoteNumber),
		preview: message.text.slice(0, 140),
		heading: say.heading,
		parts: [
			{ kind: 'quiet', text: say.lead(message.authorName) },
			...paragraphs(message.text),
			{ kind: 'button', label: say.button, url: message.url },
		],
	}
})
