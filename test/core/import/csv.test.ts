import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refused } from '#core/refusal.ts'
import { readAll } from './read.ts'

describe('a CSV file', () => {
	it.each([
		[';', '"'],
		[',', '"'],
		['\t', '"'],
		['|', '"'],
		[',', "'"],
	])('separated by %j and quoted by %j is read by itself', async (separator, quote) => {
		const cell = (text: string) => quote + text.replaceAll(quote, quote + quote) + quote
		const lines = [
			['id', 'name', 'note'].map(cell).join(separator),
			[cell('1'), cell(`Smith${separator} Jones`), cell('a')].join(separator),
			[cell('2'), cell('Line\nbreak'), cell('b')].join(separator),
			[cell('3'), cell('plain'), cell('c')].join(separator),
		]
		const sheet = await readAll(`${lines.join('\r\n')}\r\n`)
		expect(sheet.facts).toMatchObject({ separator, quote })
		expect(sheet.rows.map((row) => row.cells[1])).toEqual([`Smith${separator} Jones`, 'Line\nbreak', 'plain'])
	})

	it('numbers rows as a spreadsheet shows them: blank lines count, a line break inside quotes does not', async () => {
		const sheet = await readAll('id,name\n\n1,"two\nlines"\n\n2,b\n')
		expect(sheet.headerRow).toBe(1)
		expect(sheet.rows.map((row) => [row.number, row.cells[0]])).toEqual([
			[3, '1'],
			[5, '2'],
		])
	})

	it('may begin with a title above the names of its columns', async () => {
		const sheet = await readAll('Customer report,,\nPrinted 4 March 2024,,\n,,\nid,name,city\n1,a,b\n')
		expect(sheet.header).toEqual(['id', 'name', 'city'])
		expect(sheet.rows.map((row) => row.number)).toEqual([5])
	})

	it('may begin with the separator, as Excel reads it', async () => {
		const sheet = await readAll('sep=;\r\nid;name\r\n1;a,b\r\n')
		expect(sheet.header).toEqual(['id', 'name'])
		expect(sheet.rows).toEqual([{ number: 3, cells: ['1', 'a,b'] }])
	})

	it('may mix ways of ending lines', async () => {
		const sheet = await readAll('id,name\r\n1,a\n2,b\r3,c\r\n')
		expect(sheet.rows.map((row) => row.cells.join())).toEqual(['1,a', '2,b', '3,c'])
	})

	it('may escape quotes by a backslash', async () => {
		const sheet = await readAll('id,name\n1,"the \\"big\\" one"\n2,"b"\n')
		expect(sheet.rows[0]?.cells[1]).toBe('the "big" one')
	})

	it('keeps a quote in the middle of an unquoted text', async () => {
		const sheet = await readAll('id,name\n1,Pipe 5" long\n2,b\n')
		expect(sheet.rows[0]?.cells[1]).toBe('Pipe 5" long')
	})

	it('tells two columns of one name apart', async () => {
		expect((await readAll('name,name,name\na,b,c\n')).header).toEqual(['name', 'name (2)', 'name (3)'])
	})

	it('with a quote that nobody closes is refused with the row', async () => {
		const refusal = await readAll('id,name\n1,a\n2,"b\n3,c\n').catch((error) => error.refusal)
		expect(refusal).toEqual({ code: 'import.quote_open', facts: { row: 3 } })
	})

	it.each(['', '\n\n', '   ', ',,,\n,,\n'])('that holds nothing is refused: %j', async (text) => {
		const refusal = await readAll(text).catch((error) => error.refusal)
		expect(refusal).toMatchObject({ code: 'import.empty' })
	})

	it('comes back as any writer wrote it', async () => {
		const cell = fc
			.string({ unit: 'binary', maxLength: 12 })
			.map((text) => text.replaceAll('\u0000', '').replaceAll('\ufeff', '').toWellFormed())
		const table = fc.array(fc.tuple(fc.nat(), cell, cell), { minLength: 1, maxLength: 12 })
		await fc.assert(
			fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), async (rows, delimiter) => {
				const written = rows.map(([id, one, two]) => [String(id), one, two])
				const text = stringify([['id', 'first name', 'second name'], ...written], { delimiter, quoted: true })
				const sheet = await readAll(text, { separator: delimiter })
				expect(sheet.rows.map((row) => row.cells)).toEqual(written)
			}),
			{ numRuns: 40 },
		)
	})

	it('made of any bytes is read or refused, and never breaks the reader', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
				const outcome = await readAll(bytes).catch((error) => error)
				expect(outcome instanceof Refused || Array.isArray(outcome.header)).toBe(true)
			}),
			{ numRuns: 300 },
		)
	})
})
