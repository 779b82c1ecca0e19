import { describe, expect, it } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { listRows } from '#core/import/list-rows.ts'
import { foreseeUndo } from '#core/import/undo/foresee.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { bill } from '#core/invoice/run.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, contractMap, contracts, customerMap, customers, importer } from './bring-in.ts'

async function undo(world: World, id: string) {
	const foreseen = expectOk(await look(world.books, importer, foreseeUndo, { id }))
	const { undone, kept, state } = expectOk(await undoBatch(world.books, importer, { id }))
	expect(foreseen.removed + foreseen.putBack).toBe(undone)
	const rows = expectOk(await look(world.books, importer, listRows, { id, limit: 100 }))
	const left = rows.flatMap(({ row, undone: why }) => (why && why !== 'yes' ? [`${row}: ${why}`] : []))
	return { undone, kept, state, left }
}

/** What people can see of customers and contracts, without what counts upwards by itself. */
async function standing(world: World) {
	return {
		customers: await world.sql`
			select customer.name, customer.email, payment_term_days, attributes, import_key, import_digest, party.city,
				party.country, (select string_agg(contact.email, ' ' order by contact.email) from customer_contact
					join contact on contact.id = contact_id where customer_id = customer.id) as people
			from customer join billing_party as party on party.id = billing_party_id order by import_key`,
		contacts: await world.sql`select name, email from contact order by email`,
		contracts: await world.sql`
			select import_key, state, title, purchase_order, starts_on, ends_on, import_digest, attributes,
				(select array_agg(array[trim_scale(quantity), trim_scale(unit_price)] order by effective_on desc, sequence desc)
					from contract_line_state where contract_id = contract.id) as prices
			from contract order by import_key`,
	}
}

/** Movements are what they would be, the journal balances, numbers have no gap. */
async function expectSound(world: World): Promise<void> {
	const findings = expectOk(await look(world.books, importer, examine, undefined as never))
	expect(JSON.stringify(findings)).not.toContain('"good":false')
}

