import { describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { renewTerms } from '#core/contract/renew-terms.ts'
import { setRenewalPolicy } from '#core/contract/renewal-policy.ts'
import { tellRenewals } from '#core/contract/tell-renewals.ts'
import { quoteRenewals } from '#core/quote/renewals.ts'
import { codeOf, Leaver } from '../amendment/leaving.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'

const yearly = { unit: 'year' as const, count: 1 }

async function ends({ world }: Shop): Promise<string[]> {
	const rows = await world.sql<{ text: string }[]>`
		select recorded_on || ' ' || effective_on || ' ' || (terms->'endsOn'->>1) as text from amendment
		where kind = 'renewal' order by sequence`
	return rows.map(({ text }) => text)
}

/** Stands on days and tells what is to be told; a line for each letter that it made. */
async function told(shop: Shop, days: string[]): Promise<string[]> {
	const { world } = shop
	const said: string[] = []
	for (const day of days) {
		await shop.standOn(day)
		expectOk(await act(world.books, clerk, tellRenewals, undefined))
		const rows = await world.sql<{ text: string }[]>`
			delete from outbox where payload->>'letter' in ('renewal-coming', 'contract-ends')
			returning concat_ws(' ', payload->>'letter', payload->>'endsOn', payload->>'lastDay') as text`
		said.push(...rows.map(({ text }) => `${day} ${text}`))
	}
	return said
}

describe('a tacit renewal', () => {
	test('is agreed on the day after the last day to object, once, and billed on as before', async () => {
		const shop = await openShop('2027-03-01')
		await using world = shop.world
		await shop.agree({ renewal: 'tacit', termMonths: 12, endsOn: '2028-02-29', noticeDays: 30 }, { interval: yearly })
		for (const day of ['2027-03-01', '2028-01-30']) await shop.standOn(day)
		expect(await ends(shop)).toEqual([])
		await shop.standOn('2028-01-31')
		expect(await ends(shop)).toEqual(['2028-01-31 2028-03-01 2029-02-28'])
		await Promise.all([1, 2, 3].map(() => renewTerms(world.books, clerk)))
		for (const day of ['2028-02-29', '2028-03-01']) await shop.standOn(day)
		expect(await ends(shop)).toHaveLength(1)
		expect(await new Leaver(shop).papers()).toEqual(['2027-03-01 invoice 11160', '2028-03-01 invoice 11160'])
		expect(await world.sql`select state, ends_on::text from contract`).toEqual([
			{ state: 'active', ends_on: '2029-02-28' },
		])
		expect(await world.sql`select from event where kind = 'contract.renewed'`).toHaveLength(1)
	})

	test('keeps the day it began on over short months, and makes good what a clock that stood still has missed', async () => {
		const shop = await openShop('2025-08-31')
		await using _ = shop.world
		await shop.agree({ renewal: 'tacit', termMonths: 6, endsOn: '2026-02-27', noticeDays: 0 })
		for (const day of ['2026-02-27', '2027-03-01']) await shop.standOn(day)
		expect(await ends(shop)).toEqual([
			'2027-03-01 2026-02-28 2026-08-30',
			'2027-03-01 2026-08-31 2027-02-27',
			'2027-03-01 2027-02-28 2027-08-30',
		])
	})

	test('is for as long as the term before it, where only the first end was agreed', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ renewal: 'tacit', endsOn: '2026-12-31', noticeDays: 30 })
		for (const day of ['2026-12-02', '2027-12-02', '2028-12-02']) await shop.standOn(day)
		expect(await ends(shop)).toEqual([
			'2026-12-02 2027-01-01 2027-12-31',
			'2027-12-02 2028-01-01 2028-12-31',
			'2028-12-02 2029-01-01 2029-12-31',
		])
	})

	test('does not come to a contract that was left in time, nor to one renewed by quote or not at all', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const year = { termMonths: 12, endsOn: '2026-12-31', noticeDays: 30 }
		await shop.agree({ ...year, renewal: 'quote' })
		await shop.agree({ ...year, renewal: 'none' })
		await shop.agree({ ...year, renewal: 'tacit' })
		await shop.standOn('2026-12-01')
		expect(codeOf(await new Leaver(shop).leave())).toBe('done')
		for (const day of ['2026-12-02', '2027-01-01']) await shop.standOn(day)
		expect(await ends(shop)).toEqual([])
		expect(await world.sql`select distinct state from contract`).toEqual([{ state: 'closed' }])
	})
})

