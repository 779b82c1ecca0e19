import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, log, member, owing, written } from '#test/core/collection/collecting.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const { customer } = await owing(world, 'Nordwind')
	await owing(world, 'Another')
	world.clock.standOn('2026-03-12')
	const collector = await member(world.books, 'collector')
	await log(world.books, collector, written(await given(world, customer, collector)))
	await world.sql`
		insert into stored_file (sha256, size_bytes, stored_at) values (repeat('a', 64), 9, now())`
	await world.sql`
		insert into collection_photo (follow_up_id, file_name, media_type, size_bytes, sha256)
		select follow_up_id, 'gate.jpg', 'image/jpeg', 9, repeat('a', 64) from collection_entry`
	await world.sql`
		insert into collection_rule (position, overdue_from_days, added_by, added_at) values (1, 1, 'system:test', now())`
})
afterAll(() => world.close())

const rule = (columns: string, values: string) =>
	`insert into collection_rule (position, added_by, added_at, ${columns}) values (2, 'system:test', now(), ${values})`
const entry = (columns: string, values: string) =>
	`insert into collection_entry (follow_up_id, case_id, kind, ${columns}) select follow_up_id, case_id, kind, ${values} from collection_entry`

test.each([
	[
		'collection_case_open',
		'insert into collection_case (customer_id, currency, opened_by, opened_at) select customer_id, currency, opened_by, opened_at from collection_case',
	],
	['collection_case_let_go', "update collection_case set closed_by = 'system:test', closed_at = now()"],
	['collection_case_closed', "update collection_case set closed_by = 'system:test'"],
	[
		'collection_dispatch_one',
		'insert into collection_dispatch (case_id, collector_id, dispatched_by, dispatched_at) select case_id, collector_id, dispatched_by, dispatched_at from collection_dispatch',
	],
	['collection_dispatch_ended', "update collection_dispatch set ended = 'closed'"],
	[
		'collection_dispatch_reason',
		"update collection_dispatch set ended = 'handed_back', ended_by = 'system:test', ended_at = now()",
	],
	['collection_rule_days', rule('overdue_from_days', '0')],
	['collection_rule_days', rule('overdue_from_days, overdue_through_days', '5, 4')],
	['collection_rule_amount', rule('overdue_from_days, least_minor', '1, 5')],
	['collection_rule_country', rule('overdue_from_days, country', "1, 'de'")],
	['collection_entry_kind', entry('place', "''").replace("case_id, kind, '", "case_id, 'shouted', '")],
	['collection_entry_where', entry('latitude', '5')],
	['collection_entry_where', entry('latitude, longitude', '91, 0')],
	[
		'collection_entry_customer',
		"with other as (insert into follow_up (customer_id, kind, happened_on, text, author_name, created_at, key) select id, 'call', '2026-03-12', 'x', '', now(), 'other' from customer where name = 'Another' returning id) insert into collection_entry (follow_up_id, case_id, kind) select other.id, collection_case.id, 'spoke' from other, collection_case",
	],
	[
		'collection_photo_size',
		"insert into collection_photo (follow_up_id, file_name, media_type, size_bytes, sha256) select follow_up_id, 'x', 'image/png', 0, sha256 from collection_photo",
	],
	[
		'collection_photo_once',
		'insert into collection_photo (follow_up_id, file_name, media_type, size_bytes, sha256) select follow_up_id, file_name, media_type, size_bytes, sha256 from collection_photo',
	],
])('%s', async (constraint, statement) => {
	await expect(world.sql.unsafe(statement)).rejects.toMatchObject({ constraint_name: constraint })
})

test.each([
	['a case is not deleted', 'delete from collection_case'],
	['nor about another currency', "update collection_case set currency = 'USD'"],
	['who had a case stays known', 'delete from collection_dispatch'],
	['also since when', "update collection_dispatch set dispatched_at = '2020-01-01'"],
	['an entry stays', 'delete from collection_entry'],
	['as it was written', "update collection_entry set spoken_to = 'Nobody'"],
	['and its photo', 'delete from collection_photo'],
	['a rule is ended, not deleted', 'delete from collection_rule'],
	['nor changed', 'update collection_rule set overdue_from_days = 2'],
])('%s', async (_promise, statement) => {
	await expect(world.sql.unsafe(statement)).rejects.toMatchObject({ code: '23001' })
})

test('what is closed is not given to anybody', async () => {
	await expect(
		world.sql.begin(async (sql) => {
			await sql`update collection_dispatch set ended = 'closed', ended_by = 'system:test', ended_at = now()`
			await sql`update collection_case set closed_by = 'system:test', closed_at = now()`
			await sql`
				insert into collection_dispatch (case_id, collector_id, dispatched_by, dispatched_at)
				select case_id, collector_id, dispatched_by, dispatched_at from collection_dispatch`
		}),
	).rejects.toMatchObject({ constraint_name: 'collection_dispatch_open' })
})
