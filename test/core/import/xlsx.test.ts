import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import writeXlsx, { type SheetData } from 'write-excel-file/node'
import { textOf } from '#core/import/cell.ts'
import { Refused } from '#core/refusal.ts'
import { readAll } from './read.ts'
import { cell, text, workbook } from './workbook.ts'

describe('a spreadsheet', () => {
	it('is read with its types, and an empty cell in the middle or at the end keeps its place', async () => {
		const names = ['id', 'started', 'seats', 'price', 'trial', 'note'].map((value) => ({ value }))
		const bytes = await written([
			names,
			[
				{ value: 'S-1' },
				{ value: Temporal.PlainDate.from('2024-03-04'), type: 'day' },
				{ value: 12 },
				{ value: 0.1 + 0.2 },
				{ value: true },
				{ value: 'Müller & «Söhne» <b>' },
			],
			[{ value: '0012' }, null, { value: -3 }, { value: 1e-7 }, { value: false }, null],
		])
		const sheet = await readAll(bytes)
		expect(sheet.header).toEqual(['id', 'started', 'seats', 'price', 'trial', 'note'])
		expect(sheet.rows.map((row) => row.cells.map(textOf))).toEqual([
			['S-1', '2024-03-04', '12', '0.3', 'true', 'Müller & «Söhne» <b>'],
			['0012', '', '-3', '0.0000001', 'false', ''],
		])
	})

	it('is read as the usual library reads it', async () => {
		const value = fc.oneof(
			// The library that writes loses texts that are also names of an object's methods, such as valueOf.
			fc.string({ minLength: 1, maxLength: 8 }).map((given) => `text ${given}.`),
			fc.integer(),
			fc.boolean(),
			fc.constant(null),
		)
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 }), async (rows) => {
				const bytes = await written([
					['a', 'b', 'c'].map((name) => ({ value: name })),
					...rows.map((row) => ['x', ...row].map((one) => (one === null ? null : { value: one }))),
				])
				const expected = await readSheet(Buffer.from(bytes))
				const sheet = await readAll(bytes)
				const filled = (cells: readonly unknown[]) => Array.from({ length: 4 }, (_, index) => cells[index] ?? null)
				expect(sheet.rows.map((row) => filled(row.cells))).toEqual(expected.slice(1).map(filled))
			}),
			{ numRuns: 15 },
		)
	})

	it('numbers rows as the spreadsheet does where blank ones are left out of the file', async () => {
		const sheet = `<worksheet><sheetData><row r="2">${text('A2', 'id')}${text('B2', 'name')}</row><row r="7">${text('A7', '1')}${text('B7', 'a')}</row></sheetData></worksheet>`
		const read = await readAll(workbook(sheet))
		expect([read.headerRow, read.rows[0]?.number]).toEqual([2, 7])
	})

	it('may put a prefix before every name and leave references out', async () => {
		const row = (...values: string[]) =>
			`<x:row>${values.map((value) => `<x:c t="str"><x:v>${value}</x:v></x:c>`).join('')}</x:row>`
		const sheet = `<x:worksheet xmlns:x="a"><x:sheetData>${row('id', 'name')}${row('1', 'a &amp; b')}</x:sheetData></x:worksheet>`
		expect((await readAll(workbook(sheet))).rows).toEqual([{ number: 2, cells: ['1', 'a & b'] }])
	})

	it('counts days from 1904 when it says so, and knows a day by its format', async () => {
		const styles =
			'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-409]d\\ mmm\\ yyyy;@"/><numFmt numFmtId="171" formatCode="0.00&quot; days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
		const sheet = `<worksheet><sheetData><row r="1">${['A1', 'B1', 'C1', 'D1'].map((place) => text(place, place)).join('')}</row><row r="2">${cell('A2', '<v>43893</v>', ' s="1"')}${cell('B2', '<v>43893.75</v>', ' s="2"')}${cell('C2', '<v>43893</v>', ' s="3"')}${cell('D2', '<v>43893</v>')}</row></sheetData></worksheet>`
		const old =
			'<workbook><workbookPr date1904="1"/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
		const read = await readAll(workbook(sheet, { styles, workbook: old }))
		expect(read.rows[0]?.cells.map(textOf)).toEqual(['2024-03-04', '2024-03-04', '43893', '43893'])
	})

	it('keeps rich text together and leaves readings out', async () => {
		const strings =
			'<sst><si><t>id</t></si><si><r><t>Big </t></r><r><t xml:space="preserve">&#x41;_x0009_B</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si></sst>'
		const sheet = `<worksheet><sheetData><row r="1">${cell('A1', '<v>0</v>', ' t="s"')}</row><row r="2">${cell('A2', '<v>1</v>', ' t="s"')}</row><row r="3">${cell('A3', '<v>2</v>', ' t="s"')}</row></sheetData></worksheet>`
		const read = await readAll(workbook(sheet, { strings }))
		expect(read.rows.map((row) => row.cells[0])).toEqual(['Big A\tB', '東京'])
	})

	it('of several sheets is the first visible one, or the one asked for', async () => {
		const bytes = await writeXlsx([
			{ sheet: 'Notes', data: [[{ value: 'note' }], [{ value: 'x' }]] },
			{ sheet: 'Customers', data: [[{ value: 'id' }], [{ value: '1' }]] },
		]).toBuffer()
		expect((await readAll(bytes)).header).toEqual(['note'])
		expect((await readAll(bytes, { sheet: 'customers' })).header).toEqual(['id'])
		const refusal = await readAll(bytes, { sheet: 'Prices' }).catch((error) => error.refusal)
		expect(refusal).toEqual({ code: 'import.sheet_missing', facts: { sheet: 'Prices', sheets: 'Notes, Customers' } })
		const lost = '<workbook><sheets><sheet name="One" sheetId="1" r:id="rId9"/></sheets></workbook>'
		const torn = await readAll(workbook('', { workbook: lost })).catch((error) => error.refusal)
		expect(torn).toEqual({ code: 'import.damaged', facts: {} })
	})

	it('in the old format of Excel, or locked, is refused by name', async () => {
		const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])
		const refusal = await readAll(old).catch((error) => error.refusal)
		expect(refusal).toEqual({ code: 'import.old_excel', facts: {} })
	})

	it('that unpacks to a thousand times its size is refused before it fills the memory', async () => {
		const sheet = `<worksheet><sheetData><row r="1">${text('A1', 'id')}</row><row r="2">${text('A2', 'a'.repeat(15_000_000))}</row></sheetData></worksheet>`
		const refusal = await readAll(workbook(sheet)).catch((error) => error.refusal)
		expect(refusal).toEqual({ code: 'import.too_large_unpacked', facts: {} })
	})

	it('cut off or damaged anywhere is read or refused, and never breaks the reader', async () => {
		const bytes = await written([
			[{ value: 'id' }, { value: 'name' }],
			...Array.from({ length: 20 }, (_, row) => [{ value: row }, { value: `name ${row}` }]),
		])
		const damage = fc.record({ cut: fc.nat(bytes.length), at: fc.nat(bytes.length - 1), byte: fc.nat(255) })
		await fc.assert(
			fc.asyncProperty(damage, async ({ cut, at, byte }) => {
				const damaged = Uint8Array.from(bytes)
				damaged[at] = byte
				const outcome = await readAll(damaged.subarray(0, cut % 3 === 0 ? cut : damaged.length)).catch((error) => error)
				expect(outcome instanceof Refused || Array.isArray(outcome.header)).toBe(true)
			}),
			{ numRuns: 300 },
		)
	})
})

type Given = { value: unknown; type?: 'day' } | null

/** Written by a library, days with a format of their own. */
async function written(rows: Given[][]): Promise<Uint8Array> {
	const data = rows.map((row) =>
		row.map((one) => {
			if (one === null) return null
			if (!(one.value instanceof Temporal.PlainDate)) return { value: one.value }
			const moment = one.value.toZonedDateTime('UTC').epochMilliseconds
			return { value: 25_569 + moment / 86_400_000, type: Number, format: 'dd/mm/yyyy' }
		}),
	)
	return await writeXlsx(data as SheetData).toBuffer()
}
