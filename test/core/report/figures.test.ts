// Every figure against an oracle over the same random year: by every dimension, for several periods, with filters.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { currencyCodes, exponent } from '#core/money.ts'
import type { Figure } from '#core/report/answer.ts'
import { findBehind } from '#core/report/behind.ts'
import { examine } from '#core/report/examine.ts'
import { findFigures } from '#core/report/figure.ts'
import { dimensionsOfMeasure, measures } from '#core/report/measure.ts'
import { boundariesOf, isStep } from '#core/report/periods.ts'
import {
	type Dimension,
	dimensions,
	type MeasureName,
	measureNames,
	type QuestionInput,
} from '#core/report/question.ts'
import type { World } from '#test/support/books.ts'
import { type Books, type Fact, figureOf, keyOf, readBooks } from './oracle.ts'
import { livedYear, office } from './world.ts'

let world: World
let books: Books
beforeAll(async () => {
	world = await livedYear(20260301)
	books = await readBooks(world.sql, world.clock.today().toString())
}, 120_000)
afterAll(() => world.close())

test('the year has everything that a figure counts', () => {
	const kinds = ['new', 'expansion', 'contraction', 'churn', 'reactivation', 'switch']
	const there = new Set(books.moved.map(({ part }) => part))
	expect(kinds.filter((kind) => !there.has(kind))).toEqual([])
	for (const [name, facts] of Object.entries(books)) expect([name, facts.length > 20]).toEqual([name, true])
	expect(books.cash.some(({ amount }) => amount < 0)).toBe(true)
	expect(books.net.some(({ amount }) => amount < 0)).toBe(true)
})

const periods = {
	'a month': { from: '2026-05-01', to: '2026-06-01' },
	'a quarter': { from: '2026-07-01', to: '2026-10-01' },
	'some days': { from: '2026-03-17', to: '2026-04-02' },
	'all there is': { from: '2025-10-01', to: '2026-12-01' },
}
const currencies = ['EUR', 'JPY', 'USD']
const figures = async (input: QuestionInput) => expectOk(await act(world.books, office, findFigures, input))
const able = (dimension: Dimension) =>
	measureNames.filter((name) => isStep(dimension) || dimensionsOfMeasure(name).includes(dimension))
const isCount = (name: MeasureName) => measures[name].unit === 'count' || measures[name].ofCounts === true

/** Amounts of joint invoices are divided by exact sums and rounded parts: each may be a minor unit off, never the whole. */
const divided: readonly MeasureName[] = ['collected', 'outstanding', 'overdue']

function expectSame(
	name: MeasureName,
	found: bigint | null | undefined,
	wanted: number | null,
	slack: number,
	what: string,
) {
	if (wanted === null) return expect([what, found]).toEqual([what, null])
	const off = Math.abs(Number(found ?? 0n) - wanted)
	const most = divided.includes(name) ? slack : 0
	expect([what, off <= most + 0.001 ? 'right' : `${found} and not ${wanted}`]).toEqual([what, 'right'])
}

