import type { Ground } from '../amendment/ground.ts'
import { dayBefore, later, lineOf, periodFrom } from '../amendment/ground.ts'
import { type PlannedAmendment, type PlannedLine, plannedFor } from '../amendment/planned.ts'
import { endOn } from '../amendment/set-from.ts'
import { type ContractStanding, lineEnd, type StandingLine } from '../amendment/standing.ts'
import { type Day, formatDay, parseDay } from '../calendar.ts'
import { exponent } from '../money.ts'
import { boundaryAt, gridOf, indexOf } from '../schedule/grid.ts'
import { inEffectOrder, segmentsKnownOn } from '../schedule/known.ts'
import { cut, type Ledger } from '../schedule/ledger.ts'
import { amountFor } from '../schedule/price.ts'
import type { Schedule } from '../schedule/terms.ts'
import type { LeftOut } from './deed.ts'
import { isRunning, stateWhy } from './plan-deed.ts'

/** How a contract bills, beside its schedule. */
export type BillingTerms = { timing: string; prorate: boolean }
export type MoveTarget = { standing: ContractStanding; terms: BillingTerms } | null

/** A line on its way: from which day on (ISO) it is on the other contract. */
export type Leaving = { line: StandingLine; on: string }

export type PlannedLeave = {
	planned: PlannedAmendment | null
	leaving: Leaving[]
	left: { lineId: string; why: LeftOut }[]
}

/**
 * The lines of one contract that go to another one: each ends the day before, and where none is left the contract does.
 * A contract without proration lets them go with their next period. `target` null: a new contract with the same terms.
 */
export function planLeave(
	ground: Ground,
	lines: readonly StandingLine[],
	{ target, terms }: { target: MoveTarget; terms: BillingTerms },
): PlannedLeave {
	const { standing, schedule, on, today } = ground
	const left: PlannedLeave['left'] = []
	const leaving: Leaving[] = []
	const contractWhy = target ? whyNot(ground, terms, target) : isReduced(standing, on) ? 'reduced' : null
	for (const line of lines) {
		const why = stateWhy(ground, line) ?? contractWhy
		const scheduled = lineOf(schedule, line.id)
		const startsOn = later(on, line.states[0]?.startsOn ?? on)
		const first = scheduled && !terms.prorate ? periodFrom(schedule, scheduled, startsOn) : startsOn
		const end = lineEnd(line)
		const lastDay = target?.standing.endsOn ?? null
		if (why) left.push({ lineId: line.id, why })
		else if ((end !== null && end < first) || (standing.endsOn !== null && standing.endsOn < first))
			left.push({ lineId: line.id, why: 'ended' })
		else if (lastDay !== null && (lastDay < first || (end !== null && end > lastDay)))
			left.push({ lineId: line.id, why: 'beyond_contract' })
		else leaving.push({ line, on: first })
	}
	if (leaving.length === 0) return { planned: null, leaving, left }
	const planned = plannedFor(standing.id, 'change', leaving.map((one) => one.on).sort()[0] ?? on)
	planned.knownFrom = today
	planned.countsFrom =
		leaving
			.map((one) => one.on)
			.sort()
			.at(-1) ?? on
	planned.direction = 'same'
	for (const { line, on: first } of leaving) planned.states.push(...endOn(line, today, dayBefore(first)))
	const gone = new Set(leaving.map(({ line }) => line.id))
	const last = dayBefore(planned.countsFrom)
	if (
		!standing.lines.some((line) => !gone.has(line.id) && isRunning(line, on)) &&
		last >= dayBefore(standing.startsOn)
	) {
		planned.kind = 'end'
		planned.terms = { endsOn: [standing.endsOn, last], ending: [false, true] }
		planned.contract = { state: 'ending', endsOn: last, cancelReason: '' }
	}
	return { planned, leaving, left }
}

