import type { Day } from '#core/calendar.ts'
import type { Dimension } from '#core/report/question.ts'
import { aheadOf, isAhead, isOver, isToCome, notAhead } from './ahead.ts'
import { betweenNames, readTimes, type Times } from './compare.ts'
import { endedOf, isEnded, notEnded, readEnded } from './ended.ts'
import { type Filters, readFilters, someOf } from './filters.ts'
import type { Candidate, Item } from './item.ts'
import type { CustomerReading, Doubt, FigureReading, MeasureWord, Names, Reading } from './reading.ts'
import { directionOf, type Rows, readRows, states } from './rows.ts'
import { readSubjects, type Subject, type Subjects } from './subject.ts'

/** Every reading that a sentence allows, and what keeps it from having one only. No reading: nothing was understood. */
export type Open = { readings: Reading[]; doubts: Doubt[] }

type Parts = { items: readonly Item[]; filters: Filters; subjects: Subjects; rows: Rows; today: Day; names: Names }

const ofCustomer = (intent: string): intent is CustomerReading['intent'] =>
	/^(next-invoices|statement|contracts-of)$/.test(intent)

export function openOf(items: readonly Item[], today: Day, names: Names): Open {
	const asks = items.some((item) => (item.is === 'intent' && ofCustomer(item.intent)) || item.is === 'owes')
	const listed =
		!readEnded(items) &&
		items.some((item) => item.is === 'kind' && item.kind === 'contract') &&
		!items.some(({ is }) => is === 'measure')
	const filters = readFilters(items, names, asks || listed)
	const said = filters.slots.some((slot) => slot.every(({ kind }) => kind === 'customer'))
	const customer = said || (listed && filters.unknown !== undefined)
	const subjects = readSubjects(items, {
		customer,
		named: filters.slots.length > 0,
		ordered: items.some(({ is }) => is === 'order'),
		grouped: items.some(({ is }) => is === 'kind' || is === 'every'),
		today,
	})
	const rows = readRows(items, filters.kinds, subjects.subjects)
	const parts = { items, filters, subjects, rows, today, names }
	const readings = combinations(filters.slots).flatMap((chosen) =>
		subjects.subjects.flatMap((subject) => readingsOf(parts, chosen, subject)),
	)
	return { readings, doubts: doubtsOf(parts) }
}

function doubtsOf(parts: Parts): Doubt[] {
	const { filters, subjects, rows } = parts
	const doubts: Doubt[] = []
	const left = leftOver(parts)
	if (filters.unclear || lacksCustomer(parts))
		doubts.push({ about: 'name', word: filters.word, known: filters.unknown === undefined })
	if (left.length > 0) doubts.push({ about: 'words', words: left })
	if (subjects.subjects.length > 1) doubts.push({ about: 'measure', word: subjects.word })
	if (subjects.subjects.some(({ intent }) => intent === 'figure')) {
		if (rows.groups.length > 1) doubts.push({ about: rows.mean ? 'mean' : 'group' })
		if (!timesOf(parts, subjects.subjects[0]).clear || isToCome(parts.items, parts.today))
			doubts.push({ about: 'period' })
	}
	if (subjects.subjects.some(({ intent }) => isEnded(intent)) && !timesOf(parts, undefined).clear)
		doubts.push({ about: 'period' })
	if (subjects.subjects.some(({ intent }) => intent === 'forecast') && isOver(parts.items, parts.today))
		doubts.push({ about: 'period' })
	return doubts
}

function lacksCustomer({ filters, subjects }: Parts): boolean {
	const [subject] = subjects.subjects
	return (
		subjects.subjects.length === 1 && subject !== undefined && ofCustomer(subject.intent) && filters.slots.length !== 1
	)
}

function timesOf({ items, today }: Parts, subject: Subject | undefined): { times: Times[]; clear: boolean } {
	const asOf = subject?.intent === 'figure' && subject.measures.every((measure) => states.includes(measure))
	return readTimes(items, today, asOf)
}

