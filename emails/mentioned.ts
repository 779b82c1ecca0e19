import { z } from 'zod'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	customerName: line,
	authorName: line,
	text: z.string().max(5000),
	/** The discussion, in the console. */
	url: link,
})

/** To a colleague who was named in a remark about a contract, among staff. */
export const letter = defineLetter('mentioned', input, ({ language, authorName, contractNumber, ...remark }) => {
	const say = words(language).conversation.mentioned
	return {
		subject: say.subject(authorName, contractNumber),
		preview: remark.text.slice(0, 140),
		heading: say.heading,
		parts: [
			{ kind: 'quiet', text: say.wrote(authorName, contractNumber, remark.customerName) },
			...paragraphs(remark.text),
			{ kind: 'quiet', text: say.among },
			{ kind: 'button', label: say.button, url: remark.url },
		],
	}
})
