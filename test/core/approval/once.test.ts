import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { finance, invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, hire, press, rule, step } from './office.ts'

/** Counts what is written to the journal, also what is taken back again: a sequence never is. */
async function countPostings({ sql }: World): Promise<() => Promise<{ tried: number; kept: number }>> {
	await sql`create sequence tried`
	await sql.unsafe(`create function count_posting() returns trigger language plpgsql
		as 'begin perform nextval(''tried''); return new; end'`)
	await sql`create trigger count_posting before insert on journal_entry for each row execute function count_posting()`
	const kept = async () => (await sql`select from journal_entry`).count
	const before = await kept()
	return async () => {
		const [row] = await sql<{ tried: number }[]>`
			select (case when is_called then last_value else 0 end)::int as tried from tried`
		return { tried: row?.tried ?? 0, kept: (await kept()) - before }
	}
}

async function ask(world: World) {
	await rule(world, 'credit_note', [step()])
	const [asker, decider] = [
		await hire(world.books, 'asker', 'administrator'),
		await hire(world.books, 'decider', 'finance'),
	]
	const customer = await welcome(world.books)
	const billed = await invoice(world.books, customer, 10_000n)
	return { decider, customer, billed, id: await askCredit(world, asker, billed.id) }
}

test('the last yes issues a credit note once, and looks at that one whether it is what was shown', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { decider, id } = await ask(world)
	const postings = await countPostings(world)
	expect(expectOk(await press(world, decider, id, 'approve'))).toMatchObject({ did: 'approved' })
	const { tried, kept } = await postings()
	expect(kept).toBeGreaterThan(0)
	expect(tried).toBe(kept)
})

test('a credit note that would do something else by now leaves nothing of itself, no number either', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { decider, customer, billed, id } = await ask(world)
	const receipt = { customerId: customer.id, currency: 'EUR', amountMinor: 4_000n, receivedOn: '2026-03-02' }
	expectOk(
		await act(world.books, finance, recordReceipts, [
			{ ...receipt, method: 'transfer', reference: '', invoiceId: billed.id, importKey: 'one' },
		]),
	)
	const series = () => world.sql`select key, next from number_series order by key`
	const before = await series()
	const postings = await countPostings(world)
	expect(expectOk(await press(world, decider, id, 'approve'))).toMatchObject({ did: 'outdated' })
	expect(await postings()).toMatchObject({ kept: 0 })
	expect(await series()).toEqual(before)
	expect(await world.sql`select from invoice where kind = 'credit_note'`).toHaveLength(0)
	const [card] = await world.sql<{ id: string }[]>`
		select id from approval_request where state = 'waiting' and replaces = ${id}`
	expect(expectOk(await press(world, decider, card?.id ?? '', 'approve'))).toMatchObject({ did: 'approved' })
	expect(await world.sql`select from invoice where kind = 'credit_note'`).toHaveLength(1)
})
