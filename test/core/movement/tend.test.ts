import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { tendMovements } from '#core/movement/tend.ts'
import { examine } from '#core/report/examine.ts'
import { livedYear, office } from '#test/core/report/world.ts'
import type { World } from '#test/support/books.ts'

let world: World
beforeAll(async () => {
	world = await livedYear(20260301)
}, 120_000)
afterAll(() => world.close())

const broken = async () =>
	expectOk(await look(world.books, office, examine, undefined as never))
		// No worker carries out what the year has sent.
		.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')
		.map(({ promise }) => promise)
const movements = async () => [
	...(await world.sql`
		select contract_id, moved_on::text as on, kind, amount_minor, cohort_on::text as cohort, customers, line_ids::text as ids, line_minors::text as minors
		from mrr_movement order by 1, 2, 3`),
]

test('after a year of everything, movements are MRR of each plan, and months are movements', async () => {
	expect(await broken()).toEqual([])
})

test('movements from before lines were told are brought in line, and the sums of months are folded and stay', async () => {
	const before = await movements()
	await world.sql.begin(async (sql) => {
		await sql`create table older as select * from mrr_movement where kind <> 'switch'`
		await sql`delete from mrr_movement`
		await sql`
			insert into mrr_movement (customer_id, contract_id, currency, moved_on, kind, amount_minor, cohort_on)
			select customer_id, contract_id, currency, moved_on, kind, amount_minor, cohort_on from older`
	})
	expect(await broken()).toEqual([])
	const tended = expectOk(await act(world.books, office, tendMovements, undefined))
	expect(tended.customers).toBeGreaterThan(5)
	expect(tended.folded).toBeGreaterThan(50)
	expect(await movements()).toEqual(before)
	expect(await broken()).toEqual([])
	expect(expectOk(await act(world.books, office, tendMovements, undefined))).toEqual({ customers: 0, folded: 0 })
})

test('a plan that movements have wrong is found, though the whole is right', async () => {
	const [moved] = await world.sql<{ id: string }[]>`
		select id from mrr_movement where cardinality(line_ids) > 1 and moved_on < '2026-10-01' and line_minors[1] <> line_minors[2]
			and (select count(distinct plan_id) from contract_line where id = any(line_ids)) > 1 limit 1`
	await world.sql.begin(async (sql) => {
		await sql`set local session_replication_role = replica`
		await sql`
			update mrr_movement set line_minors[1] = line_minors[1] + 1, line_minors[2] = line_minors[2] - 1 where id = ${moved?.id ?? ''}`
	})
	expect(await broken()).toEqual(['movements_are_mrr', 'months_are_facts'])
})
