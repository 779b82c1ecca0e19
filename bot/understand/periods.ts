import { type Day, formatDay } from '#core/calendar.ts'
import { type Clock, edgeOf, stretchAt } from './days.ts'
import type { Item, Stretch } from './item.ts'
import { moved, nthOf, oneDay } from './stretch.ts'

/** Puts one stretch of time in the place of the words that say it: first each alone, then from one to another. */
export function readPeriods(items: readonly Item[], clock: Clock): Item[] {
	const stretches = single(numbersBeforeUnit(monthsByNeighbours(withAndSince(items)), clock), clock)
	return overTimes(ranges(edges(counterparts(stretches, clock.today)), clock.today))
}

/** `сравни октябрь с сентябрём`: the case says whether с is with, or since. */
function withAndSince(items: readonly Item[]): Item[] {
	return items.map((item, at) => {
		const isWith =
			said(item, 'since') && /^со?$/i.test(item.said) && /(?:[её]м|ом|[ыи]м)$/iu.test(items[at + 1]?.said ?? '')
		return isWith ? { at: item.at, end: item.end, said: item.said, is: 'noise' } : item
	})
}

/** May is the month beside what is a date, and in `in May`; else it stays in doubt. A capital within a Russian sentence is a name. */
function monthsByNeighbours(items: readonly Item[]): Item[] {
	return items.map((item, at) => {
		if (item.is !== 'name' || item.month === undefined) return item
		const month: Item = { at: item.at, end: item.end, said: item.said, is: 'month', month: item.month }
		if (/^\p{Script=Cyrillic}/u.test(item.said)) {
			const { month: _, ...name } = item
			return /^\p{Lu}/u.test(item.said) && at > 0 ? name : month
		}
		const [before, next] = [items[at - 1], items[at + 1]]
		if (before?.is === 'by' || before?.is === 'kind' || next?.is === 'kind') {
			const { month: _, ...name } = item
			return name
		}
		return (before && leadsToDate(before)) || (next && followsMonth(next)) ? month : item
	})
}

const leadsToDate = (item: Item) =>
	item.is === 'bound' ||
	item.is === 'dash' ||
	item.is === 'number' ||
	(item.is === 'noise' && /\bin\b/i.test(item.said))
const followsMonth = (item: Item) =>
	item.is === 'number' || item.is === 'dash' || (item.is === 'bound' && item.bound === 'to')

/** `1-3月`, `1-3 квартал`, `tháng 1-3`: the unit is said once. */
function numbersBeforeUnit(items: readonly Item[], { today }: Clock): Item[] {
	const read: Item[] = []
	for (let at = 0; at < items.length; at++) {
		const item = items[at]
		if (!item) continue
		const found = pairAt(items, at, today)
		if (found) {
			read.push(found.item)
			at = found.last
		} else read.push(item)
	}
	return read
}

function pairAt(items: readonly Item[], at: number, today: Day): { item: Item; last: number } | undefined {
	const four = items.slice(at, at + 4)
	const [unit, rest] = four[0]?.is === 'unit' ? [four[0], four.slice(1)] : [four[3], four.slice(0, 3)]
	const [one, dash, two] = rest
	if (unit?.is !== 'unit' || (unit.unit !== 'month' && unit.unit !== 'quarter') || unit.counted) return undefined
	const joins = dash?.is === 'dash' || (dash?.is === 'bound' && dash.bound === 'to')
	if (one?.is !== 'number' || two?.is !== 'number' || !joins) return undefined
	const [from, to] = [Number(one.value), Number(two.value)]
	if (![from, to].every((n) => Number.isInteger(n) && n >= 1 && n <= (unit.unit === 'month' ? 12 : 4))) return undefined
	const stretch = between(nthOf(unit.unit, from, today), nthOf(unit.unit, to, today))
	const first = four[0]
	const last = four[3]
	if (!stretch || !first || !last) return undefined
	return {
		item: { at: first.at, end: last.end, said: four.map(({ said }) => said).join(' '), ...stretch },
		last: at + 3,
	}
}

function single(items: readonly Item[], clock: Clock): Item[] {
	const read: Item[] = []
	let at = 0
	while (at < items.length) {
		const item = items[at]
		if (!item) break
		const found = stretchAt(items, at, clock)
		if (found) {
			const parts = items.slice(at, found.next)
			read.push({
				at: item.at,
				end: parts.at(-1)?.end ?? item.end,
				said: parts.map(({ said }) => said).join(' '),
				...found.stretch,
			})
			at = found.next
		} else {
			read.push(item)
			at++
		}
	}
	return read
}

/** `more than last month` compares. */
function overTimes(items: readonly Item[]): Item[] {
	return items.map((item, at) => {
		const next = items.slice(at + 1).find(({ is }) => is !== 'noise')
		const bounds = item.is === 'over' || item.is === 'under'
		return bounds && next?.is === 'stretch'
			? { at: item.at, end: item.end, said: item.said, is: 'versus', how: 'given' }
			: item
	})
}

