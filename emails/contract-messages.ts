import { z } from 'zod'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter, type Part } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	customerName: line,
	/** In the order in which they were written. */
	messages: z
		.array(z.object({ authorName: line, text: z.string().max(5000), files: z.array(line).default([]) }))
		.min(1),
	/** The conversation: its page in the console, or a secure link to the customer's. */
	url: link,
})

type Said = { wrote: (name: string) => string; files: (names: string) => string }

function told(messages: z.output<typeof input>['messages'], say: Said): Part[] {
	return messages.flatMap(({ authorName, text, files }) => [
		{ kind: 'quiet' as const, text: say.wrote(authorName) },
		...paragraphs(text),
		...(files.length > 0 ? [{ kind: 'quiet' as const, text: say.files(files.join(', ')) }] : []),
	])
}

const previewOf = (messages: z.output<typeof input>['messages']) => messages[0]?.text.slice(0, 140) ?? ''

/** To whoever looks after the contract: what its customer wrote. */
export const received = defineLetter('message-received', input, ({ language, messages, ...facts }) => {
	const say = words(language).conversation.received
	return {
		subject: say.subject(facts.customerName, facts.contractNumber),
		preview: previewOf(messages),
		heading: say.heading,
		parts: [...told(messages, say), { kind: 'button', label: say.button, url: facts.url }],
	}
})

/** To the customer: what the company wrote. Files stay on the page, where who may read them is asked. */
export const answered = defineLetter('message-answered', input, ({ language, messages, ...facts }) => {
	const say = words(language).conversation.answered
	const hasFiles = messages.some((message) => message.files.length > 0)
	return {
		subject: say.subject(facts.contractNumber),
		preview: previewOf(messages),
		heading: say.heading,
		parts: [
			...told(messages, say),
			...(hasFiles ? [{ kind: 'quiet' as const, text: say.note }] : []),
			{ kind: 'button', label: say.button, url: facts.url },
		],
	}
})
