// What the database refuses of tax rates and exemptions, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, keyOf, tried, writeStanding } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [frozen, checked] = [/^23001 /, /^23514 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)

test('a rate stays what it was; only its last day can be set, and not before its first', async () => {
	const rate = `insert into tax_rate (id, country, tax_class, label, percent, valid_from)
		values ('${keyOf(90)}', 'XX', 'standard', 'VAT', 20, '2026-01-01')`
	const set = (what: string) => `update tax_rate set ${what} where id = '${keyOf(90)}'`
	expect(await say(rate, set(`valid_to = '2026-01-01'`))).toBe('done')
	expect(await say(rate, set(`valid_to = '2025-12-31'`))).toMatch(checked)
	for (const what of ['percent = 21', `label = 'TVA'`, `valid_from = '2026-02-01'`, `country = 'YY'`])
		expect(await say(rate, set(what))).toMatch(frozen)
})

test('an exemption has a certificate and days in order, and stays as it was recorded', async () => {
	const exempt = (values: string) =>
		`insert into tax_exemption (id, customer_id, certificate, country, region, valid_from, valid_to, recorded_by, recorded_at)
			values ('${keyOf(91)}', '${acme}', ${values}, 'staff:x', now())`
	const one = exempt(`'EX-1', '', '', '2026-01-01', null`)
	expect(await say(one)).toBe('done')
	expect(await say(exempt(`' ', '', '', '2026-01-01', null`))).toMatch(checked)
	expect(await say(exempt(`'EX-1', 'de', '', '2026-01-01', null`))).toMatch(checked)
	expect(await say(exempt(`'EX-1', '', 'NY', '2026-01-01', null`))).toMatch(checked)
	expect(await say(exempt(`'EX-1', '', '', '2026-01-02', '2026-01-01'`))).toMatch(checked)
	expect(await say(one, `update tax_exemption set valid_to = '2026-12-31'`)).toBe('done')
	expect(await say(one, `update tax_exemption set certificate = 'EX-2'`)).toMatch(frozen)
	expect(await say(one, 'delete from tax_exemption')).toMatch(frozen)
	expect(
		await say(one, 'update tax_exemption set taken_back_at = now()', 'update tax_exemption set taken_back_at = null'),
	).toMatch(frozen)
})
