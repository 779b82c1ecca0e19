import { type Day, dateOf, dayOf, type Interval } from '#core/calendar.ts'
import type { Decimal } from '#core/decimal.ts'
import { exponent } from '#core/money.ts'
import type { LineChange, Price, Schedule, ScheduledLine, Terms } from '#core/schedule/terms.ts'

/** The rules said a second time, day by day and with Temporal, slow and plain. */

const knownOn = (change: LineChange) => Math.max(change.on, change.recordedOn ?? change.on)

/** The last day of a line as known at the end of a day; Infinity without one. */
export function lastDay(terms: Terms, line: ScheduledLine, asOf: Day): number {
	const inOrder = line.changes.filter((change) => knownOn(change) <= asOf && change.set.end !== undefined)
	const latest = Math.max(...inOrder.map(({ on }) => on))
	const change = inOrder.filter(({ on }) => on === latest).at(-1)
	const own = change ? change.set.end : line.end
	const known = (terms.endChanges ?? []).filter((each) => each.knownOn <= asOf).at(-1)
	const contract = known ? known.end : terms.end
	const last = Math.min(own ?? Number.POSITIVE_INFINITY, contract ?? Number.POSITIVE_INFINITY)
	return line.interval ? last : Math.min(last, line.start)
}

/** The state of one day as known at the end of another. */
export function stateOn(line: ScheduledLine, day: Day, asOf: Day): Price {
	let state = line.price
	const days = [...new Set(line.changes.map(({ on }) => on))].sort((one, two) => one - two).filter((on) => on <= day)
	for (const on of days) {
		for (const change of line.changes) {
			const { end: _end, ...set } = change.set
			if (change.on === on && knownOn(change) <= asOf) state = { ...state, ...set }
		}
	}
	return state
}

/** The billing period a day lies in: its first day, and the first day of the next. */
export function periodOf(terms: Terms, line: ScheduledLine, day: Day): [Day, Day] {
	const last = lastFound.get(line)
	if (last && last.from <= day && day < last.to) return [last.from, last.to]
	const boundaries = boundariesOf(terms, line)
	let k = last?.k ?? 0
	while (boundaries(k) > day) k--
	while (boundaries(k + 1) <= day) k++
	const [from, to] = [boundaries(k), boundaries(k + 1)]
	lastFound.set(line, { k, from, to })
	return [from, to]
}

/** The next day asked for is mostly near the one before. */
const lastFound = new WeakMap<ScheduledLine, { k: number; from: Day; to: Day }>()

function boundariesOf(terms: Terms, line: ScheduledLine): (k: number) => Day {
	const { interval } = line
	if (!interval) return (k) => line.start + k
	const from = (anchor: Temporal.PlainDate) => (k: number) =>
		dayOf(anchor.add({ [`${interval.unit}s`]: interval.count * k }))
	const start = dateOf(line.start)
	if (terms.alignment === 'contract') return from(dateOf(terms.anchor))
	const fromCalendar = calendarStart(start, interval)
	if (terms.alignment === 'calendar' && fromCalendar) return from(fromCalendar)
	if (terms.alignment === 'month_end' && (interval.unit === 'month' || interval.unit === 'year')) {
		return from(start.with({ day: 1 }))
	}
	return from(start)
}

function calendarStart(start: Temporal.PlainDate, { unit, count }: Interval): Temporal.PlainDate | null {
	if (unit === 'day') return null
	if (unit === 'week') return start.subtract({ days: start.dayOfWeek - 1 })
	const january = start.with({ month: 1, day: 1 })
	if (unit === 'month' && 12 % count === 0)
		return january.add({ months: Math.floor((start.month - 1) / count) * count })
	return january
}

/** Whether a day should stand charged once everything due by a day is billed; null where either may be. */
export function isCharged({ terms }: Schedule, line: ScheduledLine, day: Day, billedThrough: Day): boolean | null {
	const last = lastDay(terms, line, billedThrough)
	if ((line.knownOn ?? billedThrough) > billedThrough || day < line.start) return false
	const [from, to] = periodOf(terms, line, day)
	const first = Math.max(from, line.start)
	if (terms.timing === 'advance' || !line.interval) return first <= billedThrough && day <= last
	if (day > last && last < first) return false
	// A last stub that was billed and then prolonged waits for the end of its period.
	return Math.min(to, last + 1) <= billedThrough ? day <= last : null
}

/** Exact minor units a day, as a fraction. */
export function perDay(price: Price, currency: string, periodDays: number): [bigint, bigint] {
	const hundred = 100n * ten(price.discountPercent)
	const numerator =
		price.unitPrice.digits *
		price.quantity.digits *
		(hundred - price.discountPercent.digits) *
		10n ** BigInt(exponent(currency))
	return [numerator, ten(price.unitPrice) * ten(price.quantity) * hundred * BigInt(periodDays)]
}

function ten(decimal: Decimal): bigint {
	return 10n ** BigInt(decimal.scale)
}
