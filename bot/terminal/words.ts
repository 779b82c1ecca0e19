import type { Refusal } from '#core/refusal.ts'
import { presentRefusal } from '#portal/present/refusal.ts'
import { speakerOf } from '#portal/words/speakers.ts'
import { type Io, REFUSED, WRONG_USAGE } from './command.ts'

/** Options of a command: `--name value` and `--flag`; the rest are words. Undefined when an option is unknown or lacks its value. */
export function readOptions<Value extends string, Flag extends string>(
	words: readonly string[],
	values: readonly Value[],
	flags: readonly Flag[],
): { words: string[]; values: Partial<Record<Value, string>>; flags: Set<Flag> } | undefined {
	const read = { words: [] as string[], values: {} as Partial<Record<Value, string>>, flags: new Set<Flag>() }
	for (let index = 0; index < words.length; index++) {
		const word = words[index] ?? ''
		if (!word.startsWith('--')) {
			read.words.push(word)
			continue
		}
		const [name = '', given] = word.slice(2).split('=', 2)
		const flag = flags.find((known) => known === name)
		const option = values.find((known) => known === name)
		if (flag && given === undefined) read.flags.add(flag)
		else if (option) {
			const value = given ?? words[++index]
			if (value === undefined) return undefined
			read.values[option] = value
		} else return undefined
	}
	return read
}

export function wrongUsage(io: Io, name: string, usage: string): number {
	io.err(`Usage: npm run -s counterpart -- ${name} ${usage}`)
	return WRONG_USAGE
}

/** Says an expected no: as JSON with its code, or in a sentence. */
export function sayRefusal(io: Io, refusal: Refusal, asJson: boolean): number {
	const message = presentRefusal(speakerOf('en'), refusal)
	if (asJson) io.out(toJson({ refusal: { code: refusal.code, message, facts: refusal.facts } }))
	else io.err(message)
	return REFUSED
}

/** JSON with amounts as strings: a bigint has no form of its own there. */
export function toJson(value: unknown): string {
	return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString() : part), '\t')
}

/** How many characters the longest has. Not Math.max of all: a function takes no hundred thousand parameters. */
export function widest(texts: readonly string[]): number {
	return texts.reduce((most, { length }) => Math.max(most, length), 0)
}

/** Rows under their heads, figures to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
	const widths = heads.map((head, column) => widest([head, ...rows.map((row) => row[column] ?? '')]))
	const isFigure = heads.map((_, column) => rows.every((row) => /^-?[\d.,]*$/.test(row[column] ?? '')))
	const lineOf = (row: readonly string[]) =>
		row
			.map((cell, column) => (isFigure[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
			.join('  ')
			.trimEnd()
	return [lineOf(heads), ...rows.map(lineOf)].join('\n')
}
