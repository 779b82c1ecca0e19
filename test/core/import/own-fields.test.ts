import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { chooseMap, uploadFile } from '#core/import/batch.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { listRows } from '#core/import/list-rows.ts'
import { proposeMap, reviewFile } from '#core/import/review.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import type { OwnKind, OwnSubject } from '#core/own-field/own-field.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { removeOwnField, saveOwnField } from '#core/own-field/save.ts'
import { setOwnValues } from '#core/own-field/set-values.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { finishLoad, importer } from './bring-in.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const add = (subject: OwnSubject, kind: OwnKind, name: string, choices: string[] = []) =>
		act(world.books, importer, saveOwnField, {
			...{ subject, kind, name, required: true, position: 1, choices: choices.map((one) => ({ name: one })) },
		}).then(expectOk)
	await add('customer', 'choice', 'Сегмент', ['Retail', 'Public sector'])
	await add('customer', 'number', 'Temperature')
	await add('customer', 'date', 'Last audit')
	await add('contract', 'text', 'Cost centre')
	await add('line', 'choice', 'Hall', ['North', 'South'])
	await add('line', 'number', 'Hours run')
})
afterAll(() => world.close())

/** Uploads a file, matches its columns as suggested, and loads it. */
async function bring(
	subject: 'customers' | 'contracts' | 'lines',
	content: string,
	constants: Record<string, string> = {},
	more = {},
) {
	const file = fileOfBytes('export.csv', new TextEncoder().encode(content))
	const { id } = expectOk(await act(world.books, importer, uploadFile, { subject, file }))
	expectOk(await act(world.books, importer, proposeMap, { id }))
	const review = expectOk(await look(world.books, importer, reviewFile, { id }))
	if (!review) throw new Error('nothing to review')
	const map = { ...review.map, ...more, constants: { ...review.map.constants, ...constants } }
	expectOk(await act(world.books, importer, chooseMap, { id, map }))
	return { id, review, done: await finishLoad(world.books, id) }
}

const standing = async (subject: 'customer' | 'contract', key: string) => {
	const [row] =
		subject === 'customer'
			? await world.sql<{ id: string }[]>`select id from customer where import_key = ${key}`
			: await world.sql<{ id: string }[]>`select id from contract where import_key = ${key}`
	const id = row?.id ?? ''
	const own = expectOk(await look(world.books, importer, findOwnValues, { subject, ids: [id] }))
	const shown = Object.fromEntries((own.shown[id] ?? []).map(({ name, text }) => [name, text]))
	return { id, values: own.values[id] ?? {}, shown }
}

const file = (...rows: string[]) => ['Customer id,Name,Country,Сегмент,Temperature,Last audit', ...rows].join('\n')

test('columns are matched to own fields by their names, read by their kind and written', async () => {
	const { review, done } = await bring(
		'customers',
		file(
			'a,Acme,DE,public sector,-4.50,2026-01-31',
			'b,Beta,DE,,,',
			'c,Cesar,DE,Nobody,4,2026-01-31',
			'e,Emil,DE,retail,,',
		),
	)
	expect(review.columns.map(({ field }) => field)).toEqual(['key', 'name', 'country', 'own_1', 'own_2', 'own_3'])
	expect(done).toMatchObject({ created: 3, rejected: 1, problems: ['4: choice_unknown own_1'] })
	expect((await standing('customer', 'a')).shown).toEqual({
		...{ Сегмент: 'Public sector', Temperature: '-4.5', 'Last audit': '2026-01-31' },
	})
	expect((await standing('customer', 'b')).shown).toEqual({})
})

test('a second file changes what it changed, keeps what people changed here, and is taken back', async () => {
	const { id } = await standing('customer', 'a')
	expectOk(await act(world.books, importer, setOwnValues, { subject: 'customer', id, own: { own_3: '2026-02-20' } }))
	const again = await bring('customers', file('a,Acme,DE,Retail,-4.5,2026-02-01', 'b,Beta,DE,,,'))
	expect(again.done).toMatchObject({ conflicts: 1, unchanged: 1 })
	expect((await standing('customer', 'a')).shown).toEqual({
		...{ Сегмент: 'Retail', Temperature: '-4.5', 'Last audit': '2026-02-20' },
	})
	const [row] = expectOk(await look(world.books, importer, listRows, { id: again.id, limit: 1 }))
	expect(row?.changes).toMatchObject([
		{ name: 'Сегмент', ours: 'Public sector', theirs: 'Retail' },
		{ name: 'Last audit', ours: '2026-02-20', theirs: '2026-02-01', conflict: 'kept' },
	])
	expectOk(await undoBatch(world.books, importer, { id: again.id }))
	expect((await standing('customer', 'a')).shown).toMatchObject({
		Сегмент: 'Public sector',
		'Last audit': '2026-02-20',
	})
})

