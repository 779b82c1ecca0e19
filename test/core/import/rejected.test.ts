import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { findRejected, rejectedHeader, rejectedLines, safe } from '#core/import/rejected.ts'
import { openBooks } from '#test/support/books.ts'
import { bringIn, customerMap, importer } from './bring-in.ts'

const say = { row: 'Row', reason: 'Why', problem: ({ code }: { code: string }) => code }

describe('the file of rejected rows', () => {
	it('has each row as it stood, then its number and the reasons', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const header = ['Id', 'Name', 'Email', 'City', 'Country', 'Terms', 'Person', 'Person email', 'Rating']
		const file = `${header.join()}\n1,"Two\nlines, and ""quotes""",nobody,Köln,Narnia,,,,=1+1\n2,Fine,,,DE,,,,\n`
		const { id } = await bringIn(world.books, customerMap, file)
		const rows = expectOk(await act(world.books, importer, findRejected, { id, limit: 10 }))
		const text = rejectedHeader(header, say) + rejectedLines(rows, header.length, say)
		expect(text.startsWith('\ufeff')).toBe(true)
		expect(parse(text, { bom: true })).toEqual([
			[...header, 'Row', 'Why'],
			[
				'1',
				'Two\nlines, and "quotes"',
				'nobody',
				'Köln',
				'Narnia',
				'',
				'',
				'',
				"'=1+1",
				'2',
				'email_invalid country_unknown',
			],
		])
	})

	it.each([
		['=1+1', "'=1+1"],
		['@SUM(A1)', "'@SUM(A1)"],
		['+49 (30) 123', "'+49 (30) 123"],
		['-2+3', "'-2+3"],
		['\t=1', "'\t=1"],
		['-1', '-1'],
		['-1.234,50', '-1.234,50'],
		['+5', '+5'],
		['plain', 'plain'],
	])('writes %j as %j', (cell, written) => {
		expect(safe(cell)).toBe(written)
	})

	it('keeps a bare line end inside its cell, so that no row begins with what stood behind it', () => {
		const rows = [{ row: 2, cells: ['a\r=1', 'b\n=1'], problems: [] }]
		expect(rejectedLines(rows, 2, say)).toBe('"a\r=1","b\n=1",2,\n')
		expect(rejectedHeader(['x\r=1'], say)).toBe('\ufeff"x\r=1",Row,Why\n')
	})

	it('can be corrected and imported again: the apostrophe before a formula is taken off', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(
			world.books,
			customerMap,
			`Id,Name,Email,City,Country,Terms,Person,Person email,Rating\n1,"'=Equals, Inc.",,,DE,,,,\n`,
		)
		expect(await world.sql`select name from customer`).toEqual([{ name: '=Equals, Inc.' }])
	})
})
