import { type Day, formatDay } from '#core/calendar.ts'
import type { Item, Stretch } from './item.ts'
import type { Unit } from './meaning.ts'
import type { Span } from './reading.ts'
import { before, moved, oneDay, stretchOf } from './stretch.ts'

/** The period of a question and what it is compared with; `assumed` where no period was said. */
export type Times = { period: Span; assumed: boolean; compare?: Span }

type Placed = Item & Stretch

/** What times a question may mean; more than one where it does not say. `asOf` takes the state at the end of a day. */
export function readTimes(items: readonly Item[], today: Day, asOf: boolean): { times: Times[]; clear: boolean } {
	const said = items.filter((item): item is Placed => item.is === 'stretch')
	const stretches = said.map((stretch) => (stretch.open && asOf ? { ...stretch, ...oneDay(stretch.to - 1) } : stretch))
	const [first, second] = stretches
	if (stretches.length > 2) return { times: stretches.slice(0, 4).map((one) => timesOf(one)), clear: false }
	if (first?.open || second?.open) return { times: untilThen(first?.open ? first : (second ?? first)), clear: false }
	const versus = items.filter((item) => item.is === 'versus')
	const how = versus.map((item) => item.how).find((one) => one !== 'given')
	if (first && second) return twoTimes(first, second, { versus: versus.length > 0, items })
	const hanging = items.some((item) => item.is === 'relative' && item.shift === -1)
	const against = versus.find((item) => item.how === 'given')
	if (first && against && how === undefined && !hanging && comparesWith(items, against, first)) {
		const period = current(first.unit, today)
		const compared = comparedWith(period, first)
		const itself = compared.from === period.from
		return { times: [{ ...timesOf(period, itself ? before(period) : compared), assumed: true }], clear: !itself }
	}
	// Growth is told against the time before; of what is not over, against as many days of it;
	// so is any same time.
	const grown = first !== undefined && items.some(({ is }) => is === 'growth')
	const soFar = first !== undefined && (grown || how !== undefined) && first.from <= today && first.to > today
	// What a dashboard shows when nothing else is asked: the month to date.
	const whole = first ?? (how || hanging ? current(undefined, today) : { ...current(undefined, today), to: today + 1 })
	const period = soFar ? { ...whole, to: today + 1, toDate: true } : whole
	const isBefore = how === 'before' || hanging || grown
	const compare = how === 'year_before' ? moved(period, -12) : isBefore ? before(period) : undefined
	return { times: [{ ...timesOf(period, compare), assumed: !first }], clear: true }
}

/** Whether the one stretch is what is compared with: it stands behind `against`, or 相比 stands behind it. */
function comparesWith(items: readonly Item[], against: Item, stretch: Item): boolean {
	if (against.at < stretch.at) {
		const between = items.slice(items.indexOf(against) + 1, items.indexOf(stretch))
		const names = items.filter(({ is }) => is === 'name').length
		return !betweenNames(items, against) && (names < 2 || between.every(({ is }) => is === 'noise'))
	}
	const next = items[items.indexOf(stretch) + 1]
	return next === against || (next?.is === 'noise' && items[items.indexOf(stretch) + 2] === against)
}

/** `North vs South`: names are compared, not times. */
export function betweenNames(items: readonly Item[], against: Item): boolean {
	const at = items.indexOf(against)
	const isName = (item: Item | undefined) => item?.is === 'name'
	return (
		isName(items.slice(0, at).findLast(({ is }) => is !== 'noise')) &&
		isName(items.slice(at + 1).find(({ is }) => is !== 'noise'))
	)
}

function twoTimes(first: Placed, second: Placed, { versus, items }: { versus: boolean; items: readonly Item[] }) {
	const joined = items.slice(items.indexOf(first), items.indexOf(second)).some((item) => item.is === 'and')
	const lastAfterThis = joined && first.shift === 0 && second.shift === -1
	if (versus || lastAfterThis) {
		const against = items.find((item) => item.is === 'versus')
		const [period, compare] =
			against && against.at < first.at && second.from > first.from ? [second, first] : [first, second]
		const compared = comparedWith(period, compare)
		const itself = compared.from === period.from && compared.to === period.to
		if (itself) return { times: [timesOf(period, before(period)), timesOf(period, moved(period, -12))], clear: false }
		return { times: [timesOf(period, compared)], clear: true }
	}
	const [earlier, later] = first.from <= second.from ? [first, second] : [second, first]
	const whole = { ...earlier, to: Math.max(earlier.to, later.to) }
	return { times: [timesOf(whole), timesOf(later, earlier)], clear: false }
}

/** `YTD against last year` is the same days a year before; `March against 2025` is March 2025. */
function comparedWith(period: Stretch, compare: Stretch): { from: Day; to: Day } {
	const year = (day: Day) => Number(formatDay(day).slice(0, 4))
	const sameUnit = compare.unit === period.unit && !period.toDate
	if (compare.unit === 'year' && !sameUnit) return moved(period, 12 * (year(compare.from) - year(period.from)))
	if (period.toDate && compare.unit === period.unit && compare.shift === -1) return before(period)
	return compare
}

function untilThen(stretch: Placed | undefined): Times[] {
	if (!stretch) return []
	const last = stretch.to - 1
	const year = Number(formatDay(last).slice(0, 4))
	const fromNewYear = { from: formatDay(startOfYear(last)), to: formatDay(stretch.to) }
	const twelveMonths = {
		from: formatDay(moved({ ...stretch, from: stretch.to, to: stretch.to + 1 }, -12).from),
		to: fromNewYear.to,
	}
	return (year > 1 ? [fromNewYear, twelveMonths] : []).map((period) => ({ period, assumed: false }))
}

function startOfYear(day: Day): Day {
	return stretchOf('year', 0, day).from
}

function current(unit: Unit | undefined, today: Day): Stretch {
	return stretchOf(unit ?? 'month', 0, today)
}

function timesOf(period: { from: Day; to: Day }, compare?: { from: Day; to: Day }): Times {
	return { period: spanOf(period), assumed: false, ...(compare && { compare: spanOf(compare) }) }
}

const spanOf = ({ from, to }: { from: Day; to: Day }): Span => ({ from: formatDay(from), to: formatDay(to) })
