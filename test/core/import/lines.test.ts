import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import type { ImportMapInput } from '#core/import/map.ts'
import { foreseeUndo } from '#core/import/undo/foresee.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { bill } from '#core/invoice/run.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, contractMap, contracts, customerMap, customers, importer } from './bring-in.ts'

let world: World
const office: Actor = { kind: 'system', name: 'office' }

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	await bringIn(world.books, customerMap, customers)
})
afterAll(() => world.close())

const linesOf = (key: string) =>
	world.sql.unsafe<Record<string, unknown>[]>(`
		select description as what, serial_number as serial, trim_scale(quantity)::text as pieces, trim_scale(unit_price)::text as price,
			state.starts_on::text as start, state.ends_on::text as until
		from contract join contract_line as line on contract_id = contract.id cross join lateral (
			select * from contract_line_state where contract_line_id = line.id order by effective_on desc, sequence desc limit 1) as state
		where import_key = '${key}' order by position`)
const broken = async () => expectOk(await look(world.books, office, examine, undefined)).filter(({ good }) => !good)
const undo = async (id: string) => {
	const foreseen = expectOk(await look(world.books, importer, foreseeUndo, { id }))
	const { undone, kept } = expectOk(await undoBatch(world.books, importer, { id }))
	expect(undone).toBe(foreseen.removed + foreseen.putBack)
	return { undone, kept }
}

const severalMap: ImportMapInput = {
	subject: 'contracts',
	source: 'crm',
	columns: {
		key: 'Id',
		customer: 'Account',
		title: 'Title',
		start: 'Start',
		product: 'Product',
		model: 'Model',
		serialNumber: 'Serial',
		quantity: 'Pieces',
		amount: 'Price',
		interval: 'Every',
		lineStart: 'From',
		lineEnd: 'To',
	},
	amountIs: 'unit',
}
const header = 'Id,Account,Title,Start,Product,Model,Serial,Pieces,Price,Every,From,To'
const several = `${header}
M-1,A-1,Copiers,2026-02-01,Copier lease,X1,SN-1,1,100,monthly,,
M-2,A-2,Press,2026-02-01,Press lease,P9,SN-9,1,900,monthly,,
M-1,A-1,,2026-02-01,Copier lease,X1,SN-2,1,110,monthly,2026-02-15,2026-12-31
M-1,A-1,Copiers,2026-02-01,Toner,,,5,12.50,quarterly,,
M-3,A-1,Odd,2026-02-01,Copier lease,X1,SN-5,1,100,monthly,,
M-3,A-1,Other,2026-03-01,Copier lease,X1,SN-6,1,100,monthly,,
`
let first = ''

test('rows of one number are the lines of one contract, which comes in whole or not at all', async () => {
	const brought = await bringIn(world.books, severalMap, several)
	first = brought.id
	expect(brought).toMatchObject({ created: 4, rejected: 2 })
	expect(brought.problems).toEqual(['6: contract_incomplete', '7: differs_from_row title', '7: differs_from_row start'])
	expect(await linesOf('M-1')).toEqual([
		{ what: 'Copier lease', serial: 'SN-1', pieces: '1', price: '100', start: '2026-02-01', until: null },
		{ what: 'Copier lease', serial: 'SN-2', pieces: '1', price: '110', start: '2026-02-15', until: '2026-12-31' },
		{ what: 'Toner', serial: '', pieces: '5', price: '12.5', start: '2026-02-01', until: null },
	])
	expect(await linesOf('M-3')).toEqual([])
	expect(await bringIn(world.books, severalMap, several)).toMatchObject({ created: 0, unchanged: 4, rejected: 2 })
})

