import { z } from 'zod'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	quoteNumber: line,
	/** The number of the contract that is to be signed itself; empty for a quote. */
	signs: line.default(''),
	customerName: line,
	authorName: line,
	text: z.string().max(5000),
	/** Of a question the quote's page in the console, of an answer the secure link to its page. */
	url: link,
})

/** To the salesperson: a question of the customer's about a quote, or a contract to be signed. */
export const question = defineLetter('quote-question', input, (message) => {
	const { quote, toSign } = words(message.language)
	const say = quote.letters.question
	const { signs } = message
	return {
		subject: (signs ? toSign.question : say).subject(signs || message.quoteNumber, message.customerName),
		preview: message.text.slice(0, 140),
		heading: (signs ? toSign.question : say).heading,
		parts: [
			{ kind: 'quiet', text: say.lead(message.authorName) },
			...paragraphs(message.text),
			{ kind: 'button', label: say.button, url: message.url },
		],
	}
})

/** To the customer: the answer. */
export const answered = defineLetter('quote-answered', input, (message) => {
	const { quote, toSign } = words(message.language)
	const say = quote.letters.answered
	const { signs } = message
	return {
		subject: (signs ? toSign.answered : say).subject(signs || message.quoteNumber),
		preview: message.text.slice(0, 140),
		heading: say.heading,
		parts: [
			{ kind: 'quiet', text: say.lead(message.authorName) },
			...paragraphs(message.text),
			{ kind: 'button', label: signs ? toSign.sent.button : say.button, url: message.url },
		],
	}
})
