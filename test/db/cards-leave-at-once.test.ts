import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askCredit, connect, hire, rule, step } from '#test/core/approval/office.ts'
import { invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'

const migration = join(import.meta.dirname, '../../db/migrations/0236_cards_leave_at_once.sql')

test('what went to look for the copies of a card becomes those copies, once, and what had looked stays over', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	const fin = await hire(books, 'fin', 'finance')
	await hire(books, 'kim', 'finance')
	const asker = await hire(books, 'asker', 'administrator')
	await connect(world, fin, asker)
	await rule(world, 'credit_note', [step()])
	const customer = await welcome(books)
	const [id, over] = [
		await askCredit(world, asker, (await invoice(books, customer, 5000_00n)).id),
		await askCredit(world, asker, (await invoice(books, customer, 6000_00n)).id),
	]
	const told = async () =>
		await sql<{ to: string; request: string; revision: string; stands: string }[]>`
			select coalesce(staff_user.name, payload ->> 'place') as to, payload ->> 'requestId' as request, split_part(key, ':', 3) as revision,
				payload ->> 'stands' as stands
			from outbox left join chat_account on chat_account.id = (payload ->> 'accountId')::uuid left join staff_user on staff_user.id = user_id
			where kind = 'chat_card' order by 1`
	const byItself =
		await sql`select key, payload from outbox where kind = 'chat_card' and payload ->> 'requestId' = ${id} order by key`
	await sql`delete from outbox where kind = 'chat_card'`
	await sql`
		insert into outbox (kind, key, payload, queued_at, delivered_at) values
			('approval_card', ${`look:${id}:1`}, ${{ requestId: id } as never}, now(), null),
			('approval_card', ${`look:${id}:2`}, ${{ requestId: id } as never}, now(), null),
			('approval_card', ${`look:${over}:1`}, ${{ requestId: over } as never}, now(), now())`
	const [mine] = await sql<{ id: string }[]>`select id from chat_account where user_id = ${fin.userId}`
	const stands = {
		channel: 'slack',
		subject_kind: 'approval_request',
		subject_id: id,
		revision: '1',
		sent_at: '2026-03-02T10:00:00Z',
	}
	await sql`
		insert into chat_message ${sql([
			{ ...stands, place: 'DFIN', message: '1.1', account_id: mine?.id ?? null },
			{ ...stands, place: 'CMONEY', message: '2.2', account_id: null },
			{ ...stands, place: 'CLATER', message: 'pending:3', account_id: null },
		] as never)}`
	await sql.unsafe(await readFile(migration, 'utf8'))
	const copies = [
		{ to: 'CMONEY', request: id, revision: '1', stands: 'true' },
		{ to: 'fin', request: id, revision: '1', stands: 'false' },
	]
	expect(await told()).toEqual(copies)
	expect(await sql`select from outbox where kind = 'approval_card' and delivered_at is null`).toHaveLength(0)
	// The same name as a change of the request gives it today, so that neither is told twice.
	const [own] = await sql<{ key: string }[]>`
		select key from outbox where kind = 'chat_card' and payload ->> 'accountId' = ${mine?.id ?? ''}`
	expect(byItself.map(({ key }) => key)).toContain(own?.key)
	await sql.unsafe(await readFile(migration, 'utf8'))
	expect(await told()).toEqual(copies)
})
