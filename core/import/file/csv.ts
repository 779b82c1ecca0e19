import { CsvError, parse } from 'csv-parse'
import { refuse } from '../../refusal.ts'
import type { SheetRow } from '../cell.ts'
import type { Dialect } from './dialect.ts'
import type { Encoding } from './encoding.ts'
import { bytesOf, type FileSource } from './source.ts'

/** A record longer than this is a quote that nobody closed. */
const longestRecord = 4_000_000
const batch = 500

/**
 * The rows of a CSV file, some hundred at a time, blank ones included so that numbers stay those of the spreadsheet.
 * Refuses `import.quote_open` when a quote is not closed.
 */
export async function* csvRows(
	source: FileSource,
	options: Dialect & { encoding: Encoding; skip: number },
): AsyncGenerator<SheetRow[]> {
	const parser = parse({
		delimiter: options.separator,
		quote: options.quote,
		escape: options.escapedBy,
		record_delimiter: ['\r\n', '\n', '\r'],
		relax_column_count: true,
		relax_quotes: true,
		max_record_size: longestRecord,
	})
	const feeding = feed(source, options, parser)
	feeding.catch((error) => parser.destroy(error))
	// Its tones stand behind their letters; everybody else writes both as one.
	const composed = options.encoding === 'windows-1258'
	let number = 0
	let rows: SheetRow[] = []
	try {
		for await (const cells of parser as AsyncIterable<string[]>) {
			rows.push({ number: ++number, cells: composed ? cells.map((cell) => cell.normalize('NFC')) : cells })
			if (rows.length < batch) continue
			yield rows
			rows = []
		}
	} catch (error) {
		if (error instanceof CsvError) refuse('import.quote_open', { row: recordsBefore(error) + 1 })
		throw error
	}
	if (rows.length > 0) yield rows
}

/** The parser throws away what nobody has taken from it yet, so it is asked how far it was. */
function recordsBefore(error: CsvError): number {
	return 'records' in error && typeof error.records === 'number' ? error.records : 0
}

async function feed(
	source: FileSource,
	options: { encoding: Encoding; skip: number },
	parser: ReturnType<typeof parse>,
): Promise<void> {
	// csv-parse reads UTF-8 by itself; decoding it first would only cost time.
	const decoder = options.encoding === 'utf-8' ? undefined : new TextDecoder(options.encoding)
	for await (const bytes of bytesOf(source, options.skip)) {
		const chunk = decoder ? decoder.decode(bytes, { stream: true }) : bytes
		if (parser.destroyed) return
		if (!parser.write(chunk)) await drained(parser)
	}
	if (decoder) parser.write(decoder.decode())
	parser.end()
}

/** Also ends when the reader has stopped in the middle, so that nothing hangs. */
function drained(parser: ReturnType<typeof parse>): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			parser.off('drain', done)
			parser.off('close', done)
			resolve()
		}
		parser.once('drain', done)
		parser.once('close', done)
	})
}
