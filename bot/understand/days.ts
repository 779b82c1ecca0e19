import { type Day, monthIndex } from '#core/calendar.ts'
import type { Item, Stretch } from './item.ts'
import type { Unit } from './meaning.ts'
import { dayIn, momentOf, nthOf, oneDay, severalOf, stretchOf, yearOf } from './stretch.ts'

/** A stretch of time that starts at an item, and the item after it. */
type Read = { stretch: Stretch; next: number }

/** What the reading of dates depends on: the day it is, and whether 3/4 is the third of April. */
export type Clock = { today: Day; dayFirst: boolean }

const isHan = (item: Item) => /\p{Script=Han}/u.test(item.said)

/** Reads one stretch: a day, month, quarter, year, relative or named. */
export function stretchAt(items: readonly Item[], at: number, clock: Clock): Read | undefined {
	const item = items[at]
	if (!item) return undefined
	if (item.is === 'date') return dated(item.text, at, clock)
	if (item.is === 'moment')
		return yearThen(items, at, clock) ?? { stretch: momentOf(item.moment, clock.today), next: at + 1 }
	return (
		yearThen(items, at, clock) ??
		edge(items, at, clock) ??
		several(items, at, clock) ??
		relative(items, at, clock) ??
		dayAndMonth(items, at, clock) ??
		nth(items, at, clock) ??
		year(items, at, clock) ??
		hanging(items, at, clock)
	)
}

function dated(text: string, at: number, { today, dayFirst }: Clock): Read | undefined {
	const [one = 0, two = 0, three] = text.split(/[-./]/).map(Number)
	const iso = text.includes('-')
	const [day, month] = text.includes('.') || dayFirst ? [one, two] : [two, one]
	const given = three === undefined ? undefined : three < 100 ? 2000 + three : three
	const stretch = iso ? dayIn(two, three ?? 0, today, one) : dayIn(month, day, today, given)
	return stretch && { stretch, next: at + 1 }
}

/** The item after `at`, over what says nothing. */
function after(items: readonly Item[], at: number): number {
	const next = at + 1
	return items[next]?.is === 'noise' && !isHan(items[next]) ? next + 1 : next
}

/** A year as a number, `2025`, `2025 года`, `năm 2025`, or as `last year`. */
function yearAt(items: readonly Item[], at: number, { today }: Clock): { year: number; next: number } | undefined {
	const item = items[at]
	const thisYear = Math.floor(monthIndex(today) / 12)
	if (item?.is === 'number' && isYear(item.value)) {
		const unit = items[at + 1]
		return { year: Number(item.value), next: unit?.is === 'unit' && unit.unit === 'year' ? at + 2 : at + 1 }
	}
	if (item?.is === 'moment' && (item.moment === 'last_year' || item.moment === 'this_year')) {
		return { year: item.moment === 'last_year' ? thisYear - 1 : thisYear, next: at + 1 }
	}
	const pair = pairOf(items, at)
	if (pair?.unit === 'year') return { year: thisYear + pair.shift, next: at + 2 }
	if (item?.is === 'unit' && item.unit === 'year') {
		const number = items[at + 1]
		if (number?.is === 'number' && isYear(number.value)) return { year: Number(number.value), next: at + 2 }
	}
	return undefined
}

const isYear = (value: string) => /^(19[89]|20\d)\d$/.test(value)

/** `last month`, `tháng trước`: a relative word and a unit, either first. */
function pairOf(items: readonly Item[], at: number): { unit: Unit; shift: number } | undefined {
	const [one, two] = [items[at], items[at + 1]]
	if (one?.is === 'relative' && !one.follows && two?.is === 'unit') return { unit: two.unit, shift: one.shift }
	if (one?.is === 'unit' && two?.is === 'relative' && two.follows) return { unit: one.unit, shift: two.shift }
	return undefined
}

