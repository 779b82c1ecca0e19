import { describe, expect, it } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { uploadFile } from '#core/import/batch.ts'
import { contractDigestFields } from '#core/import/contract-digest.ts'
import { customerDigestFields } from '#core/import/customer-digest.ts'
import { endContract } from '#core/import/end-contract.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { listRows, listRowsBefore, type Shown } from '#core/import/list-rows.ts'
import { proposeMap, reviewFile } from '#core/import/review.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { sayField } from '#portal/words/staff-import.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, contractMap, contracts, customerHeader, customerMap, customers, importer } from './bring-in.ts'

async function rowsOf(world: World, id: string, show?: Shown) {
	return expectOk(await look(world.books, importer, listRows, { id, ...(show && { show }), limit: 100 }))
}

/** `2 updated: City Köln -> Bonn` for every row. */
async function told(world: World, id: string): Promise<string[]> {
	return (await rowsOf(world, id)).map(({ row, fate, changes, repeats }) => {
		const fields = changes.map(
			({ field, name, ours, theirs, conflict }) =>
				`${name ?? field} ${ours} -> ${theirs}${conflict ? ` ${conflict}` : ''}`,
		)
		return `${row} ${fate}: ${[...fields, ...(repeats === null ? [] : [`repeats ${repeats}`])].join(', ')}`.trim()
	})
}