/** `Q3 against the 2nd`: the unit and the year are those of the stretch before. */
function counterparts(items: readonly Item[], today: Day): Item[] {
	return items.map((item, at) => {
		if (item.is !== 'number' || !item.ordinal || items[at - 1]?.is !== 'versus') return item
		const base = items.slice(0, at).findLast((other) => other.is === 'stretch')
		if (base?.is !== 'stretch' || (base.unit !== 'month' && base.unit !== 'quarter')) return item
		const year = base.yearGiven ? Number(formatDay(base.from).slice(0, 4)) : undefined
		const n = Number(item.value)
		return n <= (base.unit === 'month' ? 12 : 4) ? { ...item, ...nthOf(base.unit, n, today, year) } : item
	})
}

/** `6月底`: the edge said after. */
function edges(items: readonly Item[]): Item[] {
	return items.flatMap((item, at): Item[] => {
		const next = items[at + 1]
		if (item.is === 'stretch' && isEdge(next)) return [{ ...item, ...edgeOf(item, next.bound) }]
		return isEdge(item) && items[at - 1]?.is === 'stretch' ? [] : [item]
	})
}

function isEdge(item: Item | undefined): item is Item & { is: 'bound'; bound: 'start' | 'end' } {
	return item?.is === 'bound' && (item.bound === 'start' || item.bound === 'end') && /\p{Script=Han}/u.test(item.said)
}

const isHan = (item: Item | undefined) => /\p{Script=Han}/u.test(item?.said ?? '')
const said = (item: Item | undefined, bound: string) => item?.is === 'bound' && item.bound === bound

function ranges(items: readonly Item[], today: Day): Item[] {
	const read: Item[] = []
	let at = 0
	while (at < items.length) {
		const item = items[at]
		if (!item) break
		const found = rangeAt(items, at, today)
		if (found) {
			read.push({ ...item, end: items[found.next - 1]?.end ?? item.end, ...found.stretch })
			at = found.next
		} else {
			read.push(item)
			at++
		}
	}
	return read
}

/** A range that starts here: `from X to Y`, `X - Y`, `between X and Y`, `since X`, `until X`, `as of X`; and `X以来`. */
function rangeAt(items: readonly Item[], at: number, today: Day): { stretch: Stretch; next: number } | undefined {
	const opening = items[at]
	const opens = opening?.is === 'bound'
	let from = opens ? at + 1 : at
	while (opens && items[from]?.is === 'noise') from++
	const first = items[from]
	if (first?.is !== 'stretch') return undefined
	const second = otherEnd(items, from + 1, said(opening, 'between'))
	const plain = !opens || said(opening, 'since') || said(opening, 'between')
	if (second && plain) {
		const stretch = between(first, second.stretch)
		const closing = said(items[second.next], 'between') ? second.next + 1 : second.next
		return stretch && { stretch, next: closing }
	}
	if (said(opening, 'since')) {
		const closing = said(items[from + 1], 'since') ? from + 2 : from + 1
		return { stretch: sinceThen(first, today), next: closing }
	}
	if (!opens && said(items[from + 1], 'since') && isHan(items[from + 1]))
		return { stretch: sinceThen(first, today), next: from + 2 }
	if (said(opening, 'as_of')) return { stretch: oneDay(first.to - 1), next: from + 1 }
	const ending = opens ? opening : items[from + 1]
	const next = opens ? from + 1 : from + 2
	if (said(ending, 'until')) return { stretch: { ...first, open: true }, next }
	if (said(ending, 'before')) return { stretch: { ...first, to: first.from, open: true }, next }
	return undefined
}

function otherEnd(items: readonly Item[], at: number, afterBetween: boolean) {
	const joint = items[at]
	const joins =
		joint?.is === 'dash' ||
		said(joint, 'to') ||
		said(joint, 'until') ||
		said(joint, 'before') ||
		(afterBetween && joint?.is === 'and')
	let next = at + 1
	while (joins && items[next]?.is === 'noise') next++
	const stretch = items[next]
	return joins && stretch?.is === 'stretch' ? { stretch, next: next + 1 } : undefined
}

function sinceThen(first: Stretch, today: Day): Stretch {
	return { is: 'stretch', from: first.from, to: Math.max(today, first.from) + 1, yearGiven: true }
}

/** From the first day of one to the last of the other; a year said of one is the other's too. */
function between(first: Stretch, last: Stretch): Stretch | undefined {
	let from = first.from
	if (!first.yearGiven) {
		const years = Math.floor((last.to - 1 - from) / 366)
		if (last.yearGiven && years !== 0) from = moved(first, 12 * years).from
		if (from >= last.to) from = moved(first, -12).from
	}
	return from < last.to ? { is: 'stretch', from, to: last.to, yearGiven: true } : undefined
}