/** `去年3月`, `2026年二季度`, `2026 Q3`: a year and then the part of it. */
function yearThen(items: readonly Item[], at: number, clock: Clock): Read | undefined {
	const given = yearAt(items, at, clock)
	if (!given || items[given.next]?.is === 'moment') return undefined
	return dayAndMonth(items, given.next, clock, given.year) ?? nth(items, given.next, clock, given.year)
}

function withYear(items: readonly Item[], read: number, clock: Clock): { year: number | undefined; next: number } {
	const given = yearAt(items, read, clock) ?? yearAt(items, after(items, read - 1), clock)
	return given ?? { year: undefined, next: read }
}

/** `end of June`, `конец июня`, `6月底`. */
function edge(items: readonly Item[], at: number, clock: Clock): Read | undefined {
	const item = items[at]
	if (item?.is !== 'bound' || (item.bound !== 'start' && item.bound !== 'end')) return undefined
	let next = at + 1
	while (items[next]?.is === 'noise' && next < at + 3) next++
	const whole = stretchAt(items, next, clock)
	if (!whole) return undefined
	return { stretch: edgeOf(whole.stretch, item.bound), next: whole.next }
}

export function edgeOf({ from, to }: Stretch, bound: 'start' | 'end'): Stretch {
	return oneDay(bound === 'start' ? from : to - 1)
}

/** `last 3 months`, `3 tháng qua`, `最近6个月`. */
function several(items: readonly Item[], at: number, { today }: Clock): Read | undefined {
	const three = [items[at], items[at + 1], items[at + 2]]
	const number = three.find((item) => item?.is === 'number')
	const unit = three.find((item) => item?.is === 'unit')
	const shift = three.find((item) => item?.is === 'relative')
	if (number?.is !== 'number' || unit?.is !== 'unit' || shift?.is !== 'relative') return undefined
	// `tháng 3 này` is this March, and `quý 3 trước` the third quarter of some year.
	if (shift.shift === -2 || number.at > unit.at || !/^[1-9]\d{0,2}$/.test(number.value) || number.ordinal)
		return undefined
	return { stretch: severalOf(unit.unit, Number(number.value), today, shift.shift), next: at + 3 }
}

function relative(items: readonly Item[], at: number, clock: Clock): Read | undefined {
	const pair = pairOf(items, at)
	if (pair) return { stretch: stretchOf(pair.unit, pair.shift, clock.today), next: at + 2 }
	const [one, two] = [items[at], items[at + 1]]
	if (one?.is !== 'relative' || one.shift === 1 || !two) return undefined
	if (two.is !== 'month' && two.is !== 'quarter' && two.is !== 'half') return undefined
	return nth(items, at + 1, clock)
}

/** `1 May 2026`, `May 1st`, `ngày 1 tháng 5`, `5月1日`. */
function dayAndMonth(items: readonly Item[], at: number, clock: Clock, year?: number): Read | undefined {
	const start = items[at]?.is === 'unit' && wordOfDay(items[at]) ? at + 1 : at
	const month = monthAt(items, start)
	if (month) {
		const day = items[month.next]
		if (day?.is !== 'number' || !isDay(day.value) || items[month.next + 1]?.is === 'scale') return undefined
		const unit = items[month.next + 1]
		const after = unit?.is === 'unit' && unit.unit === 'day' ? month.next + 2 : month.next + 1
		if (!isHan(month.item) && month.item.is === 'unit') return undefined
		return finished(items, { month: month.month, day: Number(day.value), next: after }, clock, year)
	}
	const day = items[start]
	if (day?.is !== 'number' || !isDay(day.value)) return undefined
	const later = monthAt(items, after(items, start))
	if (!later || isHan(later.item)) return undefined
	return finished(items, { month: later.month, day: Number(day.value), next: later.next }, clock, year)
}

const wordOfDay = (item: Item) => item.is === 'unit' && item.unit === 'day' && !isHan(item)
const isDay = (value: string) => /^([1-9]|[12]\d|3[01])$/.test(value)