describe('taking an import back', () => {
	it('takes away what it created, with the people that came along, and it can be imported again as if new', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const { id } = await bringIn(world.books, customerMap, customers)
		expect(await undo(world, id)).toEqual({ undone: 3, kept: 0, state: 'undone', left: [] })
		expect(await standing(world)).toEqual({ customers: [], contacts: [], contracts: [] })
		const events =
			await world.sql`select kind, facts from event where kind in ('customer.removed', 'import.undone') order by id`
		expect(events.map(({ kind }) => kind)).toEqual([...Array(3).fill('customer.removed'), 'import.undone'])
		expect(await bringIn(world.books, customerMap, customers)).toMatchObject({ created: 3, unchanged: 0 })
	})

	it('takes contracts in force away while nothing is billed, and their revenue with them', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const first = await bringIn(world.books, customerMap, customers)
		const { id } = await bringIn(world.books, contractMap, contracts)
		expect((await undo(world, first.id)).left).toEqual([2, 3, 4].map((row) => `${row}: has_contracts`))
		expect(await undo(world, id)).toEqual({ undone: 4, kept: 0, state: 'undone', left: [] })
		const [left] = await world.sql`
			select (select count(*) from contract)::int as contracts, (select count(*) from mrr_movement)::int as movements,
				(select count(*) from contract_line_state)::int as states, (select count(*) from amendment)::int as amendments`
		expect(left).toEqual({ contracts: 0, movements: 0, states: 0, amendments: 0 })
		expect(await bringIn(world.books, contractMap, contracts)).toMatchObject({ created: 4 })
		await expectSound(world)
	})

	it('leaves what has been billed, amended or edited since, says why, and takes back the rest', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		const more = `${contracts}S-5,A-2,Pro,2026-05-01,,1,10,monthly,no,\n`
		const { id } = await bringIn(world.books, { ...contractMap, constants: { billFrom: '2026-02-20' } }, more)
		const [line] = await world.sql<{ id: string; contract: string }[]>`
			select line.id, contract_id as contract from contract_line as line join contract on contract.id = contract_id
			where import_key = 'S-2'`
		const change = { lineId: line?.id ?? '', set: { quantity: '6' } }
		const amended = { id: line?.contract ?? '', effectiveOn: '2026-04-01', changes: [change] }
		expectOk(await act(world.books, importer, amendContract, amended))
		await bill(world.books, importer, Temporal.PlainDate.from('2026-03-20'))
		const before = await world.sql`select number, total_minor from invoice order by number`
		const { left, undone } = await undo(world, id)
		expect(left).toEqual(['2: billed', '3: changed_since', '4: billed', '5: changed_since'])
		expect(undone).toBe(1)
		expect(await world.sql`select import_key as key from contract order by 1`).toEqual(
			['S-1', 'S-2', 'S-3', 'S-4'].map((key) => ({ key })),
		)
		expect(await world.sql`select number, total_minor from invoice order by number`).toEqual(before)
		await expectSound(world)
	})

	it('puts changed customers back, address, people and kept columns included, and what the import said', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const first = await bringIn(world.books, customerMap, customers)
		const before = await standing(world)
		const next = customers
			.replace('Köln', 'Bonn')
			.replace('hot', 'cold')
			.replace('Москва,Россия,,', 'Казань,Россия,30,Борис,boris@beta.example')
			.replace('Net 30', '')
		const { id } = await bringIn(world.books, customerMap, next)
		expect(await undo(world, id)).toMatchObject({ undone: 2, kept: 0 })
		expect(await standing(world)).toEqual(before)
		expect(await bringIn(world.books, customerMap, next)).toMatchObject({ updated: 2, unchanged: 1 })
		const again = await world.sql<{ id: string }[]>`select id from import_batch order by id desc limit 1`
		await undo(world, again[0]?.id ?? '')
		expect(await undo(world, first.id)).toMatchObject({ undone: 3, kept: 0 })
	})

	it('puts contracts in force back by adding: amendments on the same day, so that what is charged is as before', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		const first = await bringIn(world.books, contractMap, contracts)
		const before = await standing(world)
		const next = contracts
			.replace('10,"1,000.00"', '12,"1,200.00"')
			.replace('PO-7', 'PO-8')
			.replace('2026-12-31', '')
			.replace('2026-02-10,,', '2026-02-10,2026-09-30,')
		const { id } = await bringIn(world.books, contractMap, next)
		world.clock.standOn('2026-03-20')
		expect(await undo(world, id)).toMatchObject({ undone: 3, kept: 0, left: [] })
		const after = await standing(world)
		const bare = (given: typeof after) => given.contracts.map(({ prices, ...contract }) => [contract, prices[0]])
		expect(bare(after)).toEqual(bare(before))
		await bill(world.books, importer, Temporal.PlainDate.from('2026-03-20'))
		const [charged] = await world.sql`
			select sum(net_minor)::int as net from invoice_line as line join contract on contract.id = line.contract_id
			where import_key = 'S-1'`
		expect(charged).toEqual({ net: 3 * 100_000 })
		await expectSound(world)
		expect((await undo(world, first.id)).left).toContain('2: billed')
	})

	it('leaves a change that somebody has changed again, and says so', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		const { id } = await bringIn(world.books, customerMap, customers.replace('hot', 'warm').replace('Austin', 'Dallas'))
		await world.sql`update customer set attributes = '{"Rating":"lost"}', version = version + 1 where import_key = 'A-1'`
		expect((await undo(world, id)).left).toEqual(['2: changed_since'])
		const [gamma] = await world.sql`
			select city from customer join billing_party as party on party.id = billing_party_id where import_key = 'A-3'`
		expect(gamma).toEqual({ city: 'Austin' })
	})

	it('does not take away what a later import has changed, until that one is taken back', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		const first = await bringIn(world.books, contractMap, contracts)
		const next = contracts.replace('PO-7', 'PO-8').replace('10,"1,000.00"', '12,"1,200.00"')
		// A check leaves its rows as well, and counts for nothing.
		await bringIn(world.books, contractMap, next, 'check')
		const second = await bringIn(world.books, contractMap, next)
		const foreseen = expectOk(await look(world.books, importer, foreseeUndo, { id: first.id }))
		expect(foreseen).toEqual({ removed: 3, putBack: 0, kept: { changed_by_import: 1 } })
		await undo(world, second.id)
		expect(await undo(world, first.id)).toMatchObject({ undone: 4, kept: 0 })
		expect(await world.sql`select from contract`).toHaveLength(0)
	})

	it('writes a draft as it was, and takes drafts away', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		const map = { ...contractMap, activate: false }
		const first = await bringIn(world.books, map, contracts)
		const before = await standing(world)
		const next = contracts.replace('2026-01-15', '2026-01-16').replace('300,annual', '300,monthly')
		const { id } = await bringIn(world.books, map, next)
		expect(await undo(world, id)).toMatchObject({ undone: 2, kept: 0 })
		expect(await standing(world)).toEqual(before)
		expect(await undo(world, first.id)).toMatchObject({ undone: 4, kept: 0 })
	})

	it('goes on where it broke off, and is done once', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const rows = Array.from({ length: 4500 }, (_, index) => `R-${index},Customer ${index},,,DE,,,,`)
		const { id } = await bringIn(world.books, customerMap, `${customers}${rows.join('\n')}\n`)
		const onProgress = () => {
			throw new Error('killed')
		}
		await expect(undoBatch(world.books, importer, { id, onProgress })).rejects.toThrow('killed')
		expect(await world.sql`select state, undone from import_batch`).toEqual([{ state: 'undoing', undone: 2000 }])
		expect(expectOk(await undoBatch(world.books, importer, { id }))).toMatchObject({ state: 'undone', undone: 4503 })
		expect(await world.sql`select from customer`).toHaveLength(0)
		expect(await undoBatch(world.books, importer, { id })).toMatchObject({
			ok: false,
			refusal: { code: 'import.not_loaded' },
		})
	})
})