describe('a notice of renewal', () => {
	test('goes out thirty days before the last day to object and again a week before, each once', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ renewal: 'tacit', termMonths: 12, endsOn: '2026-12-31', noticeDays: 30 })
		const days = [
			'2026-10-31',
			'2026-11-01',
			'2026-11-02',
			'2026-11-23',
			'2026-11-24',
			'2026-11-25',
			'2026-12-01',
			'2026-12-02',
		]
		expect(await told(shop, days)).toEqual([
			'2026-11-01 renewal-coming 2026-12-31 2026-12-01',
			'2026-11-24 renewal-coming 2026-12-31 2026-12-01',
		])
		expect(await told(shop, ['2027-11-01'])).toEqual(['2027-11-01 renewal-coming 2027-12-31 2027-12-01'])
	})

	test('is one letter where a worker slept over both days, and comes with terms of a contract without an end too', async () => {
		const shop = await openShop('2026-01-31')
		await using _ = shop.world
		await shop.agree({ renewal: 'tacit', termMonths: 3, noticeDays: 14 })
		expect(
			await told(shop, ['2026-04-12', '2026-04-13', '2026-04-16', '2026-06-16', '2026-07-09', '2026-07-16']),
		).toEqual([
			'2026-04-12 renewal-coming 2026-04-29 2026-04-15',
			'2026-06-16 renewal-coming 2026-07-30 2026-07-16',
			'2026-07-09 renewal-coming 2026-07-30 2026-07-16',
		])
	})

	test('of short terms goes out once before the first renewal, and again after half a year of them', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].flatMap((month) => {
			const last = Temporal.PlainDate.from('2026-01-31').add({ months: month - 1 })
			return [30, 8, 7, 1].map((before) => last.subtract({ days: before + 3 }).toString())
		})
		await shop.agree({ renewal: 'tacit', termMonths: 1, noticeDays: 3 })
		expect(await told(shop, days)).toEqual([
			'2026-01-21 renewal-coming 2026-01-31 2026-01-28',
			'2026-07-21 renewal-coming 2026-07-31 2026-07-28',
			'2027-01-21 renewal-coming 2027-01-31 2027-01-28',
		])
		// One whose end moves, and whose first term is cut by a short month.
		const other = await openShop('2026-01-31')
		await using _other = other.world
		await other.agree({ renewal: 'tacit', endsOn: '2026-02-27', noticeDays: 3 })
		expect(
			await told(
				other,
				days.filter((day) => day > '2026-01-31'),
			),
		).toEqual([
			'2026-02-17 renewal-coming 2026-02-27 2026-02-24',
			'2026-08-20 renewal-coming 2026-08-30 2026-08-27',
			'2027-02-17 renewal-coming 2027-02-27 2027-02-24',
		])
	})

	test('follows what the company says of days and of terms that are short', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree({ renewal: 'tacit', termMonths: 1, noticeDays: 3 })
		expect(await told(shop, ['2026-01-20', '2026-01-27', '2026-02-20'])).toEqual([
			'2026-01-27 renewal-coming 2026-01-31 2026-01-28',
		])
		const policy = { remindDays: [10], shortestMonths: 1, quoteDays: 60 }
		expectOk(await act(world.books, clerk, setRenewalPolicy, policy))
		expect(await told(shop, ['2026-03-17', '2026-03-18', '2026-03-19'])).toEqual([
			'2026-03-18 renewal-coming 2026-03-31 2026-03-28',
		])
		expect(codeOf(await act(world.books, clerk, setRenewalPolicy, { ...policy, remindDays: [0] }))).toBe(
			'input.invalid',
		)
		expect(codeOf(await act(world.books, shop.contact, setRenewalPolicy, policy))).toBe('not_permitted')
	})

	test('says of a contract that is not renewed that it ends, on each of the days the company chose', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree({ renewal: 'none', endsOn: '2026-06-30' })
		expect(await told(shop, ['2026-05-30', '2026-05-31', '2026-06-01', '2026-06-23', '2026-06-30'])).toEqual([
			'2026-05-31 contract-ends 2026-06-30',
			'2026-06-23 contract-ends 2026-06-30',
		])
		expect(await told(shop, ['2026-06-29', '2026-06-30'])).toEqual([])
	})
})

test('a renewal by quote is made and sent once before the end, with what recurs, and never twice', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	await shop.agree({ renewal: 'quote', termMonths: 12, endsOn: '2026-12-31', title: 'Fleet' })
	for (const day of ['2026-01-01', '2026-10-31']) await shop.standOn(day)
	expect(await quoteRenewals(world.books, clerk)).toEqual({ quoted: 0, failed: [] })
	await shop.standOn('2026-11-01')
	const made = await Promise.all([1, 2, 3].map(() => quoteRenewals(world.books, clerk)))
	expect(made.reduce((sum, { quoted }) => sum + quoted, 0)).toBe(1)
	const quotes = await world.sql`
		select state, purpose, starts_on::text, term_months, valid_until::text, title, description, quantity::text, unit_price::text
		from quote join quote_line on quote_id = quote.id`
	expect(quotes).toEqual([
		{
			state: 'sent',
			purpose: 'renewal',
			starts_on: '2027-01-01',
			term_months: 12,
			valid_until: '2026-12-31',
			title: 'Fleet',
			description: 'Seats',
			quantity: '3',
			unit_price: '31.00',
		},
	])
	await shop.standOn('2026-11-20')
	expect(await quoteRenewals(world.books, clerk)).toEqual({ quoted: 0, failed: [] })
})
