import { type Day, formatDay, parseDay } from '../calendar.ts'
import type { PricedPlan } from '../product/find-price.ts'
import { boundaryAt, gridOf, indexOf } from '../schedule/grid.ts'
import { endKnownOn, inEffectOrder } from '../schedule/known.ts'
import type { Schedule, ScheduledLine } from '../schedule/terms.ts'
import type { PlannedItem } from './planned-items.ts'
import type { ContractStanding } from './standing.ts'

/** All that a change is worked out from. */
export type Ground = {
	standing: ContractStanding
	/** As it is billed now. */
	schedule: Schedule
	/** The day the change is asked for (ISO), and the company's day. */
	on: string
	today: string
	/** A customer, or who acts as their rules have it: rules bind, and only what is offered can be had. */
	byRules: boolean
	/** Core has promised this very change to the customer: access and offers are not asked. */
	granted: boolean
	timing?: 'now' | 'period_end' | undefined
	prorate?: boolean | undefined
	/** List prices of the plans and products that the change names. */
	prices: PricedPlan[]
	/** What is planned for days to come, where the change takes some of it back or goes over it. */
	planned: PlannedItem[]
	/** What the contract could have more of. */
	offers: Offer[]
}

export type Offer = {
	productId: string
	planId: string | null
	smallest: string | null
	largest: string | null
	/** Its customer has had the product before, on this contract or another: it has no trial again. */
	hadBefore: boolean
}

/** A customer's own change, which nobody has promised or agreed to: access, offers and rules are asked. */
export function isBound({ byRules, granted }: Pick<Ground, 'byRules' | 'granted'>): boolean {
	return byRules && !granted
}

/** The first day of the billing period after the one that a day is in (ISO). */
export function nextPeriodOf(schedule: Schedule, line: ScheduledLine, on: string): string {
	const grid = gridOf(schedule.terms, line)
	const day = Math.max(parseDay(on), line.start - 1)
	return formatDay(boundaryAt(grid, indexOf(grid, day) + 1))
}

/** The first of those that begin on the day or after it. */
export function periodFrom(schedule: Schedule, line: ScheduledLine, on: string): string {
	return nextPeriodOf(schedule, line, dayBefore(on))
}

/** The line whose periods are the contract's: the first recurring one in force. */
export function mainLine(schedule: Schedule, on: string): ScheduledLine | undefined {
	const day = parseDay(on)
	const recurring = schedule.lines.filter((line) => line.interval)
	return recurring.find((line) => endOf(schedule, line, day) > day) ?? recurring[0]
}

function endOf({ terms }: Schedule, line: ScheduledLine, asOf: Day): Day {
	return endKnownOn(terms, line, inEffectOrder(line.changes), asOf)
}

/** Asked of each of many lines: the lines of a schedule are put in order once. */
const linesByKey = new WeakMap<Schedule['lines'], Map<string, ScheduledLine>>()

export function lineOf({ lines }: Schedule, key: string): ScheduledLine | undefined {
	const byKey = linesByKey.get(lines) ?? new Map(lines.map((line) => [line.key, line]))
	linesByKey.set(lines, byKey)
	return byKey.get(key)
}

export function dayBefore(on: string): string {
	return formatDay(parseDay(on) - 1)
}

export function dayAfter(on: string): string {
	return formatDay(parseDay(on) + 1)
}

export function later(one: string, other: string): string {
	return one > other ? one : other
}