test('a changed row changes its line, a further row adds one, and both are taken back', async () => {
	const changed = several
		.replace('SN-2,1,110', 'SN-2,1,120')
		.replace('5,12.50', '6,12.50')
		.concat('M-2,A-2,Press,2026-02-01,Press lease,P9,SN-10,1,800,monthly,2026-03-10,\n')
	const brought = await bringIn(world.books, severalMap, changed)
	expect(brought).toMatchObject({ created: 1, updated: 2, unchanged: 2, rejected: 2 })
	expect((await linesOf('M-1')).map(({ pieces, price }) => [pieces, price])).toEqual([
		['1', '100'],
		['1', '120'],
		['6', '12.5'],
	])
	expect(await linesOf('M-2')).toMatchObject([
		{ serial: 'SN-9' },
		{ serial: 'SN-10', price: '800', start: '2026-03-10' },
	])
	expect(await broken()).toEqual([])
	expect(await undo(brought.id)).toEqual({ undone: 3, kept: 0 })
	expect((await linesOf('M-1')).map(({ pieces, price }) => [pieces, price])).toEqual([
		['1', '100'],
		['1', '110'],
		['5', '12.5'],
	])
	expect(await linesOf('M-2')).toMatchObject([{ until: null }, { start: '2026-03-10', until: '2026-03-09' }])
	expect(await bringIn(world.books, severalMap, changed)).toMatchObject({ created: 1, updated: 2 })
	expect(await broken()).toEqual([])
})

test('contracts of several lines go with all of them', async () => {
	const again = several.replaceAll('M-', 'N-').replaceAll('SN-', 'TN-')
	const brought = await bringIn(world.books, severalMap, again)
	expect(brought).toMatchObject({ created: 4 })
	expect(await undo(brought.id)).toEqual({ undone: 4, kept: 0 })
	expect(await bringIn(world.books, severalMap, again)).toMatchObject({ created: 4 })
})

const lineMap: ImportMapInput = {
	subject: 'lines',
	source: 'crm',
	columns: {
		contract: 'Contract',
		line: 'Line',
		product: 'Product',
		serialNumber: 'Serial',
		quantity: 'Pieces',
		amount: 'Price',
		interval: 'Every',
		start: 'From',
		end: 'To',
	},
	amountIs: 'unit',
}
const more = `Contract,Line,Product,Serial,Pieces,Price,Every,From,To
S-1,L1,Support,,1,50,monthly,2026-03-01,
S-1,L2,Scanner,Z-1,2,20,monthly,,
S-2,L3,Support,,1,10,annual,2025-01-01,
S-9,L4,Support,,1,10,annual,,
S-1,L5,Support,,1,x,monthly,,
`

test('lines come to contracts that are here, under their own keys, and change by amendments', async () => {
	await bringIn(world.books, contractMap, contracts)
	const brought = await bringIn(world.books, lineMap, more)
	expect(brought.problems).toEqual([
		'4: line_outside start',
		'5: contract_unknown contract',
		'6: number_unreadable amount',
	])
	expect(await linesOf('S-1')).toMatchObject([
		{ what: 'Pro' },
		{ what: 'Support', price: '50', start: '2026-03-01' },
		{ what: 'Scanner', serial: 'Z-1', pieces: '2', price: '20', start: '2026-03-01' },
	])
	expect(await bringIn(world.books, lineMap, more)).toMatchObject({ created: 0, unchanged: 2 })
	const changed = more.replace('2,20,monthly,,', '3,20,monthly,,2026-06-30').replace('Support,,1,50', 'Help,,1,50')
	const second = await bringIn(world.books, lineMap, changed)
	expect(second).toMatchObject({ updated: 1 })
	expect(second.problems).toContain('2: cannot_change product')
	expect((await linesOf('S-1'))[2]).toMatchObject({ pieces: '3', until: '2026-06-30' })
	expect(await undo(second.id)).toEqual({ undone: 1, kept: 0 })
	expect((await linesOf('S-1'))[2]).toMatchObject({ pieces: '2', until: null })
	expect(await undo(brought.id)).toEqual({ undone: 2, kept: 0 })
	expect(await broken()).toEqual([])
	expect(await bringIn(world.books, lineMap, more)).toMatchObject({ created: 2 })
})

