import { readFileSync } from 'node:fs'
import type { Io } from './command.ts'
import { foundPath } from './person-path.ts'

/** What a file of JSON holds, `-` being standard input; or why it cannot be used, in a sentence. */
export async function readJson(file: string, io: Io): Promise<{ value: unknown } | { unusable: string }> {
	const name = file === '-' ? 'standard input' : file
	let text: string
	try {
		text = file === '-' ? await io.input() : readFileSync(foundPath(file), 'utf8')
	} catch (error) {
		return { unusable: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}` }
	}
	try {
		return { value: JSON.parse(text.replace(/^\uFEFF/, '')) }
	} catch (error) {
		return { unusable: `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}` }
	}
}