describe('the difference between a file and what is there', () => {
	it('tells each row and field, in a check as in the import itself', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		const next = `${customers.replace('Köln', 'Bonn').replace('hot', 'warm')}A-4,Delta,,,FR,,,,\nA-5,Odd,,,Narnia,,,,\n`
		const expected = [
			'2 updated: city Köln -> Bonn, Rating hot -> warm',
			'3 unchanged:',
			'4 unchanged:',
			'5 created:',
			'6 rejected:',
		]
		const tried = await bringIn(world.books, customerMap, next, 'check')
		expect(await told(world, tried.id)).toEqual(expected)
		const loaded = await bringIn(world.books, customerMap, next)
		expect(await told(world, loaded.id)).toEqual(expected)
		const [created] = await rowsOf(world, loaded.id, 'created')
		const [rejected] = await rowsOf(world, loaded.id, 'rejected')
		const [delta] = await world.sql`select id from customer where import_key = 'A-4'`
		expect(created).toMatchObject({ key: 'A-4', label: 'Delta', subjectId: delta?.id })
		expect(rejected).toMatchObject({ key: 'A-5', problems: [{ code: 'country_unknown' }] })
		const [tentative] = await rowsOf(world, tried.id, 'created')
		expect(tentative?.subjectId).toBeNull()
	})

	it('says who looks after customers and contracts, and refuses whoever is not here, row by row', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await world.sql`insert into staff_group (name) values ('North'), ('South')`
		await world.sql`
			insert into staff_user (email, name, role, left_at) values ('ida@halden.example', 'Ida Berg', 'salesperson', null),
				('max@halden.example', 'Max', 'salesperson', null), ('max.two@halden.example', 'Max', 'salesperson', null),
				('olga@halden.example', 'Olga', 'salesperson', now())`
		const map = {
			...{ subject: 'customers' as const, source: 'crm' },
			columns: { key: 'Id', name: 'Name', country: 'Country', owner: 'Owner', group: 'Team' },
		}
		const file = (...rows: string[]) => ['Id,Name,Country,Owner,Team', ...rows].join('\n')
		const first = await bringIn(
			world.books,
			map,
			file(
				'A,Acme,DE,ida berg,north',
				'B,Beta,DE,,',
				'C,Cesar,DE,Olga,',
				'D,Dora,DE,Max,',
				'E,Emil,DE,MAX@halden.example,West',
			),
		)
		expect(first).toMatchObject({ created: 2, rejected: 3 })
		expect(first.problems).toEqual(['4: person_unknown owner', '5: person_ambiguous owner', '6: group_unknown group'])
		const held = (table: 'customer' | 'contract') => world.sql<{ key: string; owner: string; team: string }[]>`
			select import_key as key, staff_user.name as owner, staff_group.name as team from ${world.sql(table)} as held
				left join staff_user on staff_user.id = owner_id left join staff_group on staff_group.id = group_id order by key`
		expect(await held('customer')).toEqual([
			{ key: 'A', owner: 'Ida Berg', team: 'North' },
			{ key: 'B', owner: null, team: null },
		])
		const next = await bringIn(world.books, map, file('A,Acme,DE,max.two@halden.example,South', 'B,Beta,DE,,'))
		expect(await told(world, next.id)).toEqual([
			'2 updated: owner ida@halden.example -> max.two@halden.example, group North -> South',
			'3 unchanged:',
		])
		expect((await held('customer'))[0]).toEqual({ key: 'A', owner: 'Max', team: 'South' })
		const agreed = { ...contractMap, columns: { ...contractMap.columns, owner: 'Owner', group: 'Team' } }
		const contract = (...rows: string[]) =>
			['Id,Account,Plan,Start,End,Seats,MRR,Billing,Trial,PO,Owner,Team', ...rows].join('\n')
		const row = (key: string, owner: string) => `${key},A,Pro,2026-03-01,,1,10,monthly,,,${owner}`
		const made = await bringIn(
			world.books,
			agreed,
			contract(row('S1', 'Ida Berg,North'), row('S2', ','), row('S3', 'Nobody,')),
		)
		expect(made.problems).toEqual(['4: person_unknown owner'])
		expect(await held('contract')).toEqual([
			{ key: 'S1', owner: 'Ida Berg', team: 'North' },
			{ key: 'S2', owner: null, team: null },
		])
		const later = await bringIn(world.books, agreed, contract(row('S1', ',South'), row('S2', ',')))
		expect(later).toMatchObject({ updated: 1, unchanged: 1 })
		expect((await held('contract'))[0]).toEqual({ key: 'S1', owner: null, team: 'South' })
		// Without the columns a contract is looked after as its customer is.
		await bringIn(world.books, contractMap, contract(row('S4', ',')))
		expect((await held('contract')).at(-1)).toEqual({ key: 'S4', owner: 'Max', team: 'South' })
		for (const { id } of [later, next]) expectOk(await undoBatch(world.books, importer, { id }))
		expect((await held('contract'))[0]).toEqual({ key: 'S1', owner: 'Ida Berg', team: 'North' })
		expect((await held('customer'))[0]).toEqual({ key: 'A', owner: 'Ida Berg', team: 'North' })
	})

	it('keeps what somebody changed here, takes the rest of the row, and the row stays in conflict', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		await world.sql`update customer set name = 'Acme SE' where import_key = 'A-1'`
		const next = customers.replace('Acme GmbH', 'Acme AG').replace('Köln', 'Bonn')
		const first = await bringIn(world.books, customerMap, next)
		expect((await told(world, first.id))[0]).toBe('2 conflict: city Köln -> Bonn, name Acme SE -> Acme AG kept')
		const again = await bringIn(world.books, customerMap, next)
		expect((await told(world, again.id))[0]).toBe('2 conflict: name Acme SE -> Acme AG kept')
		const taken = await bringIn(world.books, { ...customerMap, onConflict: 'file' }, next)
		expect(taken).toMatchObject({ updated: 1, conflicts: 0 })
		expect((await told(world, taken.id))[0]).toBe('2 updated: name Acme SE -> Acme AG taken')
		expect(await bringIn(world.books, customerMap, next)).toMatchObject({ unchanged: 3 })
	})

	it('takes the price of a contract that somebody amended here only when told to', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		await bringIn(world.books, contractMap, contracts)
		const [line] = await world.sql<{ id: string; contract: string }[]>`
			select line.id, contract_id as contract from contract_line as line join contract on contract.id = contract_id
			where import_key = 'S-1'`
		const changes = [{ lineId: line?.id ?? '', set: { quantity: '11' } }]
		const amended = { id: line?.contract ?? '', effectiveOn: '2026-03-01', changes }
		expectOk(await act(world.books, importer, amendContract, amended))
		const next = contracts.replace('10,"1,000.00"', '12,"1,200.00"').replace('PO-7', 'PO-8')
		const kept = await bringIn(world.books, contractMap, next)
		expect((await told(world, kept.id))[0]).toBe('2 conflict: purchaseOrder PO-7 -> PO-8, quantity 11 -> 12 kept')
		const taken = await bringIn(world.books, { ...contractMap, onConflict: 'file' }, next)
		expect((await told(world, taken.id))[0]).toBe('2 updated: quantity 11 -> 12 taken')
	})

	it('leaves a row that contradicts an earlier one, and passes over one that says the same', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const [, acme = ''] = customers.split('\n')
		const file = `${customers}${acme}\n${acme.replace('Köln', 'Bonn')}\n${acme.replace('Köln', 'Jena')}\n`
		const city = async () =>
			(
				await world.sql`select city from customer join billing_party as p on p.id = billing_party_id where import_key = 'A-1'`
			)[0]
		const checked = await bringIn(world.books, customerMap, file, 'check')
		expect(checked).toMatchObject({ created: 3, unchanged: 1, conflicts: 2 })
		const kept = await bringIn(world.books, customerMap, file)
		expect(kept).toMatchObject({ created: 3, unchanged: 1, conflicts: 2 })
		expect((await told(world, kept.id)).slice(3)).toEqual([
			'5 unchanged:',
			'6 conflict: repeats 2',
			'7 conflict: repeats 2',
		])
		expect(await city()).toEqual({ city: 'Köln' })
		const taken = await bringIn(world.books, { ...customerMap, onConflict: 'file' }, file)
		expect(taken).toMatchObject({ updated: 2, unchanged: 4, conflicts: 0 })
		expect(await city()).toEqual({ city: 'Jena' })
		const rejected = await bringIn(world.books, { ...customerMap, onConflict: 'reject' }, file)
		expect(rejected.problems).toEqual(['6: key_repeated key', '7: key_repeated key'])
	})

	it('is read page by page, forwards and backwards', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const rows = Array.from(
			{ length: 30 },
			(_, index) => `R-${index},Customer ${index},,,${index % 3 ? 'DE' : '??'},,,,`,
		)
		const { id } = await bringIn(world.books, customerMap, `${customerHeader}\n${rows.join('\n')}\n`)
		const page = expectOk(await look(world.books, importer, listRows, { id, show: 'rejected', after: 8, limit: 3 }))
		expect(page.map(({ row }) => row)).toEqual([11, 14, 17])
		const before = expectOk(
			await look(world.books, importer, listRowsBefore, { id, show: 'rejected', before: 11, limit: 2 }),
		)
		expect(before.map(({ row }) => row)).toEqual([5, 8])
	})

	it('has a word for every field', () => {
		for (const field of [...customerDigestFields, ...contractDigestFields]) expect(sayField(field)).not.toBe('')
	})
})

