import { describe, expect, test } from 'vitest'
import { dispatch } from '#bot/terminal/dispatch.ts'

const given = {
	currency: 'EUR',
	dailyRatePercent: '0.05',
	graceDays: 0,
	chargeGrace: false,
	instalments: [
		{ due: '2026-01-10', amount: '1000.00' },
		{ due: '2026-02-10', amount: '1000' },
	],
	receipts: [{ on: '2026-01-20', amount: '400' }],
	waivers: [{ on: '2026-02-01', amount: '2' }],
	on: '2026-02-20',
}

async function run(value: unknown, ...options: string[]) {
	const [out, err]: [string[], string[]] = [[], []]
	const input = async () => (typeof value === 'string' ? value : JSON.stringify(value))
	const io = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), input }
	const code = await dispatch(['penalty', '-', ...options], io)
	return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('penalty', () => {
	test('tells each instalment and the total, with the spans that it is made of', async () => {
		const { code, out } = await run(given)
		expect(code).toBe(0)
		expect(JSON.parse(out)).toEqual({
			currency: 'EUR',
			on: '2026-02-20',
			instalments: [
				{
					...{ dueOn: '2026-01-10', amount: '1000.00', principalOpen: '600.00', daysPastDue: 41 },
					...{ penaltyAccrued: '14.30', waived: '2.00', due: '12.30' },
					why: [
						{ after: '2026-01-10', through: '2026-01-20', days: 10, principal: '1000.00' },
						{ after: '2026-01-20', through: '2026-02-20', days: 31, principal: '600.00' },
					],
				},
				{
					...{ dueOn: '2026-02-10', amount: '1000.00', principalOpen: '1000.00', daysPastDue: 10 },
					...{ penaltyAccrued: '5.00', waived: '0.00', due: '5.00' },
					why: [{ after: '2026-02-10', through: '2026-02-20', days: 10, principal: '1000.00' }],
				},
			],
			total: {
				...{ principalOpen: '1600.00', daysPastDue: 41, penaltyAccrued: '19.30', waived: '2.00', due: '17.30' },
				unallocated: '0.00',
			},
		})
	})

	test('tells it as a table', async () => {
		const { out } = await run({ ...given, receipts: [{ on: '2026-01-20', amount: '2400' }] }, '--table')
		expect(out).toMatch(/2026-01-10 +1000\.00 +0\.00 +0 +5\.00 +2\.00 +3\.00/)
		expect(out).toContain('Not allocated: 400.00 EUR')
	})

	test.each<[string, object | string, string]>([
		['a day that is none', { ...given, on: '2026-02-30' }, 'on: "2026-02-30" is not a date'],
		[
			'an amount of nothing',
			{ ...given, receipts: [{ on: '2026-02-01', amount: '0' }] },
			'receipts[0].amount: must be more',
		],
		[
			'half a yen',
			{ ...given, currency: 'JPY', receipts: [{ on: '2026-02-01', amount: '0.5' }] },
			'more digits than JPY',
		],
		['no currency', { ...given, currency: 'EUO' }, 'currency: "EUO" is not a currency code'],
		['half a day of grace', { ...given, graceDays: 0.5 }, 'graceDays: must be a whole number'],
		['a rate of text', { ...given, dailyRatePercent: 'half' }, 'dailyRatePercent: "half" is not a decimal number'],
		['an unknown field', { ...given, grace: 3 }, 'grace: is not a field'],
		['nothing of what it needs', {}, 'currency: is missing.'],
		['a list instead of the whole', [], 'The file: must be named values in braces'],
		[
			'one instalment without a list',
			{ ...given, instalments: given.instalments[0] },
			'instalments: must be a list in',
		],
		['a day as a number', { ...given, on: 20_260_220 }, 'on: must be text in quotation marks.'],
		['grace as text', { ...given, graceDays: '3' }, 'graceDays: must be a number without quotation marks.'],
		['a yes for a yes or no', { ...given, chargeGrace: 'yes' }, 'chargeGrace: must be true or false.'],
		[
			'an amount that is a list',
			{ ...given, receipts: [{ on: '2026-02-01', amount: [] }] },
			'receipts[0].amount: must be text in quotation marks, or a number.',
		],
		['no JSON', '{', 'standard input is not JSON'],
	])('%s is refused by its place', async (_, value, message) => {
		const { code, out } = await run(value)
		expect(code).not.toBe(0)
		expect(JSON.parse(out).refusal.message).toContain(message)
		const told = await run(value, '--table')
		expect(told.err).toContain(message)
		expect(told.out).toBe('')
	})
})