/** Words that no part of the reading has used. */
function leftOver({ items, filters, rows, subjects, today }: Parts): string[] {
	const figure = subjects.subjects.some(({ intent }) => intent === 'figure')
	const [{ intent } = { intent: '' }] = subjects.subjects
	const ofToday = (item: Item) =>
		item.is === 'stretch' && intent === 'digest' && item.from === today && item.to === today + 1
	if (isAhead(intent))
		return notAhead(intent, items)
			.concat(items.filter(({ is }) => is === 'unknown'))
			.map(({ said }) => said)
	if (isEnded(intent)) return notEnded(items).map(({ said }) => said)
	return items.flatMap((item) => {
		if (item === filters.unknown || rows.used.has(item) || ofToday(item)) return []
		if (item.is === 'mean' && !rows.mean) return [item.said]
		if (item.is === 'growth' && !figure) return [item.said]
		if (['unknown', 'number', 'scale', 'over', 'under', 'amount', 'date'].includes(item.is)) return [item.said]
		if (item.is === 'when' && figure) return [item.said]
		if (item.is === 'unit' || (item.is === 'or' && !filters.unclear)) return [item.said]
		if (item.is === 'relative' && (item.shift === 1 || (item.shift === -1 && !hangs(items, item)))) return [item.said]
		if (item.is === 'bound' && ['until', 'before', 'between', 'start', 'end'].includes(item.bound)) return [item.said]
		if (item.is === 'versus' && item.how === 'given' && !compares(items, item)) return [item.said]
		const said =
			['stretch', 'every', 'order', 'versus'].includes(item.is) && !(item.is === 'stretch' && item.unit === 'day')
		return !figure && said && !subjects.subjects.some(({ intent }) => intent === 'statement') ? [item.said] : []
	})
}

/** `against last`: the unit is that of the period. */
function hangs(items: readonly Item[], item: Item): boolean {
	return items.slice(0, items.indexOf(item)).some(({ is }) => is === 'versus' || is === 'and')
}

function compares(items: readonly Item[], versus: Item): boolean {
	if (betweenNames(items, versus) || items.some((item) => item.is === 'versus' && item.how !== 'given')) return true
	return (
		items.some(({ is }) => is === 'stretch') ||
		items.some((item) => item.is === 'relative' && item.shift === -1) ||
		twoNames(items)
	)
}

const twoNames = (items: readonly Item[]) => items.filter(({ is }) => is === 'name').length > 1

function combinations(slots: Candidate[][]): Candidate[][] {
	const most = 12
	return slots.reduce<Candidate[][]>(
		(chosen, slot) => chosen.flatMap((before) => slot.map((one) => [...before, one])).slice(0, most),
		[[]],
	)
}

function readingsOf(parts: Parts, chosen: Candidate[], subject: Subject): Reading[] {
	if (subject.intent === 'figure') {
		const { times } = timesOf(parts, subject)
		return parts.rows.groups.flatMap((group) =>
			times.map((time) => figureOf(parts, chosen, subject.measures, group, time)),
		)
	}
	const { intent } = subject
	if (isAhead(intent)) {
		const { items, today, rows } = parts
		return [aheadOf(intent, { items, chosen, today, groups: rows.groups })]
	}
	if (isEnded(intent)) return timesOf(parts, undefined).times.map((time) => endedOf(intent, chosen, time))
	if (!ofCustomer(intent)) return [{ intent }]
	const customers = chosen.filter(({ kind }) => kind === 'customer')
	const asked = customers.length > 0 ? customers : chosen.length > 0 ? [] : someOf(parts.names, 'customer')
	const day = parts.items.find((item) => item.is === 'stretch')
	const on =
		intent === 'statement' && day?.is === 'stretch'
			? readTimes(parts.items, parts.today, true).times[0]?.period.to
			: undefined
	return asked.map(({ name }) => ({ intent, customer: name, ...(on && { until: on }) }))
}

function figureOf(
	{ rows, items }: Parts,
	chosen: Candidate[],
	measures: MeasureWord[],
	group: Dimension | undefined,
	{ period, assumed, compare }: Times,
): FigureReading {
	const filters: FigureReading['filters'] = rows.currency.length > 0 ? { currency: rows.currency } : {}
	for (const { kind, name } of chosen) filters[kind] = [...(filters[kind] ?? []), name]
	const several = chosen.find(({ kind }) => (filters[kind]?.length ?? 0) > 1)
	const groupBy = group ?? several?.kind
	const grown = items.find((item) => item.is === 'growth')
	const direction = rows.order && directionOf(rows.order, measures)
	const falls = grown?.is === 'growth' && !grown.up
	return {
		intent: 'figure',
		measures,
		filters,
		period,
		assumed,
		...(compare && { compare }),
		...(groupBy && { groupBy }),
		...(rows.where && { where: rows.where }),
		...(direction && { order: falls ? opposite[direction] : direction }),
		...(direction && grown && !measures.includes('net_new') && { byChange: true as const }),
		...(rows.limit && { limit: rows.limit }),
		...(rows.mean && { mean: true as const }),
	}
}

/** What has fallen the most has changed by the least. */
const opposite = { most: 'least', least: 'most' } as const
