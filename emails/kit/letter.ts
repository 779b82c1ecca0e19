import { z } from 'zod'
import { type Formats, formatsFor } from '#core/formats.ts'
import type { Language } from '../words/language.ts'
import { language, line } from './field.ts'
import { printHtml } from './html.tsx'
import { sender } from './sender.ts'
import { printText } from './text.ts'

/** A file sent with a letter. In JSON its content is base64. */
export const attachment = z.object({
	fileName: line.refine((name) => !/[/\\]/.test(name), { error: 'must be a name without a folder' }),
	mediaType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
	content: z.union([
		z.instanceof(Uint8Array),
		z.base64().transform((text) => Uint8Array.from(Buffer.from(text, 'base64'))),
	]),
})

export type Attachment = z.output<typeof attachment>

/** What the inputs of all letters have in common. */
export const addressed = z.object({
	language,
	/** Two letters, ISO 3166: whose days, numbers and amounts the reader is used to; empty where nobody knows. */
	country: line.default(''),
	sender,
	/** How the reader is greeted; empty where no name is known. */
	recipient: line.default(''),
	attachments: z.array(attachment).default([]),
})

/** The parts of a letter's body. HTML and text are both printed from them, so that they cannot say different things. */
export type Part =
	| { kind: 'say'; text: string }
	| { kind: 'quiet'; text: string }
	/** Something that happened, under whom it is about. */
	| { kind: 'told'; label: string; text: string }
	| { kind: 'figure'; label: string; text: string }
	| { kind: 'code'; label: string; code: string }
	| { kind: 'facts'; rows: { label: string; value: string }[] }
	| { kind: 'button'; label: string; url: string }
	/** A few answers to one question, each a link; `sign` says the same for a glance. */
	| { kind: 'choices'; label: string; rows: { sign: string; label: string; url: string }[] }

export type Message = {
	subject: string
	/** Shown by mail programs beside the subject. */
	preview: string
	heading: string
	parts: Part[]
}

export type Letter = {
	name: string
	language: Language
	subject: string
	html: string
	text: string
	attachments: Attachment[]
}

type Addressed = z.output<typeof addressed>

/** What a letter is told, and how its reader writes days, numbers and amounts. */
export type Told<Input extends z.ZodType<Addressed>> = z.output<Input> & { formats: Formats }

/** Defines a letter: what it needs to know, and what it says. `write` throws a ZodError when it is told nonsense. */
export function defineLetter<Name extends string, Input extends z.ZodType<Addressed>>(
	name: Name,
	input: Input,
	compose: (facts: Told<Input>) => Message,
) {
	const write = async (facts: z.input<Input>): Promise<Letter> => {
		const known = input.parse(facts)
		const message = withOneStop(compose({ ...known, formats: formatsFor(known.language, known.country) }))
		return {
			name,
			language: known.language,
			subject: message.subject,
			html: printHtml(message, known),
			text: printText(message, known),
			attachments: known.attachments,
		}
	}
	return { name, input, write }
}

/** Russian days and many names end in a full stop of their own, and so do sentences: one is enough. */
function withOneStop(message: Message): Message {
	const once = (text: string) => text.replace(/(?<!\.)\.\.(?!\.)/g, '.')
	return {
		subject: once(message.subject),
		preview: once(message.preview),
		heading: once(message.heading),
		parts: message.parts.map((part) =>
			part.kind === 'say' || part.kind === 'quiet' || part.kind === 'told' ? { ...part, text: once(part.text) } : part,
		),
	}
}
