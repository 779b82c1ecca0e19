import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { type CurrencyRate, sayTurn, turnAt, turned } from '#core/currency-rate/convert.ts'
import { readEuroRates } from '#core/currency-rate/read-csv.ts'
import { bringEuroRates, removeCurrencyRate, setCurrencyRate, setReportingCurrency } from '#core/currency-rate/save.ts'
import { findFigures } from '#core/report/figure.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'

const euro = (currency: string, validFrom: string, rate: string): CurrencyRate => ({
	base: 'EUR',
	currency,
	validFrom,
	rate,
})
const rates = [euro('USD', '2026-01-01', '1.25'), euro('USD', '2026-02-01', '1.6'), euro('JPY', '2026-01-15', '160')]
const turn = (amount: bigint, from: string, to: string, on: string) => {
	const way = turnAt(rates, from, to, on)
	return way ? `${turned(amount, from, to, way)} by ${sayTurn(way)} of ${way.on}` : 'no rate'
}

test('a rate turns both ways, across the euro, by the latest up to the day, and without one nothing is guessed', () => {
	expect(turn(10_000n, 'USD', 'EUR', '2026-01-31')).toBe('8000 by 0.8 of 2026-01-01')
	expect(turn(10_000n, 'USD', 'EUR', '2026-02-01')).toBe('6250 by 0.625 of 2026-02-01')
	expect(turn(8_000n, 'EUR', 'USD', '2026-01-31')).toBe('10000 by 1.25 of 2026-01-01')
	expect(turn(10_000n, 'USD', 'JPY', '2026-02-02')).toBe('10000 by 100 of 2026-01-15')
	expect(turn(100n, 'JPY', 'USD', '2026-02-02')).toBe('100 by 0.01 of 2026-01-15')
	expect(turn(10_000n, 'USD', 'EUR', '2025-12-31')).toBe('no rate')
	expect(turn(10_000n, 'USD', 'JPY', '2026-01-10')).toBe('no rate')
	expect(turn(10_000n, 'GBP', 'EUR', '2026-02-02')).toBe('no rate')
})

test('the bank’s files are read as they are, of one day and of all, and what is none of them is refused by its line', () => {
	const history = 'Date,USD,JPY,CYP,\n2026-02-02,1.6,160.5,N/A,\n2026-02-01,1.5,N/A,0.58,\n\n'
	expect(readEuroRates(history)).toEqual([
		euro('USD', '2026-02-02', '1.6'),
		euro('JPY', '2026-02-02', '160.5'),
		euro('USD', '2026-02-01', '1.5'),
	])
	expect(readEuroRates('\uFEFFDate, USD, JPY, \n2 February 2026, 1.6, 160.5, \n')).toHaveLength(2)
	for (const text of [
		'',
		'Day,USD\n',
		'Date,USD\n2026-02-30,1.6\n',
		'Date,USD\n2026-02-02,-1\n',
		'Date,USD\n2026-02-02,1e3\n',
	])
		expect(() => readEuroRates(text), text).toThrow()
})

let shop: Shop
const seller: Actor = { kind: 'staff', userId: '00000000-0000-7000-8000-000000000001', role: 'salesperson' }
beforeAll(async () => {
	shop = await openShop('2026-01-01', { currency: 'USD' })
	await shop.agree({ currency: 'USD' }, { quantity: '1', unitPrice: '100' })
	await shop.standOn('2026-01-02')
	await shop.standOn('2026-02-10')
})
afterAll(() => shop.world.close())

/** Reads keep the company for a moment; what writes reads it anew. */
const settle = () => act(shop.world.books, clerk, async () => null, undefined)
const inOne = async (measure: 'mrr' | 'invoiced' | 'arpu', to = '2026-03-01') => {
	await settle()
	const asked = { measures: [measure], period: { from: '2026-01-01', to } }
	const [figure] = expectOk(await look(shop.world.books, clerk, findFigures, asked))
	return figure?.inOne ?? null
}
const done = async <Input>(verb: (scope: never, input: Input) => Promise<unknown>, input: Input, actor = clerk) => {
	const outcome = await act(shop.world.books, actor, verb as never, input as never)
	return outcome.ok ? 'done' : (outcome.refusal as { code: string }).code
}

test('figures say which rate is missing until there is one, then each fact by the rate of its day', async () => {
	await shop.world.sql`update company set reporting_currency = 'EUR'`
	expect(await inOne('mrr')).toBe(null)
	expect(await done(bringEuroRates, { text: 'Date,GBP\n2026-01-01,0.9\n' })).toBe('done')
	expect(await inOne('mrr')).toMatchObject({
		currency: 'EUR',
		value: null,
		missing: [{ currency: 'USD', on: '2026-02-10' }],
	})
	expect(await done(bringEuroRates, { text: 'Date,USD\n2026-01-01,1.25\n2026-02-01,1.6\n' }, seller)).toBe(
		'not_permitted',
	)
	expect(await done(bringEuroRates, { text: 'Date,USD\n2026-01-01,1.25\n2026-02-01,1.6\n' })).toBe('done')
	expect(await inOne('mrr')).toEqual({
		currency: 'EUR',
		value: 6250n,
		missing: [],
		rates: [{ currency: 'USD', first: { on: '2026-02-01', rate: '0.625' }, last: { on: '2026-02-01', rate: '0.625' } }],
	})
	const [sums] = await shop.world.sql<{ first: bigint; second: bigint }[]>`
		select sum(total_minor) filter (where issued_on < '2026-02-01') as first,
			sum(total_minor) filter (where issued_on >= '2026-02-01') as second from invoice`
	const invoiced = await inOne('invoiced')
	const share = (minor: bigint, over: bigint, under: bigint) => (BigInt(minor) * over) / under
	expect(invoiced?.value).toBe(share(sums?.first ?? 0n, 4n, 5n) + share(sums?.second ?? 0n, 5n, 8n))
	expect(invoiced?.rates[0]).toMatchObject({ first: { on: '2026-01-01' }, last: { on: '2026-02-01' } })
	expect(await inOne('arpu')).toBe(null)
})

test('rates are typed, corrected and taken back, and another reporting currency is reckoned across', async () => {
	const rate = { base: 'EUR', currency: 'JPY', validFrom: '2026-01-20', rate: '160' }
	expect(await done(setCurrencyRate, rate, seller)).toBe('not_permitted')
	expect(await done(setCurrencyRate, { ...rate, rate: '0' })).toBe('input.invalid')
	expect(await done(setCurrencyRate, { ...rate, currency: 'EUR' })).toBe('input.invalid')
	expect(await done(setCurrencyRate, { ...rate, currency: 'XXQ' })).toBe('input.invalid')
	expect(await done(setCurrencyRate, rate)).toBe('done')
	expect(await done(setReportingCurrency, { currency: 'JPY' })).toBe('done')
	expect(await inOne('mrr')).toMatchObject({ currency: 'JPY', value: 10_000n })
	expect(await done(removeCurrencyRate, rate)).toBe('done')
	expect(await done(removeCurrencyRate, rate)).toBe('not_found')
	expect(await inOne('mrr')).toMatchObject({ value: null })
	expect(await done(setReportingCurrency, { currency: 'USD' })).toBe('done')
	expect(await inOne('mrr')).toBe(null)
})
