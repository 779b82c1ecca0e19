import fc from 'fast-check'
import type { Interval } from '#core/calendar.ts'
import type { Decimal } from '#core/decimal.ts'
import type { EndChange, LineChange, Price, Schedule, ScheduledLine, Terms } from '#core/schedule/terms.ts'
import { day } from './cast.ts'

/** Schedules of all kinds, small enough to count through day by day. */

const FIRST = day('2023-11-20')

/** The last day the properties look at. */
export const HORIZON = day('2026-06-30')

export type Shape = { prorate: boolean; late: boolean; exact: boolean }

const decimal = (most: number, ...scales: number[]): fc.Arbitrary<Decimal> =>
	fc.record({ digits: fc.bigInt({ min: 0n, max: BigInt(most) }), scale: fc.constantFrom(...scales) })

const percents: fc.Arbitrary<Decimal> = fc.constantFrom(
	{ digits: 0n, scale: 0 },
	{ digits: 10n, scale: 0 },
	{ digits: 333n, scale: 1 },
	{ digits: 100n, scale: 0 },
)

const NONE: Decimal = { digits: 0n, scale: 0 }
const ONE: Decimal = { digits: 1n, scale: 0 }
const TWO: Decimal = { digits: 20n, scale: 1 }
const USUAL: Decimal = { digits: 2995n, scale: 2 }

/** Exact: whole cents a day, given the count of days of the interval. */
function prices(days: number | null): fc.Arbitrary<Price> {
	if (days === null) {
		return fc.record({
			unitPrice: fc.oneof(fc.constant(USUAL), decimal(200_000, 0, 2, 4)),
			// Often one or two, so that lines come back to a state they were in.
			quantity: fc.oneof(fc.constantFrom(ONE, TWO), decimal(500, 0, 1, 2)),
			discountPercent: percents,
			taxPercent: fc.constantFrom(NONE, { digits: 19n, scale: 0 }),
		})
	}
	return fc.record({
		unitPrice: fc.integer({ min: 0, max: 50 }).map((cents) => ({ digits: BigInt(cents * days), scale: 2 })),
		quantity: decimal(9, 0),
		discountPercent: fc.constant(NONE),
		taxPercent: fc.constant(NONE),
	})
}

const intervals: fc.Arbitrary<Interval | null> = fc.oneof(
	{ weight: 1, arbitrary: fc.constant(null) },
	{ weight: 2, arbitrary: fc.record({ unit: fc.constant('day' as const), count: fc.integer({ min: 1, max: 45 }) }) },
	{ weight: 2, arbitrary: fc.record({ unit: fc.constant('week' as const), count: fc.integer({ min: 1, max: 6 }) }) },
	{ weight: 5, arbitrary: fc.record({ unit: fc.constant('month' as const), count: fc.integer({ min: 1, max: 14 }) }) },
	{ weight: 2, arbitrary: fc.record({ unit: fc.constant('year' as const), count: fc.integer({ min: 1, max: 2 }) }) },
)

const dayIntervals: fc.Arbitrary<Interval> = fc.record({
	unit: fc.constant('day' as const),
	count: fc.integer({ min: 1, max: 40 }),
})

const terms = (shape: Shape): fc.Arbitrary<Terms> =>
	fc
		.record({
			currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
			start: fc.integer({ min: FIRST, max: FIRST + 400 }),
			length: fc.option(fc.integer({ min: 0, max: 700 })),
			offset: fc.integer({ min: -70, max: 70 }),
			alignment: fc.constantFrom(...(['anniversary', 'contract', 'calendar', 'month_end'] as const)),
			timing: fc.constantFrom(...(['advance', 'arrears'] as const)),
			ends: fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.option(fc.integer({ min: -5, max: 700 }))), {
				maxLength: shape.late ? 2 : 0,
			}),
		})
		.map(({ start, length, offset, ends, ...rest }) => ({
			...rest,
			currency: shape.exact ? 'EUR' : rest.currency,
			start,
			end: length === null ? null : start + length,
			anchor: start + offset,
			prorate: shape.prorate,
			endChanges: ends
				.map(([on, end]): EndChange => ({ knownOn: start + on, end: end === null ? null : start + end }))
				.sort((one, two) => one.knownOn - two.knownOn),
		}))

const changes = (shape: Shape, start: number, days: number | null): fc.Arbitrary<LineChange[]> => {
	const change = fc
		.record({
			on: fc.integer({ min: start - 5, max: start + 500 }),
			delay: shape.late ? fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })) : fc.constant(0),
			price: prices(days),
			fields: fc.subarray(['unitPrice', 'quantity', 'discountPercent', 'taxPercent'] as const),
			end: fc.option(fc.option(fc.integer({ min: -3, max: 500 })), { freq: 3, nil: undefined }),
		})
		.map(({ on, delay, price, fields, end }): LineChange => {
			const set = Object.fromEntries(fields.map((field) => [field, price[field]]))
			const ending = end === undefined ? {} : { end: end === null ? null : on + end }
			return { on, recordedOn: on + delay, set: { ...set, ...ending } }
		})
	return fc
		.array(change, { maxLength: 6 })
		.map((list) => list.sort((one, two) => (one.recordedOn ?? one.on) - (two.recordedOn ?? two.on)))
}

const line = (shape: Shape, start: number, key: string): fc.Arbitrary<ScheduledLine> =>
	(shape.exact ? dayIntervals : intervals)
		.chain((interval) => {
			const days = shape.exact && interval ? interval.count : null
			return fc.integer({ min: start, max: start + 200 }).chain((lineStart) =>
				fc.record({
					key: fc.constant(key),
					interval: fc.constant(interval),
					start: fc.constant(lineStart),
					end: fc.option(fc.integer({ min: lineStart, max: lineStart + 500 })),
					price: prices(days),
					changes: changes(shape, lineStart, days),
					added: fc.option(fc.integer({ min: lineStart - 20, max: lineStart + 60 }), { freq: 3 }),
				}),
			)
		})
		.map(({ added, ...rest }) => (added === null ? rest : { ...rest, knownOn: added }))

export function schedules(shape: Shape): fc.Arbitrary<Schedule> {
	return terms(shape).chain((given) =>
		fc.tuple(line(shape, given.start, 'a'), line(shape, given.start, 'b')).map((lines) => ({ terms: given, lines })),
	)
}

/** The schedule as it was recorded by the end of a day. */
export function recordedBy({ terms: given, lines }: Schedule, asOf: number): Schedule {
	return {
		terms: { ...given, endChanges: (given.endChanges ?? []).filter((change) => change.knownOn <= asOf) },
		lines: lines
			.filter((each) => (each.knownOn ?? asOf) <= asOf)
			.map((each) => ({
				...each,
				changes: each.changes.filter((change) => (change.recordedOn ?? change.on) <= asOf),
			})),
	}
}
