import { randomUUIDv7 } from 'node:crypto'
import { parseDay } from '../calendar.ts'
import { isWhole, ZERO } from '../decimal.ts'
import { priceAt } from '../price/decide.ts'
import type { PricedPlan } from '../product/find-price.ts'
import { refuse } from '../refusal.ts'
import { boundaryAt, gridOf, indexOf } from '../schedule/grid.ts'
import { type SoldUnit, soldIn } from '../unit/sold-in.ts'
import type { Direction, LineItemChange } from './change.ts'
import { type Ground, isBound, later, mainLine, nextPeriodOf } from './ground.ts'
import type { DatedLineState } from './line-states.ts'
import type { PlannedLine } from './planned.ts'
import { type Beside, refuseMore, refuseOutside } from './refuse-outside.ts'
import { type ChangeRule, ruleFor } from './rule.ts'
import { lineEnd, type StandingLine } from './standing.ts'

/** One change of one line, worked out. */
export type Step = {
	line?: StandingLine
	states: DatedLineState[]
	added: PlannedLine[]
	/** All that bind it. */
	rules: ChangeRule[]
	direction: Direction
	effectiveOn: string
	countsFrom: string
}

const onlyStaffSay = [
	...(['unitPrice', 'discountPercent', 'description', 'model', 'serialNumber', 'factoryNumber'] as const),
	...(['startsOn', 'endsOn', 'own'] as const),
] as const

/** A line of a product more. */
export function optionOn(ground: Ground, change: Extract<LineItemChange, { kind: 'option_on' }>, beside: Beside): Step {
	const { standing, schedule, on } = ground
	const planId = change.planId ?? null
	const product = ground.prices.find((price) => price.productId === change.productId && price.planId === planId)
	if (!product) refuse('change.not_offered', {})
	const sold = soldIn(product, change.unit)
	if (!sold) refuse('unit.not_sold', { line: product.name, unit: change.unit ?? '' })
	const unitPrice = change.unitPrice ?? priceAt(sold.tiers, change.quantity)?.unitPrice ?? null
	if (unitPrice === null) refuse('change.not_offered', {})
	if (isBound(ground)) {
		if (onlyStaffSay.some((field) => change[field] !== undefined))
			refuse('change.not_allowed', { access: standing.access })
		if (!ground.offers.some((offer) => offer.productId === product.productId && offer.planId === planId))
			refuse('change.not_offered', {})
	}
	const { productId, quantity } = change
	refuseOutside(ground, { productId, planId, quantity }, true)
	refuseParts(sold, product.name, change.quantity)
	const rule = ruleFor(standing.rules, planId, 'more')
	const timing = ground.byRules ? rule.timing : (ground.timing ?? 'now')
	const prorate = ground.byRules ? rule.prorate : (ground.prorate ?? true)
	const main = mainLine(schedule, on)
	const first = timing === 'period_end' && main ? nextPeriodOf(schedule, main, on) : later(on, standing.startsOn)
	const startsOn = change.startsOn ?? first
	const name = change.description ?? product.name
	const endsOn = change.endsOn ?? null
	if (endsOn !== null && endsOn < startsOn) refuse('contract.ends_before_start', { startsOn, endsOn })
	if (startsOn < first || (standing.endsOn && (startsOn > standing.endsOn || (endsOn ?? '') > standing.endsOn)))
		refuse('contract.line_outside', { line: name, startsOn: first, endsOn: standing.endsOn ?? '' })
	refuseMore(ground, { productId, planId, quantity, on: startsOn }, beside)
	const trialDays = ground.byRules && hadBefore(ground, product) ? 0 : product.trialDays
	const freeDays = prorate ? trialDays : Math.max(trialDays, daysToBoundary(ground, product, startsOn))
	const line = newLine(product, sold, { quantity: change.quantity, unitPrice, startsOn, freeDays })
	refuseNamedTwice(standing, change.serialNumber, startsOn, [
		...beside.lines.map((one) => ({ serialNumber: one.serialNumber, endsOn: lineEnd(one) })),
		...beside.added,
	])
	const { discountPercent = '0', model = '', serialNumber = '', factoryNumber = '', own } = change
	Object.assign(line, { discountPercent, description: name, model, serialNumber, factoryNumber, endsOn, own })
	if (name !== product.name) line.names = null
	const countsFrom = product.interval ? plusDays(startsOn, freeDays) : startsOn
	return { states: [], added: [line], rules: [rule], direction: 'more', effectiveOn: startsOn, countsFrom }
}

/** A trial is for whoever does not know the product yet: taken off and added anew, it would be free for ever. */
function hadBefore({ offers }: Ground, { productId }: PricedPlan): boolean {
	return offers.some((offer) => offer.productId === productId && offer.hadBefore)
}

type NamedLine = { serialNumber: string; endsOn: string | null }

/** A machine is on one line of a contract at a time. */
function refuseNamedTwice(
	{ number }: Ground['standing'],
	serialNumber: string | undefined,
	startsOn: string,
	lines: readonly NamedLine[],
): void {
	if (!serialNumber) return
	const same = (line: NamedLine) => line.serialNumber.trim().toLowerCase() === serialNumber.toLowerCase()
	if (lines.some((line) => same(line) && (line.endsOn === null || line.endsOn >= startsOn)))
		refuse('contract.serial_known', { number, serialNumber })
}

/** Days that a line begun on a day has before its first whole period. */
function daysToBoundary({ schedule }: Ground, product: PricedPlan, startsOn: string): number {
	if (!product.interval) return 0
	const start = parseDay(startsOn)
	const price = { unitPrice: ZERO, quantity: ZERO, discountPercent: ZERO, taxPercent: ZERO }
	const grid = gridOf(schedule.terms, { key: '', interval: product.interval, start, end: null, price, changes: [] })
	return boundaryAt(grid, indexOf(grid, start - 1) + 1) - start
}

export function newLine(
	product: PricedPlan,
	{ name: unit }: SoldUnit,
	given: { quantity: string; unitPrice: string; startsOn: string; freeDays: number },
): PlannedLine {
	return {
		key: randomUUIDv7(),
		unit,
		description: product.name,
		names: product.names,
		productId: product.productId,
		planId: product.planId,
		model: '',
		serialNumber: '',
		factoryNumber: '',
		interval: product.interval,
		quantity: given.quantity,
		unitPrice: given.unitPrice,
		discountPercent: '0',
		taxClass: product.taxClass,
		freeDays: product.interval ? given.freeDays : 0,
		effectiveOn: given.startsOn,
		startsOn: given.startsOn,
		endsOn: null,
	}
}

export function refuseParts({ divisible }: { divisible: boolean }, line: string, quantity: string): void {
	if (!divisible && !isWhole(quantity)) refuse('line.not_whole', { line, quantity })
}

export function plusDays(on: string, days: number): string {
	return Temporal.PlainDate.from(on).add({ days }).toString()
}