describe('the end of a contract', () => {
	const end = async (world: World) =>
		(await world.sql`select state, ends_on::text as ends from contract where import_key = 'S-2'`)[0]

	async function openWithContracts(map = contractMap): Promise<World> {
		const world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		await bringIn(world.books, map, contracts)
		return world
	}

	it('goes when the file has none any more, where it came from the file', async () => {
		await using world = await openWithContracts()
		const next = contracts.replace('2026-12-31', '')
		const { id } = await bringIn(world.books, contractMap, next)
		expect((await told(world, id))[1]).toBe('3 updated: end 2026-12-31 ->')
		expect(await end(world)).toEqual({ state: 'active', ends: null })
		const [movements] = await world.sql`
			select count(*)::int from mrr_movement join contract on contract.id = contract_id where import_key = 'S-2' and kind = 'churn'`
		expect(movements?.count).toBe(0)
		expect(await bringIn(world.books, contractMap, next)).toMatchObject({ updated: 0, unchanged: 4 })
	})

	it('stays when the column was not matched before, or when somebody gave it here', async () => {
		const { end: _, ...columns } = contractMap.columns
		await using world = await openWithContracts({ ...contractMap, columns })
		const [contract] = await world.sql<{ id: string }[]>`select id from contract where import_key = 'S-2'`
		expectOk(
			await act(world.books, importer, endContract, { id: contract?.id ?? '', endsOn: '2026-10-31', reason: 'sold' }),
		)
		const none = contracts.replace('2026-12-31', '')
		const { id } = await bringIn(world.books, contractMap, none)
		expect((await told(world, id))[1]).toBe('3 unchanged:')
		expect(await end(world)).toEqual({ state: 'ending', ends: '2026-10-31' })
		await bringIn(world.books, contractMap, contracts)
		const { conflicts } = await bringIn(world.books, contractMap, contracts)
		expect(conflicts).toBe(1)
		expect(await end(world)).toEqual({ state: 'ending', ends: '2026-10-31' })
	})
})

describe('the columns of a file', () => {
	it('are remembered for the next with the same columns in any order, and shown as remembered', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const map = { ...customerMap, columns: { ...customerMap.columns, industry: 'Rating' }, onConflict: 'file' as const }
		await bringIn(world.books, map, customers)
		const turned = 'Rating,Name,Id,Email,City,Country,Terms,Person,Person email\nhot,Acme,A-1,,,DE,,,\n'
		const review = async (text: string) => {
			const file = fileOfBytes('next.csv', new TextEncoder().encode(text))
			const { id } = expectOk(await act(world.books, importer, uploadFile, { subject: 'customers', file }))
			expectOk(await act(world.books, importer, proposeMap, { id }))
			return expectOk(await look(world.books, importer, reviewFile, { id }))
		}
		const again = await review(turned)
		expect(again).toMatchObject({ remembered: true, map: { source: 'crm', onConflict: 'keep' } })
		expect(again?.columns[0]).toMatchObject({ name: 'Rating', field: 'industry' })
		expect(await review(turned.replace('Rating', 'Mood'))).toMatchObject({ remembered: false })
	})
})
