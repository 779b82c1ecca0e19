import { type Day, firstOfMonth, formatDay, monthIndex } from '#core/calendar.ts'
import { cohortDimensions } from '#core/report/cohorts.ts'
import type { Dimension } from '#core/report/question.ts'
import { readTimes } from './compare.ts'
import type { Candidate, Item, Stretch } from './item.ts'
import type { AheadReading, MeasureWord } from './reading.ts'
import { moved } from './stretch.ts'

export type AheadIntent = AheadReading['intent']

export const isAhead = (intent: string): intent is AheadIntent => intent === 'cohorts' || intent === 'forecast'

/** What each of the two tells anyhow, so that naming it says nothing more. */
const told: Record<AheadIntent, readonly MeasureWord[]> = {
	cohorts: ['mrr', 'customers', 'logo_churn', 'revenue_churn', 'net_retention', 'churn', 'lost_customers'],
	forecast: ['mrr', 'contracts', 'net_new'],
}

/**
 * Cohorts or the forecast, where they are asked for: by name, or by asking for the MRR of days to come. Undefined where
 * neither is.
 */
export function readAhead(
	items: readonly Item[],
	measures: readonly MeasureWord[],
	today: Day,
): AheadIntent | undefined {
	const named = items.find((item) => item.is === 'intent' && isAhead(item.intent))
	if (named?.is === 'intent' && isAhead(named.intent)) return named.intent
	const plain = measures.length > 0 && measures.every((measure) => measure === 'mrr' || measure === 'contracts')
	return plain && isToCome(items, today) ? 'forecast' : undefined
}

/** Whether all that is said of time is ahead. */
export function isToCome(items: readonly Item[], today: Day): boolean {
	return readTimes(items, today, false).times.every(({ period }) => period.from > formatDay(today))
}

/** Whether a forecast is asked of days that are over: of those there are figures. */
export function isOver(items: readonly Item[], today: Day): boolean {
	return items.some((item) => item.is === 'stretch' && comingOf(item, today).to <= today)
}

/** Parts of a sentence about cohorts or a forecast that say something it cannot be asked. */
export function notAhead(intent: AheadIntent, items: readonly Item[]): Item[] {
	const counted = countAhead(items)
	return items.filter((item, at) => {
		if (intent === 'forecast' && (item.is === 'stretch' || item.is === 'growth' || counted?.items.includes(item)))
			return false
		// The `do` of `how do our cohorts retain` says nothing.
		if (item.is === 'measure') return item.measure !== 'performance' && !told[intent].includes(item.measure)
		if (item.is === 'vague') return intent === 'forecast' || !/^(retention|churn_rate)$/.test(item.vague)
		if (item.is === 'unit' || item.is === 'every') return item.unit !== 'month'
		if (item.is === 'name') return item.candidates.some(({ kind }) => kind !== 'group' && kind !== 'person')
		if (item.is === 'kind' && items[at - 1]?.is === 'by')
			return intent === 'forecast' || !cohortDimensions.some((one) => one === item.kind)
		return ['stretch', 'growth', 'mean', 'order', 'versus', 'number', 'relative'].includes(item.is)
	})
}

type Told = { items: readonly Item[]; chosen: Candidate[]; groups: (Dimension | undefined)[]; today: Day }

/** The reading, of the teams and people that are named. */
export function aheadOf(intent: AheadIntent, { items, chosen, groups, today }: Told): AheadReading {
	const filters: AheadReading['filters'] = {}
	for (const { kind, name } of chosen)
		if (kind === 'group' || kind === 'person') filters[kind] = [...(filters[kind] ?? []), name]
	const by = cohortDimensions.find((one) => groups.includes(one as Dimension))
	if (intent === 'cohorts') return { intent, filters, ...(by && { by }) }
	const last = items.findLast((item) => item.is === 'stretch')
	const months = countAhead(items)?.months
	const until = last?.is === 'stretch' ? comingOf(last, today).to : months && firstOfMonth(monthIndex(today) + months)
	return { intent, filters, ...(until && { until: formatDay(until) }) }
}

/** A month without its year is the next one. */
function comingOf(stretch: Stretch, today: Day): { from: Day; to: Day } {
	return stretch.to <= today && !stretch.yearGiven ? moved(stretch, 12) : stretch
}

const lengths: Partial<Record<string, number>> = { month: 1, quarter: 3, year: 12 }

/** `6 months`, `6-month`: how far a forecast goes. */
function countAhead(items: readonly Item[]): { items: Item[]; months: number } | undefined {
	const at = items.findIndex((item) => item.is === 'number')
	const number = items[at]
	const unit = items[at + 1]?.is === 'dash' ? items[at + 2] : items[at + 1]
	if (number?.is !== 'number' || unit?.is !== 'unit' || !/^[1-9]\d?$/.test(number.value)) return undefined
	const length = lengths[unit.unit]
	return length ? { items: [number, unit], months: Number(number.value) * length } : undefined
}
