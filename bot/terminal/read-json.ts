import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Io } from './command.ts'

/** What a file of JSON holds, `-` being standard input; or why it cannot be used, in a sentence. */
export async function readJson(file: string, io: Io): Promise<{ value: unknown } | { unusable: string }> {
	const name = file === '-' ? 'standard input' : file
	let text: string
	try {
		text = file === '-' ? await io.input() : readFileSync(found(file), 'utf8')
	} catch (error) {
		return { unusable: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}` }
	}
	try {
		return { value: JSON.parse(text.replace(/^\uFEFF/, '')) }
	} catch (error) {
		return { unusable: `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}` }
	}
}

/** npm runs a script in the project's folder; a file is named from where the person stands. */
function found(file: string): string {
	const fromPerson = resolve(process.env.INIT_CWD ?? '.', file)
	return existsSync(fromPerson) ? fromPerson : file
}
