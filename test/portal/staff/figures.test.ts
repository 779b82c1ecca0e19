// The pages of figures over HTTP: who enters, what they show, and that every number leads to what it is made of.

import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { figuresLink } from '#bot/desk/figure-reply.ts'
import { act, expectOk } from '#core/act.ts'
import { findCashFlow } from '#core/report/cash-flow.ts'
import { findCohortMembers } from '#core/report/cohort-members.ts'
import { findCohorts } from '#core/report/cohorts.ts'
import { findFigures } from '#core/report/figure.ts'
import { findForecast } from '#core/report/forecast.ts'
import { measureNames, type QuestionInput, question } from '#core/report/question.ts'
import { writeChange, writeValue } from '#portal/present/staff/figure/value.ts'
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

test('what falls or is below nothing has a true minus before it, as an answer in a chat has', () => {
	const fell = { value: 1n, comparedValue: 2n, change: -512n, changeBasisPoints: -512n, currency: 'EUR' } as never
	expect(writeChange('money', fell)).toBe('−5.1%')
	expect(writeChange('basis_points', fell)).toBe('−5.1 pp')
	expect(writeValue('money', -43_583n, 'EUR')).toBe('−€435.83')
	expect(writeValue('count', -2n, null)).toBe('−2')
})

test('what a figure that falls is made of has a true minus before its sum and its rows', async () => {
	const { text } = await read(seller, `/staff/figures/net_new?period=own&from=2026-01-01&to=2026-12-31`)
	const behind = text.slice(text.indexOf('id="behind"'))
	expect(behind).toContain('−€')
	expect(behind).not.toContain('-€')
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

test('the link below an answer of the chat leads to exactly its figures: several teams, limits, an order, several measures', async () => {
	const [all] = await ask({ measures: ['invoiced'], period, groupBy: 'customer' })
	const [teams] = await ask({ measures: ['invoiced'], period, groupBy: 'group' })
	const keys = [...new Set(teams?.rows.map(({ key }) => key).filter(Boolean))].slice(0, 2)
	const names = teams?.rows.filter(({ key }) => keys.includes(key)).map(({ label }) => label ?? '')
	const customers = [...new Set(all?.rows.map(({ key }) => key))].slice(0, 3)
	const questions: QuestionInput[] = [
		{ measures: ['invoiced'], period, filters: { group: keys }, groupBy: 'customer', limit: 2 },
		{ measures: ['invoiced'], period, filters: { customer: customers }, groupBy: 'group', compare: 'before' },
		{
			measures: ['collected'],
			period,
			groupBy: 'person',
			order: { by: 'value', direction: 'up' },
			where: { over: '100' },
		},
		{ measures: ['invoiced'], period, groupBy: 'month', compare: 'year_before' },
	]
	for (const one of questions) {
		const [figure] = await ask(one)
		const link = figuresLink(question.parse(one))
		const page = await read(seller, link)
		expect(page.status).toBe(200)
		const { text: file } = await read(seller, link.replace('?', '.csv?'))
		const rows = file.trim().split('\r\n').slice(1)
		expect(rows.length).toBeGreaterThan(0)
		expect(rows.map((line) => line.split(',')[0])).toEqual(figure?.rows.map(({ key }) => key))
		for (const name of one.filters?.group ? (names ?? []) : [])
			expect(page.text).toMatch(new RegExp(`Only [^<]*${name}`))
	}
	const several = {
		measures: ['invoiced', 'collected'] as const,
		period,
		filters: { customer: customers },
		groupBy: 'customer' as const,
	}
	const { status, text } = await read(seller, figuresLink(question.parse({ ...several })))
	expect(status).toBe(200)
	const body = text.slice(text.indexOf('What was asked'), text.indexOf('</table>'))
	const labels = all?.rows.map(({ key, label }) => [customers.includes(key), body.includes(label ?? '')])
	expect(labels?.filter(([asked, shown]) => asked !== shown)).toEqual([])
	expect((await read(seller, '/staff/figures/invoiced?only=%7Bnonsense')).status).toBe(200)
})

test('cohorts and forecast have pages with the numbers of core, who makes them up, and files', async () => {
	const { rows, currency } = expectOk(await act(world.books, office, findCohorts, {}))
	const { status, text } = await read(seller, '/staff/figures/cohorts?month=2')
	expect(status).toBe(200)
	const money = (minor: bigint) =>
		new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(Number(minor) / 100)
	for (const { months } of rows) expect(text).toContain(money(months[0]?.mrrMinor ?? 0n))
	expect(text).toContain('All together, 2 months on')
	const { text: file } = await read(seller, '/staff/figures/cohorts.csv')
	expect(file.split('\r\n')).toContain(
		`${rows[0]?.key},${rows[0]?.key},0,${currency},${Number(rows[0]?.months[0]?.mrrMinor) / 100},100,${rows[0]?.months[0]?.customers},100`.replace(
			/,100,(\d+),100$/,
			',100.00,$1,100.00',
		),
	)
	const asked = { month: 2, key: rows[2]?.key ?? '', limit: 1000 }
	const { members, mrrMinor } = expectOk(await act(world.books, office, findCohortMembers, asked))
	expect(members.length).toBeGreaterThan(0)
	const here = `month=2&key=${asked.key}`
	expect((await read(seller, `/staff/figures/cohorts?${here}`)).text).toContain('/staff/figures/cohorts/members.csv?')
	const { text: people } = await read(seller, `/staff/figures/cohorts/members.csv?${here}`)
	const cells = people
		.trim()
		.split('\r\n')
		.slice(1)
		.map((line) => line.split(','))
	expect(cells.map(([name, start, unit]) => [name, start, unit])).toEqual(
		members.map(({ customerName, startedOn }) => [customerName, startedOn, currency]),
	)
	expect(cells.reduce((all, row) => all + BigInt((row.at(-1) ?? '').replace('.', '')), 0n)).toBe(mrrMinor)
	expect((await read(seller, '/staff/figures/cohorts/members.csv')).status).toBe(404)
	expect((await read(storekeeper, `/staff/figures/cohorts/members.csv?${here}`)).status).toBe(404)
	const [mrr] = expectOk(await act(world.books, office, findForecast, {}))
	const ahead = await read(seller, '/staff/figures/forecast')
	expect(ahead.status).toBe(200)
	for (const { value, low, high } of mrr?.months ?? [])
		for (const told of [value, low, high]) expect(ahead.text).toContain(money(told))
	const { text: told } = await read(seller, '/staff/figures/forecast.csv')
	expect(
		told
			.trim()
			.split('\r\n')
			.filter((line) => line.startsWith('mrr')),
	).toHaveLength((mrr?.past.length ?? 0) + (mrr?.months.length ?? 0))
})

test('any other period can be compared with, and days that are none are the period before', async () => {
	const other = { from: '2026-01-01', to: '2026-02-16' }
	const [collected] = await ask({ measures: ['collected'], period, compare: other, filters: { currency: ['EUR'] } })
	const { text } = await read(seller, `/staff/figures?${quarter}&compare=own&than_from=2026-01-01&than_to=2026-02-15`)
	expect(text).toContain('against 1 Jan – 15 Feb 2026')
	const before = Number(collected?.totals[0]?.comparedValue) / 100
	expect(text).toContain(`was ${new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }).format(before)}`)
	const nonsense = await read(seller, `/staff/figures?${quarter}&compare=own&than_from=2026-03-01&than_to=2026-02-15`)
	expect(nonsense.text).toContain('against 1 Apr – 30 Jun 2026')
})

test('cash flow shows the year of core, and every bar opens rows that sum to it', async () => {
	const { months } = expectOk(await act(world.books, office, findCashFlow, { year: 2026 }))
	const { status, text } = await read(seller, '/staff/figures/cash-flow?year=2026&part=planned&month=7')
	expect(status).toBe(200)
	const july = months[6]?.plannedMinor ?? 0n
	expect(july).toBeGreaterThan(0n)
	const euro = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' })
	expect(text).toContain(`, ${euro.format(Number(july) / 100)} together.`)
	const { text: file } = await read(seller, '/staff/figures/cash-flow/rows.csv?year=2026&part=planned&month=7')
	const amounts = file.trim().split('\r\n').slice(1)
	expect(amounts.reduce((sum, line) => sum + Math.round(Number(line.split(',').at(-1)) * 100), 0)).toBe(Number(july))
	const { text: year } = await read(seller, '/staff/figures/cash-flow.csv?year=2026')
	expect(year).toContain(`month,2026-07,EUR,${(Number(july) / 100).toFixed(2)},`)
	// The same as a spreadsheet, where amounts are numbers and days are days.
	const sheetOf = async (path: string) => readSheet(Buffer.from(await (await seller.get(path)).arrayBuffer()))
	const [head, ...behind] = await sheetOf('/staff/figures/cash-flow/rows.xlsx?year=2026&part=planned&month=7')
	expect(head).toEqual(file.replace('\uFEFF', '').split('\r\n')[0]?.split(','))
	expect(behind).toHaveLength(amounts.length)
	expect(behind.reduce((sum, row) => sum + Math.round(Number(row.at(-1)) * 100), 0)).toBe(Number(july))
	expect(behind[0]?.[3]).toBeInstanceOf(Date)
	for (const path of ['mrr', 'mrr/rows', 'cohorts', 'forecast', 'health'])
		expect((await sheetOf(`/staff/figures/${path}.xlsx`)).length, path).toBeGreaterThan(1)
	expect((await read(seller, '/staff/figures/cash-flow?year=2026')).text).toContain('/staff/figures/cash-flow.xlsx?')
})

test('what is no figure, no way to tell it apart, and no right to see it do not exist', async () => {
	expect((await read(seller, '/staff/figures/profit')).status).toBe(404)
	expect((await read(seller, '/staff/figures/collected?by=reason')).status).toBe(404)
	const others = [
		'cohorts',
		'cohorts.csv',
		'forecast',
		'forecast.csv',
		'cash-flow',
		'cash-flow.csv',
		'cash-flow/rows.csv',
	].map((part) => `/staff/figures/${part}`)
	for (const path of [
		...others,
		'/staff/figures',
		'/staff/figures/mrr',
		'/staff/figures/mrr.csv',
		'/staff/figures/mrr/rows.csv',
		'/staff/figures/mrr.xlsx',
	])
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
