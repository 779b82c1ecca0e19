import { describe, expect, test } from 'vitest'
import { newPrice, priceRule } from '#core/price-update/rule.ts'
import { effectiveDay, type Startable } from '#core/price-update/starts.ts'

test.each([
	['31.00', '5', 'minor', 'EUR', '32.55'],
	['31.00', '-5', 'minor', 'EUR', '29.45'],
	['0.0125', '10', 'minor', 'EUR', '0.0138'],
	['31.00', '5', 'whole', 'EUR', '33.00'],
	['31.00', '5', 'ninety', 'EUR', '32.90'],
	['31.00', '3', 'ninety', 'EUR', '31.90'],
	['31.00', '5', 'ninety_nine', 'EUR', '32.99'],
	['0.20', '0', 'ninety', 'EUR', '0.90'],
	['790000', '5', 'ninety', 'VND', '829490'],
	['790000', '5', 'minor', 'VND', '829500'],
	['10.000', '5', 'ninety', 'KWD', '10.900'],
] as const)('%s with %s per cent, rounded to %s in %s, is %s', (price, percent, rounding, currency, expected) => {
	expect(newPrice(price, { percent, rounding }, currency)).toBe(expected)
})

const day = (text: string) => Temporal.PlainDate.from(text)
const contract: Startable = {
	...{ state: 'active', startsOn: day('2026-01-01'), endsOn: null, renewal: 'none', termMonths: null, noticeDays: 30 },
	...{ pricesFixedThrough: null, nextDueOn: day('2026-04-01'), interval: { unit: 'month', count: 1 }, country: 'DE' },
}
const rule = priceRule.parse({
	starts: { at: 'renewal' },
	noticeDays: 30,
	countries: [{ country: 'FR', noticeDays: 60 }],
})
const onDay = (on: string) => priceRule.parse({ starts: { at: 'day', on }, noticeDays: 30 })

describe('on 10 March', () => {
	test.each<[string, Partial<Startable>, string]>([
		['one that can be left at any time has it from the first period that can be left before', {}, '2026-05-01'],
		['with a longer notice by law, later', { country: 'FR' }, '2026-06-01'],
		[
			'one that renews by itself has it with its next term',
			{ endsOn: day('2026-06-30'), renewal: 'tacit', termMonths: 6 },
			'2026-07-01',
		],
		[
			'where the day to object has passed, with the term after that',
			{ endsOn: day('2026-03-31'), renewal: 'tacit', termMonths: 12 },
			'2027-04-01',
		],
		['one that ends by itself has none', { endsOn: day('2026-12-31') }, 'ends'],
		['one that was cancelled has none', { state: 'ending', endsOn: day('2026-12-31') }, 'in_notice'],
		['one whose prices are fixed keeps them', { pricesFixedThrough: day('2026-05-01') }, 'fixed_price'],
		['and has them from the day after', { pricesFixedThrough: day('2026-04-30') }, '2026-05-01'],
	])('%s', (_name, facts, expected) => {
		expect(String(effectiveDay({ ...contract, ...facts }, rule, day('2026-03-10')))).toBe(expected)
	})

	test('a day of the company’s own needs its notice, and the contract to be there', () => {
		const on = (text: string, facts: Partial<Startable> = {}) =>
			String(effectiveDay({ ...contract, ...facts }, onDay(text), day('2026-03-10')))
		expect(on('2026-04-15')).toBe('2026-04-15')
		expect(on('2026-04-08')).toBe('notice_too_short')
		expect(on('2026-04-15', { endsOn: day('2026-04-14') })).toBe('ends')
		expect(on('2026-04-15', { startsOn: day('2026-05-01') })).toBe('2026-05-01')
	})
})
