import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { findCashFlow } from '#core/report/cash-flow.ts'
import { findCashRows } from '#core/report/cash-rows.ts'
import { openBooks } from '#test/support/books.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'
import { agree, sell } from '../receivable/sold-machine.ts'

const planned = async ({ world: { books } }: Pick<Shop, 'world'>, year: number, month?: number) => {
	const { rows } = expectOk(await act(books, clerk, findCashRows, { year, part: 'planned', month, limit: 100 }))
	return rows.map(({ kind, on, amountMinor, periodFrom, periodTo }) =>
		[kind, on, amountMinor, ...(periodFrom ? [`${periodFrom}..${periodTo}`] : [])].join(' '),
	)
}

test('what a contract will invoice is planned on the day by which it is to be paid, through renewals', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	const terms = { renewal: 'tacit', termMonths: 12, endsOn: '2026-12-31', noticeDays: 30 } as const
	const contractId = await shop.agree({ ...terms, paymentTermDays: 20 })
	await shop.standOn('2026-10-15')
	expect((await planned(shop, 2026)).slice(-3)).toEqual([
		'invoice 2026-11-04 11160',
		'to_come 2026-11-21 11160 2026-11-01..2026-12-01',
		'to_come 2026-12-21 11160 2026-12-01..2027-01-01',
	])
	expect(await planned(shop, 2026, 12)).toHaveLength(1)
	expect(await planned(shop, 2027)).toHaveLength(12)
	const { rows } = expectOk(
		await act(shop.world.books, clerk, findCashRows, { year: 2027, part: 'planned', month: 1, limit: 9 }),
	)
	expect(rows).toMatchObject([{ kind: 'to_come', id: contractId, contractId, on: '2027-01-21' }])
	expect(expectOk(await act(shop.world.books, clerk, findCashFlow, { year: 2027 })).total).toEqual({
		plannedMinor: 133_920n,
		receivedMinor: 0n,
		overdueMinor: 0n,
	})
	expect(await planned(shop, 2060)).toEqual([])
	await shop.change({ kind: 'cancel' })
	expect(await planned(shop, 2027)).toEqual([])
})

test('what is late to be billed is planned as if it were billed today', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	await shop.agree({ endsOn: '2026-03-31', paymentTermDays: 10 })
	shop.world.clock.standOn('2026-02-25')
	expect(await planned(shop, 2026)).toEqual([
		'to_come 2026-03-07 11160 2026-01-01..2026-02-01',
		'to_come 2026-03-07 11160 2026-02-01..2026-03-01',
		'to_come 2026-03-11 11160 2026-03-01..2026-04-01',
	])
})

test('what a collection plan covers is planned by its instalments alone, beside what recurs', async () => {
	const world = await openBooks({ on: '2028-01-31' })
	await using _ = world
	const { id, lineIds } = await sell(world)
	await agree(world, id, lineIds)
	expect((await planned({ world }, 2028)).filter((row) => row.startsWith('to_come')).slice(0, 2)).toEqual([
		'to_come 2028-02-14 5950 2028-01-31..2028-02-29',
		'to_come 2028-03-14 5950 2028-02-29..2028-03-31',
	])
	const { months } = expectOk(await act(world.books, clerk, findCashFlow, { year: 2028 }))
	const instalments = await world.sql<{ month: string; amount: bigint }[]>`
		select to_char(due_on, 'YYYY-MM-01') as month, sum(amount_minor)::bigint as amount from instalment group by 1 order by 1`
	const march = instalments.find(({ month }) => month === '2028-03-01')?.amount ?? 0n
	expect(months[2]).toMatchObject({ month: '2028-03-01', plannedMinor: march + 5_950n })
})
