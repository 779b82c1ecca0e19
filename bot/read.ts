import type { Language } from '#core/company/read.ts'
import { commands } from './commands.ts'

/** What a sentence asks for: a command, its input before it is checked, and the language it was said in. */
export type Reading = { command: string; input: unknown; language?: Language }

type Form = { command: string; form: string; language: Language; pattern: RegExp; literal: number; read: ReadForm }
type ReadForm = (words: readonly string[], form: string) => unknown

/** The forms that hold the most words of their own come first, so that "next invoices of *" is tried before "next *". */
const forms: Form[] = commands
	.flatMap((command) =>
		Object.entries(command.says).flatMap(([language, says]) =>
			says.map((form) => ({
				command: command.name,
				form,
				language: language as Language,
				pattern: patternOf(form),
				literal: form.replaceAll('*', '').length,
				read: command.read as ReadForm,
			})),
		),
	)
	.sort((one, other) => other.literal - one.literal)

function patternOf(form: string): RegExp {
	const parts = form.split('*').map((part) => part.replace(/[.?+^${}()|[\]\\]/g, '\\$&'))
	return new RegExp(`^${parts.join('([\\s\\S]+?)')}$`, 'iu')
}

/** Reads a sentence that is an exact form of a command; undefined when it is none. */
export function readExact(sentence: string): Reading | undefined {
	const said = plain(sentence)
	for (const { command, form, language, pattern, read } of forms) {
		const match = pattern.exec(said)
		if (!match) continue
		const input = read(
			match.slice(1).map((words) => words.trim()),
			form,
		)
		if (input !== undefined) return { command, input, language }
	}
	return undefined
}

/**
 * Without what does not change its sense: doubled spaces, a closing mark, a slash of commands, a full-width colon. Words
 * after the colon are somebody's own, and stay as they were typed.
 */
function plain(sentence: string): string {
	const said = sentence.replace(/\0/g, '')
	const colon = /：|: /.exec(said)
	const head = (colon ? said.slice(0, colon.index) : said).replace(/\s+/g, ' ').trim()
	const command = head.replace(/^\/(?=\p{L})/u, '')
	if (!colon) return command.replace(/(?<=\S)\s*[?？!。.]+$/u, '')
	return `${command}: ${said.slice(colon.index + colon[0].length).trim()}`
}

/**
 * `show *`, `overdue of *` and `thu *` (charge, and collected) take any words, and `overdue over *` is a figure like any
 * other: what their words say comes first, where it is clear.
 */
export function isLoose({ command, input }: Reading): boolean {
	if (typeof input !== 'object' || input === null) return false
	const reads = ['find', 'overdue', 'next', 'statement', 'charge'].includes(command)
	return (reads && 'what' in input) || (command === 'overdue' && 'above' in input)
}