function finished(
	items: readonly Item[],
	{ month, day, next }: { month: number; day: number; next: number },
	clock: Clock,
	year: number | undefined,
): Read | undefined {
	const given = year ? { year, next } : withYear(items, next, clock)
	const stretch = dayIn(month, day, clock.today, given.year)
	return stretch && { stretch, next: given.next }
}

/** A month by name, as `5月` or as `tháng 5`. */
function monthAt(items: readonly Item[], at: number): { month: number; next: number; item: Item } | undefined {
	const [item, second] = [items[at], items[at + 1]]
	if (item?.is === 'month') return { month: item.month, next: at + 1, item }
	if (item?.is === 'number' && second?.is === 'unit' && second.unit === 'month' && !second.counted && isHan(second)) {
		return inYear(item.value, 12, { next: at + 2, item: second })
	}
	if (item?.is === 'unit' && item.unit === 'month' && !isHan(item) && second?.is === 'number') {
		return inYear(second.value, 12, { next: at + 2, item })
	}
	return undefined
}

function inYear(value: string, most: number, rest: { next: number; item: Item }) {
	const month = Number(value)
	return Number.isInteger(month) && month >= 1 && month <= most ? { month, ...rest } : undefined
}

/** A week by its ISO number, a month, quarter or half-year, with its year where one is said. */
function nth(items: readonly Item[], at: number, clock: Clock, year?: number): Read | undefined {
	const part = partAt(items, at)
	if (!part) return undefined
	const given = year ? { year, next: part.next } : withYear(items, part.next, clock)
	return { stretch: nthOf(part.unit, part.n, clock.today, given.year), next: given.next }
}

type Part = { unit: 'week' | 'month' | 'quarter' | 'half'; n: number; next: number }

function partAt(items: readonly Item[], at: number): Part | undefined {
	const [one, two] = [items[at], items[at + 1]]
	if (one?.is === 'quarter') return { unit: 'quarter', n: one.quarter, next: at + 1 }
	if (one?.is === 'week') return { unit: 'week', n: one.week, next: at + 1 }
	if (one?.is === 'half') return { unit: 'half', n: one.half, next: at + 1 }
	const month = monthAt(items, at)
	if (month) return { unit: 'month', n: month.month, next: month.next }
	const [unit, number] = one?.is === 'unit' ? [one, two] : [two, one]
	if (unit?.is !== 'unit' || number?.is !== 'number') return undefined
	if (unit.unit !== 'quarter' && unit.unit !== 'half' && unit.unit !== 'week') return undefined
	// `14 weeks` are no week; `week 14`, `14-я неделя`, `на 14 неделе` and `第14周` are.
	const isThatWeek = number.ordinal || isHan(unit) || /^неделе$/i.test(unit.said)
	if (unit.unit === 'week' && unit !== one && !isThatWeek) return undefined
	const n = Number(number.value)
	const most = { week: 53, quarter: 4, half: 2 }[unit.unit]
	return Number.isInteger(n) && n >= 1 && n <= most ? { unit: unit.unit, n, next: at + 2 } : undefined
}

function year(items: readonly Item[], at: number, clock: Clock): Read | undefined {
	const given = yearAt(items, at, clock)
	return given && { stretch: yearOf(given.year), next: given.next }
}

/** `the quarter` alone is the current one. */
function hanging(items: readonly Item[], at: number, { today }: Clock): Read | undefined {
	const item = items[at]
	const last = items[at - 1]?.is === 'dash' ? items[at - 2] : items[at - 1]
	if (item?.is !== 'unit' || item.counted || item.unit === 'day' || last?.is === 'number') return undefined
	const before = items.slice(0, at).findLast(({ is }) => is !== 'noise' && is !== 'number')
	// The best month is a row, not this month.
	if (before?.is === 'order' || items[at - 1]?.is === 'by') return undefined
	return { stretch: stretchOf(item.unit, 0, today), next: at + 1 }
}
