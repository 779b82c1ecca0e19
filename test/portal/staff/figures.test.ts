// The pages of figures over HTTP: who enters, what they show, and that every number leads to what it is made of.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { findFigures } from '#core/report/figure.ts'
import { measureNames, type QuestionInput } from '#core/report/question.ts'
import { livedYear, office } from '#test/core/report/world.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import type { World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'

let world: World
let portal: Portal
let seller: Visit
let storekeeper: Visit

beforeAll(async () => {
	world = await livedYear(20260301)
	portal = await openPortal(world)
	const enter = async (role: 'salesperson' | 'storekeeper') =>
		await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)
	;[seller, storekeeper] = await Promise.all([enter('salesperson'), enter('storekeeper')])
}, 200_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const read = async (visit: Visit, path: string) => {
	const answer = await visit.get(path)
	return { status: answer.status, text: await answer.text() }
}
const ask = async (input: QuestionInput) => expectOk(await act(world.books, office, findFigures, input))
const quarter = 'period=own&from=2026-07-01&to=2026-09-30'
const period = { from: '2026-07-01', to: '2026-10-01' }

test('a figure has a page with a chart, the same in a table, and what it is made of', async () => {
	for (const measure of measureNames.filter((_name, index) => index % 3 === 0)) {
		const { status, text } = await read(seller, `/staff/figures/${measure}?${quarter}`)
		expect([measure, status]).toEqual([measure, 200])
		expect([measure, text.includes('role="img"'), text.includes('What it is made of')]).toEqual([measure, true, true])
	}
}, 60_000)

test('the dashboard shows the figures that core has, and each leads to its own page with the same question', async () => {
	const { status, text } = await read(seller, `/staff/figures?${quarter}`)
	expect(status).toBe(200)
	const found = await ask({ measures: ['mrr', 'invoiced', 'collected', 'signed'], period })
	for (const { measure, totals } of found) {
		const euro = totals.find(({ currency }) => currency === 'EUR')?.value ?? 0n
		const written = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }).format(Number(euro) / 100)
		expect([measure, text.includes(written)]).toEqual([measure, true])
		expect(text).toContain(
			`/staff/figures/${measure}?period=own&amp;compare=before`.replace('&amp;compare=before', '&amp;from=2026-07-01'),
		)
	}
	for (const name of ['North', 'South', 'Ada', 'Bo', 'Cleo']) expect(text).toContain(name)
})

test('rows and what they are made of download, and sum to the figure', async () => {
	const [invoiced] = await ask({ measures: ['invoiced'], period, groupBy: 'group' })
	const { text: rows } = await read(seller, `/staff/figures/invoiced.csv?${quarter}&by=group`)
	expect(rows.split('\r\n')[0]).toBe('key,name,currency,value,compared,change,change_per_cent')
	expect(rows.trim().split('\r\n')).toHaveLength(1 + (invoiced?.rows.length ?? 0))
	const north = invoiced?.rows.find(({ label, currency }) => label === 'North' && currency === 'EUR')
	const { text: behind } = await read(seller, `/staff/figures/invoiced/rows.csv?${quarter}&by=group&key=${north?.key}`)
	const euros = behind
		.trim()
		.split('\r\n')
		.slice(1)
		.map((line) => line.split(','))
		.filter((cells) => cells.at(-1) === 'EUR')
	const cents = euros.reduce((sum, cells) => sum + BigInt((cells.at(-2) ?? '0').replace('.', '')), 0n)
	expect(cents).toBe(north?.value)
})

test('what is no figure, no way to tell it apart, and no right to see it do not exist', async () => {
	expect((await read(seller, '/staff/figures/profit')).status).toBe(404)
	expect((await read(seller, '/staff/figures/collected?by=reason')).status).toBe(404)
	for (const path of ['/staff/figures', '/staff/figures/mrr', '/staff/figures/mrr.csv', '/staff/figures/mrr/rows.csv'])
		expect([path, (await read(storekeeper, path)).status]).toEqual([path, 404])
	expect((await read(storekeeper, '/staff')).text).not.toContain('href="/staff/figures"')
})

test('an address that asks nonsense shows the month to date', async () => {
	const { status, text } = await read(
		seller,
		'/staff/figures?period=own&from=2026-09-30&to=2026-07-01&group=North&currency=x&by=moon',
	)
	expect(status).toBe(200)
	expect(text).toContain('Oct 2026')
})
