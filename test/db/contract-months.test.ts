// The trigger that keeps what was agreed by month and holder, by plain SQL: many contracts in one statement, or one after the
// other.

import type postgres from 'postgres'
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { examine } from '#core/report/examine.ts'
import { clerk, openShop } from '#test/core/amendment/world.ts'
import { hire } from '#test/portal/staff/console.ts'

type Tx = postgres.ISql
const undone = new Error('undone')

test('contracts that one statement changes come to the sums that they come to one by one', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const { sql } = world
	const [ada, ben] = [await hire(world.books, 'salesperson'), await hire(world.books, 'salesperson')]
	const [group] = await sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	for (const [index, ownerId] of [ada.id, ada.id, ben.id, null, ada.id, ben.id].entries())
		await shop.agree({ endsOn: index % 2 ? '2027-02-28' : null, ownerId })
	const draft = { customerId: shop.customerId, currency: 'EUR', startsOn: '2026-04-01', lines: [] }
	expectOk(await act(world.books, clerk, createContract, draft))
	// The owner of some, the group of others, the end of a third kind, and what is void; one is left as it was.
	// Only what was imported and has never been billed can become void.
	const fifth = sql`(select id from contract order by number offset 4 limit 1)`
	await sql`delete from contract_billing where contract_id = ${fifth}`
	await sql`update contract set import_source = 'erp', import_key = '5' where id = ${fifth}`
	const change = async (tx: Tx, of: ReturnType<Tx>) =>
		await tx`
		update contract set
			owner_id = case place when 1 then ${ben.id}::uuid when 2 then null when 4 then ${ada.id}::uuid else owner_id end,
			group_id = case when place in (2, 3) then ${group?.id ?? ''}::uuid else group_id end,
			ends_on = case when place = 4 then '2026-08-31'::date when place = 6 then null else ends_on end,
			state = case when place = 5 then 'void' else contract.state end
		from (select id, row_number() over (order by number) as place from contract) as given
		where given.id = contract.id and ${of}`
	const sums = async (tx: Tx) =>
		await tx`
			select source, month_on::text as month, currency, part, group_id, owner_id, sum(amount)::text as amount from holder_month
			group by 1, 2, 3, 4, 5, 6 having sum(amount) <> 0 order by 1, 2, 3, 4, 5, 6`
	const before = await sums(sql)
	let together: unknown[] = []
	await sql
		.begin(async (tx) => {
			await change(tx, tx`true`)
			together = [...(await sums(tx))]
			throw undone
		})
		.catch((error) => expect(error).toBe(undone))
	expect(await sums(sql)).toEqual(before)
	expect(together).not.toEqual(before)
	for (let place = 1; place <= 7; place++) await change(sql, sql`place = ${place}`)
	expect(await sums(sql)).toEqual(together)
	const broken = expectOk(await act(world.books, clerk, examine, undefined)).filter(({ good }) => !good)
	expect(broken.map(({ promise }) => promise).filter((promise) => promise !== 'outbox_delivers')).toEqual([])
})
