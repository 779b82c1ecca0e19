import { expect, test } from 'vitest'
import type { FigureRow } from '#core/report/answer.ts'
import { comparison, rank } from '#core/report/rank.ts'

const names = new Intl.Collator('en')
const row = (
	label: string | null,
	currency: string | null,
	value: bigint | null,
	compared: bigint | null = null,
): FigureRow => ({
	key: label ?? '',
	label,
	...comparison(currency, value, compared),
})
const teams = [row('North', 'EUR', 500000n, 100n), row('South', 'EUR', 500001n, 900000n), row(null, 'EUR', null)]
const labels = (rows: FigureRow[]) => rows.map(({ label }) => label)

test('a change is said in itself and in relation to what was, halves away from zero', () => {
	expect(comparison('EUR', 150n, 100n)).toMatchObject({ change: 50n, changeBasisPoints: 5000n })
	expect(comparison('EUR', -50n, -100n)).toMatchObject({ change: 50n, changeBasisPoints: 5000n })
	expect(comparison('EUR', 10001n, 20000n)).toMatchObject({ change: -9999n, changeBasisPoints: -5000n })
})

test('nothing is said of a change from nothing, or where one side cannot be said', () => {
	expect(comparison('EUR', 5n, 0n)).toMatchObject({ change: 5n, changeBasisPoints: null })
	expect(comparison('EUR', 5n, null)).toMatchObject({ change: null, changeBasisPoints: null })
	expect(comparison('EUR', null, 5n)).toMatchObject({ change: null, changeBasisPoints: null })
})

test('rows stand by value, largest first, and what cannot be said stands last either way', () => {
	expect(labels(rank(teams, 'money', { groupBy: 'group' }, names).rows)).toEqual(['South', 'North', null])
	const up = { groupBy: 'group', order: { by: 'value', direction: 'up' } } as const
	expect(labels(rank(teams, 'money', up, names).rows)).toEqual(['North', 'South', null])
})

test('rows stand by change or by name where that is asked', () => {
	const byChange = { groupBy: 'group', order: { by: 'change', direction: 'down' } } as const
	expect(labels(rank(teams, 'money', byChange, names).rows)).toEqual(['North', 'South', null])
	const byName = { groupBy: 'group', order: { by: 'label', direction: 'down' } } as const
	expect(labels(rank(teams, 'money', byName, names).rows)).toEqual(['South', 'North', null])
})

test('more than 5000 is more than 5000.00 of the currency, and of per cents', () => {
	const over = (value: string) => ({ groupBy: 'group', where: { over: value } }) as const
	expect(labels(rank(teams, 'money', over('5000'), names).rows)).toEqual(['South'])
	const yen = [row('Kyoto', 'JPY', 5001n), row('Osaka', 'JPY', 5000n)]
	expect(labels(rank(yen, 'money', over('5000'), names).rows)).toEqual(['Kyoto'])
	expect(labels(rank([row('North', null, 1251n)], 'basis_points', over('12.5'), names).rows)).toEqual(['North'])
	expect(labels(rank([row('North', null, 1250n)], 'basis_points', over('12.5'), names).rows)).toEqual([])
})

test('a limit counts in each currency, and says how many it left out', () => {
	const rows = [...teams, row('East', 'USD', 1n)]
	const best = rank(rows, 'money', { groupBy: 'group', limit: 1 }, names)
	expect(labels(best.rows)).toEqual(['South', 'East'])
	expect(best.left).toBe(2)
})

test('stretches of time stand in their order', () => {
	const months = [row('2026-02-01', 'EUR', 9n), row('2026-01-01', 'EUR', 1n)]
	expect(labels(rank(months, 'money', { groupBy: 'month' }, names).rows)).toEqual(['2026-01-01', '2026-02-01'])
})
