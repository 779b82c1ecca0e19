import { addMonths, boundary, type Day, formatDay, parseDay } from '../calendar.ts'
import { type Decimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { exponent } from '../money.ts'
import { dayAfter } from './known.ts'
import type { ContractFacts } from './reductions.ts'
import type { ScheduleChange } from './simulate.ts'
import type { Schedule, ScheduledLine } from './terms.ts'
import {
	fieldName,
	type LineInput,
	readTermsInput,
	type TermsInput,
	type TermsProblem,
	type TermsProblemCode,
} from './terms-input.ts'

const FURTHEST_YEARS = 100
/** Periods from the start of the lines to the last day asked for; beyond this somebody waits for nothing of use. */
const MOST_PERIODS = 300_000
/** The last day that is written with four digits of a year. */
const LAST_DAY = parseDay('9999-12-31')

/** Terms as given for a preview: the schedule before its changes, the changes, and the days asked for. */
export type PreviewTerms = {
	readonly schedule: Schedule
	readonly changes: readonly ScheduleChange[]
	/** Discounts and pauses, for `withReductions` once the changes are in. */
	readonly facts: ContractFacts
	readonly today: Day
	readonly until: Day
}

/** Reads terms for a preview (the issue's `preview FILE.json`); or the first thing that is wrong with them. */
export function readTerms(value: unknown): { terms: PreviewTerms } | { problem: TermsProblem } {
	const read = readTermsInput(value)
	if ('problem' in read) return read
	const { input } = read
	const terms = termsOf(input)
	const problem = wrongDates(input) ?? wrongLines(input) ?? wrongChanges(input) ?? tooFar(terms)
	return problem ? { problem } : { terms }
}

function termsOf({ currency, contract, lines, changes, today, until }: TermsInput): PreviewTerms {
	const { start, end = null, anchor = start, alignment, timing, prorate } = contract
	return {
		schedule: {
			terms: { currency, start, end, anchor, alignment, timing, prorate },
			lines: lines.map((line) => lineOf(line, start)),
		},
		changes: changes.map(({ on, line = '', set, add }) => {
			if (add) return { on, add: lineOf(add, on) }
			return { on, line, set: setOf(set ?? {}) }
		}),
		facts: factsOf(contract, currency),
		today,
		until,
	}
}

function factsOf({ start: first, discounts, pauses }: TermsInput['contract'], currency: string): ContractFacts {
	return {
		discounts: discounts.map(({ start = first, end = null, percent = null, amount }, index) => {
			const month = amount ? minorOf(amount, currency) : null
			return { id: `discount ${index}`, start, end, percent, month }
		}),
		pauses: pauses.map(({ start, end = null }, index) => ({ id: `pause ${index}`, start, end })),
	}
}

/** Rounded to the currency's digits, where more are given. */
function minorOf({ digits, scale }: Decimal, currency: string): bigint {
	return roundHalfAwayFromZero(digits * powerOfTen(exponent(currency)), powerOfTen(scale))
}

function lineOf(line: LineInput, defaultStart: Day): ScheduledLine {
	const { key, interval, end = null, unitPrice, quantity, discountPercent, taxPercent, trialDays = 0 } = line
	const start = (line.start ?? defaultStart) + (interval ? trialDays : 0)
	return { key, interval, start, end, price: { unitPrice, quantity, discountPercent, taxPercent }, changes: [] }
}

function setOf(
	set: NonNullable<TermsInput['changes'][number]['set']>,
): Extract<ScheduleChange, { set: unknown }>['set'] {
	const { quantity, unitPrice, discountPercent, end } = set
	return {
		...(quantity && { quantity }),
		...(unitPrice && { unitPrice }),
		...(discountPercent && { discountPercent }),
		...(end !== undefined && { end }),
	}
}

function wrongDates({ today, until, contract }: TermsInput): TermsProblem | undefined {
	if (until < today) return wrong('preview.until_before_today', ['until'], { today: formatDay(today) })
	if (dayAfter(contract.end) <= contract.start) return wrong('preview.end_before_start', ['contract', 'end'])
	for (const name of ['discounts', 'pauses'] as const) {
		for (const [index, { start = contract.start, end }] of contract[name].entries()) {
			if (dayAfter(end) <= start) return wrong('preview.end_before_start', ['contract', name, index, 'end'])
		}
	}
	if (until > addMonths(today, 12 * FURTHEST_YEARS)) {
		return wrong('preview.too_far', ['until'], { most: `${FURTHEST_YEARS} years` })
	}
	return undefined
}

function wrongLines({ contract, lines, changes }: TermsInput): TermsProblem | undefined {
	const given = lines.map((line, index) => ({ line, path: ['lines', index], start: line.start ?? contract.start }))
	const added = changes.flatMap(({ add, on }, index) =>
		add ? [{ line: add, path: ['changes', index, 'add'], start: add.start ?? on }] : [],
	)
	const keys = new Set<string>()
	for (const { line, path, start } of [...given, ...added]) {
		if (keys.has(line.key)) return wrong('preview.line_duplicate', [...path, 'key'], { key: line.key })
		keys.add(line.key)
		if (start < contract.start) {
			return wrong('preview.line_before_contract', [...path, 'start'], { start: formatDay(contract.start) })
		}
		if (dayAfter(line.end) <= start) return wrong('preview.end_before_start', [...path, 'end'])
	}
	return undefined
}

function wrongChanges({ lines, changes }: TermsInput): TermsProblem | undefined {
	const since = new Map(lines.map((line) => [line.key, Number.NEGATIVE_INFINITY]))
	for (const { add, on } of changes) if (add) since.set(add.key, on)
	for (const [index, { on, line, set, add }] of changes.entries()) {
		const path = ['changes', index]
		if (add ? line !== undefined || set !== undefined : line === undefined && set === undefined) {
			return wrong('preview.change_of_nothing', path)
		}
		if (add) continue
		if (line === undefined) return wrong('preview.field_missing', [...path, 'line'])
		if (!set) return wrong('preview.field_missing', [...path, 'set'])
		const addedOn = since.get(line)
		if (addedOn === undefined) return wrong('preview.line_unknown', [...path, 'line'], { key: line })
		if (on < addedOn) return wrong('preview.change_before_line', [...path, 'on'], { key: line })
	}
	return undefined
}

function tooFar({ schedule, changes, until }: PreviewTerms): TermsProblem | undefined {
	const added = changes.flatMap((change) => ('add' in change ? [change.add] : []))
	let periods = 0
	for (const { interval, start } of [...schedule.lines, ...added]) {
		if (!interval) continue
		periods += Math.max(0, until - start) / (interval.count * DAYS_AT_LEAST[interval.unit])
		if (boundary(until, interval, 1) > LAST_DAY) {
			return wrong('preview.too_far', ['until'], { most: 'periods that end before the year 10000' })
		}
	}
	if (periods <= MOST_PERIODS) return undefined
	return wrong('preview.too_far', ['until'], { most: `${MOST_PERIODS} billing periods` })
}

const DAYS_AT_LEAST = { day: 1, week: 7, month: 28, year: 365 } as const

function wrong(code: TermsProblemCode, path: PropertyKey[], facts: Record<string, string> = {}): TermsProblem {
	return { code, field: fieldName(path), facts }
}