test('after such a year every promise of the books holds', async () => {
	const found = expectOk(await look(world.books, office, examine, undefined))
	expect(found.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
})

describe.each(Object.entries(periods))('over %s', (name, period) => {
	test('totals are what the oracle has', async () => {
		for (const { measure, totals } of await figures({ measures: measureNames.slice(0, 12), period }).then(
			async (first) => [
				...first,
				...(await figures({ measures: measureNames.slice(12, 24), period })),
				...(await figures({ measures: measureNames.slice(24), period })),
			],
		))
			for (const currency of isCount(measure) ? [null] : currencies) {
				const value = totals.find((total) => total.currency === currency)
				const wanted = figureOf(books, measure, period, (fact) => currency === null || fact.currency === currency)
				if (value) expectSame(measure, value.value, wanted, 0, `${measure} ${currency}`)
				else expect([measure, currency, wanted ?? 0]).toEqual([measure, currency, 0])
			}
	})

	test.each(dimensions.filter((one) => one !== 'day' || name === 'some days'))(
		'by %s, every row is what the oracle has, and no row is missing',
		async (dimension) => {
			const names = able(dimension)
			for (let at = 0; at < names.length; at += 10)
				for (const figure of await figures({ measures: names.slice(at, at + 10), period, groupBy: dimension }))
					compareRows(figure, dimension)
		},
	)
})

const shelves = new Map<string, Books>()

/** The books of one row alone; a reason is a share of all the others. */
function shelfOf(dimension: Dimension, key: string, currency: string | null): Books {
	const name = isStep(dimension) || dimension === 'reason' ? `${currency}` : `${dimension} ${key} ${currency}`
	const known = shelves.get(name)
	if (known) return known
	const whole = name === `${currency}` ? books : shelfOf('day', '', currency)
	const belongs = (fact: Fact) =>
		whole === books
			? currency === null || fact.currency === currency
			: isStep(dimension) || dimension === 'reason' || keyOf(fact, dimension) === key
	const shelf = Object.fromEntries(
		Object.entries(whole).map(([source, facts]) => [source, facts.filter(belongs)]),
	) as Books
	shelves.set(name, shelf)
	return shelf
}

function compareRows(figure: Figure, dimension: Dimension): void {
	const { measure, period, rows } = figure
	const facts = Object.values(books).flat()
	const starts = isStep(dimension) ? boundariesOf(period, dimension) : []
	const keys = isStep(dimension) ? starts.slice(0, -1) : [...new Set(facts.map((fact) => keyOf(fact, dimension)))]
	for (const currency of isCount(measure) ? [null] : currencies)
		for (const [index, key] of keys.entries()) {
			const stretch = isStep(dimension) ? { from: key, to: starts[index + 1] ?? period.to } : period
			const mine = (fact: Fact) => dimension !== 'reason' || keyOf(fact, dimension) === key
			const wanted = figureOf(shelfOf(dimension, key, currency), measure, stretch, mine, () => true)
			const row = rows.find((one) => one.key === key && one.currency === currency)
			const what = `${measure} ${currency} ${dimension} ${key}`
			if (row) expectSame(measure, row.value, wanted, 25, what)
			else expect([what, Math.abs(wanted ?? 0) < 1]).toEqual([what, true])
		}
}

test('rows behind a figure sum to it exactly', async () => {
	const period = periods['a quarter']
	const asked = measureNames.filter((name) => !measures[name].value)
	await Promise.all(
		asked.map(async (measure, index) => {
			const able = (['product', 'reason', 'group', 'month'] as const).filter(
				(one) => isStep(one) || dimensionsOfMeasure(measure).includes(one),
			)
			const groupBy = able[index % able.length] ?? 'month'
			const [figure] = await figures({ measures: [measure], period, groupBy })
			for (const { key, currency, value } of figure?.rows ?? []) {
				const input = { measure, period, groupBy, key, limit: 1000, ...(currency && { currency }) }
				const { rows, sums } = expectOk(await act(world.books, office, findBehind, input))
				const what = `${measure} ${groupBy} ${key} ${currency}`
				expect([what, rows.reduce((all, { amount }) => all + amount, 0n)]).toEqual([what, value])
				expect([what, sums.reduce((all, { amount }) => all + amount, 0n)]).toEqual([what, value])
			}
		}),
	)
})

test('a figure is not told apart by what it does not have, and customers see none', async () => {
	const period = periods['a month']
	const asked = { measures: ['collected' as const], period, groupBy: 'reason' as const }
	expect(await act(world.books, office, findFigures, asked)).toMatchObject({
		ok: false,
		refusal: { code: 'figure.not_by', facts: { measure: 'collected', dimension: 'reason' } },
	})
	const contact = { kind: 'contact', contactId: crypto.randomUUID() } as const
	const refused = { ok: false, refusal: { code: 'not_permitted' } }
	expect(await act(world.books, contact, findFigures, { measures: ['mrr'], period })).toMatchObject(refused)
	expect(await act(world.books, contact, findBehind, { measure: 'mrr', period, limit: 1 })).toMatchObject(refused)
})

test('when contracts and customers change hands, and months are folded, teams and people have what is theirs now', async () => {
	const { sql } = world
	const good = async () => {
		const found = expectOk(await look(world.books, office, examine, undefined))
		expect(found.flatMap(({ promise, found: wrong }) => (/^months/.test(promise) ? wrong : []))).toEqual([])
	}
	await sql`update contract set group_id = null, owner_id = null where id in (select id from contract order by id limit 8)`
	await good()
	await sql`
		update customer set group_id = (select max(id::text)::uuid from staff_group), owner_id = (select min(id::text)::uuid from staff_user)
		where id in (select id from customer order by id limit 10)`
	await good()
	await sql`
		update contract set group_id = (select min(id::text)::uuid from staff_group), owner_id = (select max(id::text)::uuid from staff_user)
		where id in (select id from contract order by id desc limit 9)`
	await good()
	await sql`update company set time_zone = case time_zone when 'Asia/Tokyo' then 'America/Los_Angeles' else 'Asia/Tokyo' end`
	await good()
	const asked = {
		measures: ['mrr', 'net_new', 'invoiced', 'signed', 'signed_mrr', 'signed_contracts'] as MeasureName[],
	}
	const told = async () =>
		await Promise.all(
			(['group', 'person'] as const).flatMap((groupBy) =>
				[periods['a quarter'], periods['some days']].map((period) => figures({ ...asked, period, groupBy })),
			),
		)
	const before = await told()
	await sql`select fold_months()`
	await good()
	expect(await told()).toEqual(before)
	// An earlier or later end changes what a contract of less than a year was signed for.
	await sql`update contract set ends_on = starts_on + 200 where state = 'closed' and ends_on > starts_on + 60`
	await good()
})

test('the database knows the digits of each currency as the product does', async () => {
	const rows = await world.sql<{ currency: string; minors: string }[]>`
		select currency, minors_of(currency::char(3))::text as minors from unnest(${currencyCodes()}::text[]) as currency`
	expect(rows.filter(({ currency, minors }) => minors !== String(10 ** exponent(currency)))).toEqual([])
})