test('lines of drafts are written anew, each as its row says, and keep what it does not say', async () => {
	const [customer] = await world.sql<{ id: string }[]>`select id from customer where import_key = 'A-1'`
	const keys = ['D-1', 'D-2']
	const drafts = []
	for (const title of keys)
		drafts.push(
			await act(world.books, office, createContract, {
				...{ customerId: customer?.id ?? '', title, currency: 'EUR', startsOn: '2026-04-01', lines: [] },
			}).then(expectOk),
		)
	const [one, two] = drafts.map(({ number }) => number)
	const file = (rows: string) => `Contract,Line,Product,Serial,Pieces,Price,Every,From,To\n${rows}`
	await bringIn(
		world.books,
		lineMap,
		file(`${one},1,Hoist,H-1,2,20,monthly,,2026-12-31\n${two},1,Hoist,H-2,3,30,monthly,,\n`),
	)
	const ids = drafts.map(({ id }) => id)
	const standing = () =>
		world.sql`
			select trim_scale(quantity)::text as pieces, trim_scale(unit_price)::text as price, state.ends_on::text as until, sequence
			from contract_line as line join contract_line_state as state on contract_line_id = line.id
			where line.contract_id = any(${ids}::uuid[]) order by serial_number`
	expect(await standing()).toMatchObject([
		{ pieces: '2', price: '20', until: '2026-12-31' },
		{ pieces: '3', price: '30', until: null },
	])
	const changed = file(`${one},1,Hoist,H-1,4,20,monthly,,\n${two},1,Hoist,H-2,3,35,monthly,,2027-01-31\n`)
	expect(await bringIn(world.books, lineMap, changed)).toMatchObject({ updated: 2 })
	expect(await standing()).toEqual([
		{ pieces: '4', price: '20', until: null, sequence: 1 },
		{ pieces: '3', price: '35', until: '2027-01-31', sequence: 1 },
	])
})

test('a line with a serial number that the contract has is that line, and a billed one stays', async () => {
	const [contract] = await world.sql<{ number: string }[]>`select number from contract where import_key = 'M-1'`
	const file = `Contract,Line,Product,Serial,Pieces,Price,Every,From,To
${contract?.number},,Copier lease,SN-1,1,105,monthly,,
${contract?.number},,toner,,6,12.50,quarterly,,
`
	const found = await bringIn(world.books, { ...lineMap, source: 'service' }, file)
	expect(found).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
	expect(await linesOf('M-1')).toMatchObject([{ serial: 'SN-1', price: '105' }, {}, { pieces: '6' }])
	await bill(world.books, office, world.clock.today())
	expect(await undo(first)).toEqual({ undone: 0, kept: 4 })
	expect(await broken()).toEqual([])
})

test('a line is counted in a unit that its product is sold in, and keeps it', async () => {
	const map: ImportMapInput = {
		...severalMap,
		columns: { ...severalMap.columns, unit: 'UoM' },
	}
	const row = (id: string, product: string, unit: string) =>
		`${id},A-1,Oil,2026-02-01,${product},,,2,10,monthly,,,${unit}\n`
	const file = `${header},UoM\n${row('U-1', 'Oil', 'litre')}${row('U-1', 'Oil filter', '')}`
	expect(await bringIn(world.books, map, file)).toMatchObject({ created: 2, rejected: 0, problems: [] })
	await world.sql`
		insert into unit (name, base, numerator, whole, code)
		values ('drum', 'litre', 200, true, 'DR'), ('tank', 'litre', 500, true, 'TN')`
	await world.sql`
		insert into product_unit (product_id, unit, dimension)
		select id, 'drum', (select dimension from unit where name = 'drum') from product where name = 'Oil'`
	const more = `${file}${row('U-1', 'Oil', 'Drum').replace('Oil,,', 'Oil,XL,')}${row('U-2', 'Oil', 'drum')}${row('U-3', 'Oil', 'tank')}`
	const brought = await bringIn(world.books, map, more)
	expect(brought.problems).toEqual(['6: unit_not_sold unit'])
	expect(brought).toMatchObject({ created: 2, unchanged: 2 })
	const counted = await world.sql`
		select import_key as key, product.unit as own, line.unit, product.name from contract_line as line
			join contract on contract.id = contract_id join product on product.id = product_id
		where import_key like 'U-%' order by import_key, line.position`
	expect(counted).toEqual([
		{ key: 'U-1', own: 'litre', unit: null, name: 'Oil' },
		{ key: 'U-1', own: 'piece', unit: null, name: 'Oil filter' },
		{ key: 'U-1', own: 'litre', unit: 'drum', name: 'Oil' },
		{ key: 'U-2', own: 'litre', unit: 'drum', name: 'Oil' },
	])
	const other = await bringIn(world.books, map, `${header},UoM\n${row('U-2', 'Oil', 'litre')}`)
	expect(other.problems).toEqual(['2: cannot_change unit'])
	expect(await broken()).toEqual([])
})
