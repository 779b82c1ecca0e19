import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { discardTable, findTableToRead, readTable } from '#core/bank-file/read-table.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { finance } from '../payment/ledger.ts'
import { entriesOf, upload } from './banking.ts'

let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10' })
})
afterAll(() => world.close())

test('a table is read once somebody has said what its columns hold, and the next like it by itself', async () => {
	const table = (rows: string) => `Datum;Was;Wieviel\n${rows}\n`
	const first = expectOk(await upload(world, table('02.03.2026;Miete;1.200,50')))
	expect(first).toMatchObject({ asks: true, added: 0 })
	const { fileId } = first
	const asked = expectOk(await look(world.books, finance, findTableToRead, { fileId }))
	expect(asked).toMatchObject({
		header: ['Datum', 'Was', 'Wieviel'],
		rows: [['02.03.2026', 'Miete', '1.200,50']],
		suggested: { columns: { bookedOn: 'Datum', amount: 'Wieviel' }, dayOrder: 'dmy', decimal: 'comma' },
	})
	const map = {
		columns: { bookedOn: 'Datum', description: 'Was', amount: 'Wieviel' },
		...{ dayOrder: 'dmy' as const, decimal: 'comma' as const, currency: 'EUR', account: 'Savings' },
	}
	const read = (more: object) => act(world.books, finance, readTable, { fileId, map: { ...map, ...more } })
	expect(await read({ account: '' })).toMatchObject({
		refusal: { code: 'bank_file.field_missing', facts: { field: 'account' } },
	})
	expect(await read({ columns: { bookedOn: 'Datum' } })).toMatchObject({ refusal: { facts: { field: 'amount' } } })
	expect(await read({ columns: { ...map.columns, amount: 'Was' } })).toMatchObject({
		refusal: { code: 'bank_file.unclear', facts: { line: 2 } },
	})
	expect(expectOk(await read({}))).toEqual({ added: 1, known: 0 })
	expect(expectOk(await read({}))).toEqual({ added: 0, known: 0 })
	expect(await entriesOf(world, fileId)).toMatchObject([
		{ amountMinor: 1_200_50n, account: 'SAVINGS', description: 'Miete' },
	])
	expect(expectOk(await upload(world, table('02.03.2026;Miete;1.200,50\n03.03.2026;Gebühr;-1,00')))).toMatchObject({
		asks: false,
		added: 1,
		known: 1,
	})
})

test('a table that nobody reads is thrown away, one that was read stays', async () => {
	const { fileId } = expectOk(await upload(world, 'Tag;Geld\n02.03.2026;5\n'))
	expectOk(await act(world.books, finance, discardTable, { fileId }))
	expect(await act(world.books, finance, discardTable, { fileId })).toMatchObject({ refusal: { code: 'not_found' } })
})