test('contracts bring theirs too, in force or as drafts, and change them without an amendment', async () => {
	const contracts = (centre: string) =>
		`Contract id,Customer id,Start date,Amount,Billing frequency,Product,Cost centre\nk,a,2026-01-01,10,monthly,Care,${centre}\n`
	const source = { customerSource: 'import' }
	expect((await bring('contracts', contracts('4711'), {}, source)).done).toMatchObject({ created: 1, problems: [] })
	expect((await standing('contract', 'k')).shown).toEqual({ 'Cost centre': '4711' })
	const second = await bring('contracts', contracts('4712'), {}, source)
	expect(second.done).toMatchObject({ updated: 1 })
	const { id, shown } = await standing('contract', 'k')
	expect(shown).toEqual({ 'Cost centre': '4712' })
	expect(await world.sql`select from amendment where contract_id = ${id}`).toHaveLength(1)
	expectOk(await undoBatch(world.books, importer, { id: second.id }))
	expect((await standing('contract', 'k')).shown).toEqual({ 'Cost centre': '4711' })
	const draft = contracts('x1').replace('\nk,', '\nd,')
	expect((await bring('contracts', draft, {}, { ...source, activate: false })).done).toMatchObject({ created: 1 })
	expect((await bring('contracts', draft.replace('x1', 'x2'), {}, { ...source, activate: false })).done).toMatchObject({
		updated: 1,
	})
	expect((await standing('contract', 'd')).shown).toEqual({ 'Cost centre': 'x2' })
})

test('a field that is gone fills nothing any more, though last time’s columns are remembered', async () => {
	const [field] = await world.sql<{ id: string }[]>`select id from own_field where name = 'Temperature'`
	expectOk(await act(world.books, importer, removeOwnField, { id: field?.id ?? '' }))
	const { review, done } = await bring('customers', file('z,Zeta,DE,Retail,7,2026-02-01'))
	expect(review.columns.map(({ field: one }) => one)).toEqual(['key', 'name', 'country', 'own_1', '', 'own_3'])
	expect(done.created).toBe(1)
	expect((await standing('customer', 'z')).shown).toEqual({ Сегмент: 'Retail', 'Last audit': '2026-02-01' })
})

test('lines bring theirs, change them without an amendment, and are put back as they were', async () => {
	await bring('customers', file('l,Lift,DE,,,'))
	await bring(
		'contracts',
		'Contract id,Customer,Product,Start date,Quantity,Price,Billing period,Cost centre\nL-1,l,Lease,2026-02-01,1,10,monthly,77',
		{ currency: 'EUR' },
	)
	const contractId = (await standing('contract', 'L-1')).id
	const lineFile = (...rows: string[]) =>
		['Contract,Line,Product,Quantity,Price,Billing period,Hall,Hours run', ...rows].join('\n')
	const lines = async () => {
		const rows = await world.sql<{ id: string }[]>`
			select id from contract_line where contract_id = ${contractId} and position > 1 order by position`
		const own = expectOk(
			await look(world.books, importer, findOwnValues, { subject: 'line', ids: rows.map(({ id }) => id) }),
		)
		return rows.map(({ id }) => Object.fromEntries((own.shown[id] ?? []).map(({ name, text }) => [name, text])))
	}
	const amendments = async () => (await world.sql`select from amendment where contract_id = ${contractId}`).length
	const first = await bring(
		'lines',
		lineFile(
			'L-1,1,Hoist,1,20,monthly,north,12.5',
			'L-1,2,Winch,1,30,monthly,,',
			'L-1,3,Jack,1,30,monthly,West,',
			'L-1,4,Ramp,1,30,monthly,south,',
			'L-1,5,Rope,1,30,monthly,south,',
		),
	)
	expect(first.done).toMatchObject({ created: 4, problems: ['4: choice_unknown own_5'] })
	expect(await lines()).toEqual([{ Hall: 'North', 'Hours run': '12.5' }, {}, { Hall: 'South' }, { Hall: 'South' }])
	// Of the contract's first line and of the contract nothing is said.
	expect((await standing('contract', 'L-1')).shown).toEqual({ 'Cost centre': '77' })
	const before = await amendments()
	const second = await bring('lines', lineFile('L-1,1,Hoist,1,20,monthly,south,', 'L-1,2,Winch,1,30,monthly,,4'))
	expect(second.done).toMatchObject({ updated: 2, rejected: 0 })
	const shown = expectOk(await look(world.books, importer, listRows, { id: second.id, limit: 9 }))
	expect(shown.flatMap(({ changes }) => changes.map(({ name, ours, theirs }) => [name, ours, theirs]))).toEqual([
		['Hall', 'North', 'South'],
		['Hours run', '12.5', ''],
		['Hours run', '', '4'],
	])
	expect((await lines()).slice(0, 2)).toEqual([{ Hall: 'South' }, { 'Hours run': '4' }])
	expect(await amendments()).toBe(before)
	expectOk(await undoBatch(world.books, importer, { id: second.id }))
	expect((await lines()).slice(0, 2)).toEqual([{ Hall: 'North', 'Hours run': '12.5' }, {}])
	// One that somebody has filled in since is not taken off with its line.
	const [line] = await world.sql<{ id: string }[]>`
		select id from contract_line where contract_id = ${contractId} and position = 2`
	expectOk(
		await act(world.books, importer, setOwnValues, {
			...{ subject: 'line', id: line?.id ?? '', own: { own_6: '13' } },
		}),
	)
	expect(expectOk(await undoBatch(world.books, importer, { id: first.id }))).toMatchObject({ undone: 3, kept: 1 })
})
