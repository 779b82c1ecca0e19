import type { z } from 'zod'
import { words } from '../words/words.ts'
import type { addressed, Message, Part } from './letter.ts'

/** The letter as plain text, for readers and programs that take no HTML. */
export function printText(message: Message, to: z.output<typeof addressed>): string {
	const say = words(to.language).letters
	const { sender } = to
	const sections = [
		to.recipient ? say.hello(to.recipient) : say.helloAnyone,
		...message.parts.map(printPart),
		say.questions,
		['--', sender.companyName, sender.legalLine, sender.phone, sender.website ?? ''].filter(Boolean).join('\n'),
	]
	return `${sections.join('\n\n')}\n`
}

function printPart(part: Part): string {
	switch (part.kind) {
		case 'say':
		case 'quiet':
			return part.text
		case 'told':
		case 'figure':
			return `${part.label}: ${part.text}`
		case 'code':
			return `${part.label}: ${part.code}`
		case 'facts':
			return part.rows.map(({ label, value }) => `${label}: ${value}`).join('\n')
		case 'button':
			return `${part.label}:\n${part.url}`
		case 'choices':
			return [part.label, ...part.rows.map(({ label, url }) => `${label}:\n${url}`)].join('\n')
	}
}