/** Why nothing goes from a contract to the other one. */
function whyNot({ standing, on }: Ground, terms: BillingTerms, target: NonNullable<MoveTarget>): LeftOut | null {
	const there = target.standing
	if (standing.id === there.id) return 'same'
	if (standing.customerId !== there.customerId) return 'other_customer'
	if (standing.currency !== there.currency) return 'other_currency'
	if (terms.timing !== target.terms.timing || terms.prorate !== target.terms.prorate) return 'terms_differ'
	return isReduced(standing, on) || isReduced(there, on) ? 'reduced' : null
}

/** A discount or a pause of the whole contract holds on the day or later: it would not go along. */
function isReduced({ discounts, pauses }: ContractStanding, on: string): boolean {
	return [...discounts, ...pauses].some(
		({ startsOn, endsOn }) => endsOn === null || (endsOn >= startsOn && endsOn >= on),
	)
}

/** The lines as they begin on the other contract, with what was planned for them and the rest of their period. */
export function planArrival(leaving: readonly Leaving[], schedule: Schedule, charged: Ledger): PlannedLine[] {
	return leaving.flatMap(({ line, on }) => {
		const scheduled = lineOf(schedule, line.id)
		const base = line.states.findLast(({ effectiveOn }) => effectiveOn <= on) ?? line.states[0]
		if (!scheduled || !base) return []
		const freeDays = Math.max(0, scheduled.start - parseDay(on))
		const first: PlannedLine = {
			key: line.id,
			...{
				unit: line.unit,
				description: line.description,
				names: line.names ?? null,
				productId: line.productId,
				planId: line.planId,
			},
			...{ model: line.model, serialNumber: line.serialNumber, factoryNumber: line.factoryNumber },
			...{ interval: line.interval, taxClass: line.taxClass, freeDays, effectiveOn: on, startsOn: on },
			...{ quantity: base.quantity, unitPrice: base.unitPrice, discountPercent: base.discountPercent },
			endsOn: lineEnd(line),
			movedFrom: line.id,
			anchorOn: formatDay(gridOf(schedule.terms, scheduled).anchor),
			carried: carriedOf(schedule, line.id, charged, parseDay(on) + freeDays),
			later: line.states.flatMap((state) => {
				if (state.effectiveOn <= on) return []
				const { effectiveOn, quantity, unitPrice, discountPercent } = state
				return [{ effectiveOn, endsOn: lineEnd(line), quantity, unitPrice, discountPercent }]
			}),
		}
		return [first]
	})
}

/**
 * What the days from one on to the end of their state in its period are worth: what is given back for them, or what would
 * have been charged for the whole and is not for the part before. Null where the day begins a period.
 */
function carriedOf(
	schedule: Schedule,
	key: string,
	charged: Ledger,
	day: Day,
): (PlannedLine['carried'] & object) | null {
	const line = lineOf(schedule, key)
	if (!line) return null
	const { terms } = schedule
	const grid = gridOf(terms, line)
	const k = indexOf(grid, day)
	const [from, to] = [boundaryAt(grid, k), boundaryAt(grid, k + 1)]
	const begins = Math.max(from, line.start)
	if (day <= begins) return null
	const span = charged
		.get(key)
		?.get(from)
		?.spans.find((one) => one.from < day && day < one.to)
	const rest = span && cut(span, day)[1]
	if (rest) return { until: formatDay(rest.to), minor: rest.amount }
	const always = Number.POSITIVE_INFINITY
	const segment = segmentsKnownOn(line, inEffectOrder(line.changes), begins, to, always).find(
		(one) => one.from < day && day < one.to,
	)
	if (!segment) return null
	const digits = exponent(terms.currency)
	const worth = (days: number) => amountFor(segment.price, digits, days, to - from)
	return { until: formatDay(segment.to), minor: worth(segment.to - segment.from) - worth(day - segment.from) }
}

/** What arrives on a contract as its next amendment. */
export function planTarget(standing: ContractStanding, added: readonly PlannedLine[], today: string): PlannedAmendment {
	const days = added.map(({ startsOn }) => startsOn).sort()
	const planned = plannedFor(standing.id, 'change', days[0] ?? today)
	planned.added = [...added]
	planned.countsFrom = days.at(-1) ?? today
	return planned
}
