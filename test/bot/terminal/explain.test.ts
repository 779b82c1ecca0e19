import { describe, expect, it } from 'vitest'
import { explain } from '#bot/terminal/explain.ts'
import { formatDay } from '#core/calendar.ts'
import { simulate } from '#core/schedule/simulate.ts'
import { whyOf } from '#core/schedule/why.ts'
import { type Given, lineOf, scheduleOf } from '#test/core/schedule/cast.ts'

function explained(given: Given): string[] {
	const { schedule, today, until } = scheduleOf({ until: '2026-01-31', ...given })
	return simulate(schedule, { from: today, until }).flatMap(({ on, lines }) =>
		lines.map((line) => `${formatDay(on)} ${explain(whyOf(line, schedule.terms.currency))}`),
	)
}

describe('why this amount', () => {
	it('of a stub names its days and those of the period', () => {
		expect(explained({ lines: [lineOf({ unitPrice: '29.95', quantity: '3', start: '2026-01-15' })] })).toEqual([
			'2026-01-15 29.95 × 3 × 17 of 31 days (15 Jan – 31 Jan 2026) = 49.27',
		])
	})

	it('of a whole period names its days, over New Year with both years', () => {
		const contract = { anchor: '2025-12-15' }
		const given = { contract: { ...contract, start: '2025-12-15' }, today: '2025-12-15', until: '2025-12-31' }
		expect(explained(given)).toEqual(['2025-12-15 31.00 × 1 (15 Dec 2025 – 14 Jan 2026) = 31.00'])
	})

	it('names discount and tax where there are any', () => {
		const lines = [lineOf({ unitPrice: '100', discountPercent: '12.50', taxPercent: '19', start: '2026-01-21' })]
		expect(explained({ lines })).toEqual([
			'2026-01-21 100 × 1, less 12.5 %, × 11 of 31 days (21 Jan – 31 Jan 2026) = 31.05; tax 19 % = 5.90',
		])
	})

	it('of a credit names what was charged and the share that comes back', () => {
		const changes = [{ on: '2026-01-31', line: 'support', set: { end: '2026-01-30' } }]
		expect(explained({ changes })[1]).toBe(
			'2026-01-31 credit of 1 of 31 days (31 Jan 2026) of 31.00 charged for 1 Jan – 31 Jan 2026 = -1.00',
		)
	})

	it('of a whole credit says no share', () => {
		const changes = [{ on: '2026-01-05', line: 'support', set: { end: '2025-12-31' } }]
		expect(explained({ changes })[1]).toBe('2026-01-05 credit of 31.00 charged for 1 Jan – 31 Jan 2026 = -31.00')
	})

	it('of days added names what was charged before', () => {
		const changes = [{ on: '2026-01-05', line: 'support', set: { end: null } }]
		expect(explained({ lines: [lineOf({ unitPrice: '100', end: '2026-01-10' })], changes })).toEqual([
			'2026-01-01 100 × 1 × 10 of 31 days (1 Jan – 10 Jan 2026) = 32.26',
			'2026-01-05 100 × 1 (1 Jan – 31 Jan 2026), less 32.26 charged before = 67.74',
		])
	})

	it('without proration says that the whole period is billed', () => {
		const given = { contract: { prorate: false }, lines: [lineOf({ start: '2026-01-15' })] }
		expect(explained(given)).toEqual(['2026-01-15 31.00 × 1 (15 Jan – 31 Jan 2026, the whole period) = 31.00'])
	})

	it('of a line billed once names its day', () => {
		expect(explained({ lines: [lineOf({ interval: null, unitPrice: '199', start: '2026-01-05' })] })).toEqual([
			'2026-01-05 199 × 1 (once, 5 Jan 2026) = 199.00',
		])
	})
})
