// Cohorts and forecasts over the random year, against loops over the raw movements.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look, type Scope } from '#core/act.ts'
import { findCohortMembers } from '#core/report/cohort-members.ts'
import { type Cohorts, findCohorts } from '#core/report/cohorts.ts'
import { findFigures } from '#core/report/figure.ts'
import { findForecast } from '#core/report/forecast.ts'
import type { World } from '#test/support/books.ts'
import { type Books, type Fact, readBooks } from './oracle.ts'
import { livedYear, office } from './world.ts'

let world: World
let books: Books
beforeAll(async () => {
	world = await livedYear(20260301)
	books = await readBooks(world.sql, world.clock.today().toString())
}, 120_000)
afterAll(() => world.close())

const months = (first: string, count: number) => Temporal.PlainDate.from(first).add({ months: count }).toString()
const over = '2026-10-01'
const sum = (facts: readonly Fact[]) => facts.reduce((all, { amount }) => all + amount, 0)

/** What is left of the customers of these facts, each by their own first month; null where no month is over. */
function leftOf(facts: readonly Fact[], all: readonly Fact[], month: number) {
	const old = [...Map.groupBy(facts, ({ customer }) => customer)].flatMap(([customer, own]) => {
		const began =
			all
				.filter((fact) => fact.customer === customer)
				.map(({ on }) => on)
				.sort()[0] ?? ''
		const start = `${began.slice(0, 7)}-01`
		const levelAt = (at: number) => sum(own.filter(({ on }) => on < months(start, at + 1)))
		return months(start, month + 1) <= over ? [{ first: levelAt(0), now: levelAt(month) }] : []
	})
	if (old.length === 0) return null
	const [first, now] = [sum2(old.map((one) => one.first)), sum2(old.map((one) => one.now))]
	const count = (of: 'first' | 'now') => old.filter((one) => one[of] > 0).length
	return { mrr: now, customers: count('now'), share: ratio(now, first), part: ratio(count('now'), count('first')) }
}
const sum2 = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
const ratio = (part: number, whole: number) => (whole > 0 ? Math.round((part * 10000) / whole) : null)

function compare({ rows, whole, by }: Cohorts, all: readonly Fact[]): number {
	let compared = 0
	const startOf = (fact: Fact) =>
		`${all
			.filter(({ customer }) => customer === fact.customer)
			.map(({ on }) => on)
			.sort()[0]
			?.slice(0, 7)}-01`
	for (const { key, months: kept } of [...rows, { key: null, months: whole }]) {
		const facts = all.filter((fact) => key === null || (by === 'start' ? startOf(fact) : fact[by]) === key)
		for (const [month, cell] of kept.entries()) {
			const wanted = leftOf(facts, all, month)
			const found = cell && {
				...{ mrr: Number(cell.mrrMinor), customers: Number(cell.customers) },
				...{ share: cell.mrrBasisPoints, part: cell.customersBasisPoints },
			}
			const plain = found && {
				...found,
				share: found.share === null ? null : Number(found.share),
				part: found.part === null ? null : Number(found.part),
			}
			expect([by, key, month, plain]).toEqual([by, key, month, wanted])
			compared++
		}
	}
	return compared
}

test.each(['start', 'plan', 'product', 'country', 'person', 'industry'] as const)(
	'cohorts by %s are what the raw movements say, in every month since the start',
	async (by) => {
		for (const currency of ['EUR', 'JPY']) {
			const found = expectOk(await look(world.books, office, findCohorts, { by, currency }))
			const all = books.moved.filter((fact) => fact.currency === currency)
			expect(compare(found, all)).toBeGreaterThan(13)
			expect(found.rows.length).toBeGreaterThan(0)
		}
	},
)

test('cohorts narrowed to a team are those of its contracts, and who makes up a cell sums to it', async () => {
	const [group] = await world.sql<{ id: string }[]>`select id from staff_group order by name limit 1`
	const asked = { by: 'start' as const, filters: { group: [group?.id ?? ''] } }
	const found = expectOk(await look(world.books, office, findCohorts, asked))
	expect(
		compare(
			found,
			books.moved.filter((fact) => fact.currency === 'EUR' && fact.group === group?.id),
		),
	).toBeGreaterThan(13)
	for (const { key, months: kept } of found.rows)
		for (const [month, cell] of kept.entries()) {
			if (!cell) continue
			const of = expectOk(await look(world.books, office, findCohortMembers, { ...asked, key, month, limit: 100 }))
			expect(of.mrrMinor).toBe(cell.mrrMinor)
			expect(of.members.reduce((all, { mrrMinor }) => all + mrrMinor, 0n)).toBe(cell.mrrMinor)
			expect(of.members.filter(({ mrrMinor }) => mrrMinor > 0n)).toHaveLength(Number(cell.customers))
		}
})

