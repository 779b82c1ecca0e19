import { detectEncoding } from '../import/file/encoding.ts'
import { openSheet, type Sheet } from '../import/file/sheet.ts'
import { bytesOf, type FileSource } from '../import/file/source.ts'
import { refuse } from '../refusal.ts'
import { readCamt } from './camt.ts'
import { readMt940 } from './mt940.ts'
import type { BankFileFormat, ReadStatement } from './statement.ts'

/** More is no statement of an account; megabytes. */
export const mostMegabytes = 20

/** A bank's file: read, or a table whose columns must be known first. */
export type OpenedBankFile =
	| { format: Exclude<BankFileFormat, 'csv'>; statements: ReadStatement[] }
	| { format: 'csv'; sheet: Sheet }

/**
 * Opens what a bank wrote; of which kind it is, is told by its bytes. Refuses `bank_file.too_large`, `bank_file.unknown`,
 * `bank_file.unclear`, `bank_file.cut_off`, `bank_file.balance`, and by what it is a file that is no table either.
 */
export async function openBankFile(source: FileSource): Promise<OpenedBankFile> {
	if (source.size > mostMegabytes * 1024 * 1024) refuse('bank_file.too_large', { most: mostMegabytes })
	const text = await textOf(source)
	if (/^\s*<(\?xml|!DOCTYPE|(\w+:)?Document)[\s>]/.test(text)) return { format: 'camt', statements: readCamt(text) }
	if (/^:20:/m.test(text) && /^:25P?:/m.test(text)) return { format: 'mt940', statements: readMt940(text) }
	return { format: 'csv', sheet: await openSheet(source) }
}

async function textOf(source: FileSource): Promise<string> {
	const { encoding, skip } = await detectEncoding(source)
	const decoder = new TextDecoder(encoding)
	let text = ''
	for await (const bytes of bytesOf(source, skip)) text += decoder.decode(bytes, { stream: true })
	return text + decoder.decode()
}