test('a forecast goes on from the months of the figures by their mean change, and names what contracts have of its days', async () => {
	const [mrr, contracts] = expectOk(await look(world.books, office, findForecast, { months: 3 }))
	const ask = async (measure: 'mrr' | 'contracts', from: string, to: string) => {
		const filters = measure === 'mrr' ? { currency: ['EUR'] } : {}
		const asked = { measures: [measure], period: { from, to }, groupBy: 'month' as const, filters }
		const [figure] = expectOk(await act(world.books, office, findFigures, asked))
		return figure?.rows.map(({ key, value }) => ({ month: key, value: value ?? 0n })) ?? []
	}
	const begun = <Of extends { value: bigint }>(all: Of[] = []) => all.slice(all.findIndex(({ value }) => value !== 0n))
	const pastMrr = begun(await ask('mrr', '2025-10-01', '2026-10-01'))
	expect(mrr?.past).toEqual(pastMrr)
	expect(contracts?.past).toEqual(begun(await ask('contracts', '2025-10-01', '2026-10-01')))
	const agreed = await ask('mrr', '2026-10-01', '2027-01-01')
	expect(mrr?.months.map(({ month, agreed: value }) => ({ month, value }))).toEqual(agreed)
	const [first, last] = [Number(pastMrr[0]?.value), Number(pastMrr.at(-1)?.value)]
	const mean = (last - first) / (pastMrr.length - 1)
	expect(mrr?.months.map(({ value }) => Number(value))).toEqual([1, 2, 3].map((step) => Math.round(last + step * mean)))
	for (const { low, value, high } of mrr?.months ?? []) expect([low < value, value < high]).toEqual([true, true])
})

test('who speaks within a team is told of its cohorts and forecast alone', async () => {
	const groups = await world.sql<
		{ id: string }[]
	>`select id from staff_group where name in ('North', 'South') order by name`
	const [north, south] = groups.map(({ id }) => id)
	const within = { kind: 'staff', userId: crypto.randomUUID(), role: 'manager', within: north ?? '' } as const
	const ofNorth = { filters: { group: [north ?? ''] } }
	const both = async (scope: Scope, asked: { filters?: { group: string[] } }) => [
		await findCohorts(scope, asked),
		await findForecast(scope, asked),
	]
	const told = expectOk(await look(world.books, within, both, {}))
	expect(told).toEqual(expectOk(await look(world.books, office, both, ofNorth)))
	const all = expectOk(await look(world.books, office, both, {}))
	for (const [index, one] of told.entries()) expect(one).not.toEqual(all[index])
	for (const find of [findCohorts, findForecast])
		expect(
			await look(
				world.books,
				within,
				async (scope) => await find(scope, { filters: { group: [south ?? ''] } }),
				undefined,
			),
		).toMatchObject({ refusal: { code: 'not_found' } })
	const cell = { month: 1, limit: 100 }
	const members = expectOk(await look(world.books, within, findCohortMembers, cell))
	expect(members).toEqual(expectOk(await look(world.books, office, findCohortMembers, { ...cell, ...ofNorth })))
})

test('nonsense is refused, and customers see neither', async () => {
	const refused = { ok: false, refusal: { code: 'input.invalid' } }
	expect(await look(world.books, office, findForecast, { months: 0 })).toMatchObject(refused)
	expect(await look(world.books, office, findCohorts, { currency: 'XYZ' })).toMatchObject(refused)
	const contact = { kind: 'contact', contactId: crypto.randomUUID() } as const
	const unseen = { ok: false, refusal: { code: 'not_permitted' } }
	expect(await look(world.books, contact, findForecast, {})).toMatchObject(unseen)
	expect(await look(world.books, contact, findCohorts, {})).toMatchObject(unseen)
	const members = await look(world.books, contact, findCohortMembers, { month: 0, limit: 1 })
	expect(members).toMatchObject(unseen)
})
