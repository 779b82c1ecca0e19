import { type Day, formatDay } from '../calendar.ts'
import { parseDecimal, ZERO } from '../decimal.ts'
import type { Said } from '../product/said.ts'
import { type ContractFacts, withReductions } from '../schedule/reductions.ts'
import type { EndChange, LineChange, Price, Schedule, ScheduledLine, Terms } from '../schedule/terms.ts'
import { courseOf, type TaxCourse, turnsOf } from '../tax/course.ts'
import type { TaxParties, TaxRate } from '../tax/rate.ts'
import { taxWithin } from '../tax/within.ts'
import { type PlanRow, withInstalments } from './instalments.ts'

/** What billing a contract needs beside its schedule. */
export type BillableContract = {
	id: string
	number: string
	title: string
	customerId: string
	currency: string
	language: string
	state: string
	billingPartyId: string
	paymentTermDays: number
	purchaseOrder: string
	autopay: boolean
	/** Somebody can be written to. */
	reachable: boolean
	billedThrough: Day | null
	billAgainFrom: Day | null
	/** What fell due before was billed elsewhere, before the contract came here. */
	billFrom: Day | null
	nextDueOn: Day | null
	startsOn: Day
	endsOn: Day | null
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
	anchorOn: Day
	alignment: Terms['alignment']
	timing: Terms['timing']
	prorate: boolean
	/** What units are called by language, by name; none of those that have no more than their name. */
	units?: Record<string, Said> | null
} & TaxParties

export type BillableLine = {
	contractId: string
	lineId: string
	description: string
	/** What it is called by language, where it says what its product is called. */
	names?: Said | null | undefined
	model: string
	serialNumber: string
	unit: string
	taxClass: string
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
}

export type Billable = {
	contract: BillableContract
	schedule: Schedule
	lines: Map<string, BillableLine>
	/** By tax class. */
	taxes: ReadonlyMap<string, TaxCourse>
	rates: readonly TaxRate[]
}

/** A state of a line, with what the line itself says. */
export type StateRow = BillableLine & {
	sequence: number
	effectiveOn: Day
	recordedOn: Day
	startsOn: Day
	endsOn: Day | null
	quantity: string
	unitPrice: string
	discountPercent: string
	/** As the line has it; left out where it is not written yet. */
	taxWithin?: string | null
	/** In use and free for so many days from its start. */
	freeDays: number
	/** Of a line that came from another contract: `ScheduledLine` has them. Minor units as text. */
	anchorOn?: Day | null | undefined
	carriedUntil?: Day | null | undefined
	carriedMinor?: string | null | undefined
}

/** A discount (either per cent or an amount a month) or, with neither, a pause, as an amendment has it. */
export type FactRow = {
	contractId: string
	id: string
	kind: 'discount' | 'pause'
	sequence: number
	recordedOn: Day
	startsOn: Day
	endsOn: Day | null
	percent: string | null
	/** Minor units, as text. */
	month: string | null
}

/** An end set later: the contract's end before, and from then on. */
export type EndRow = { contractId: string; knownOn: Day; before: Day | null; end: Day | null }

export type BillableRows = {
	contracts: readonly BillableContract[]
	/** By contract, line and the order they were recorded in. */
	states: readonly StateRow[]
	/** By contract and the order they were recorded in. */
	ends: readonly EndRow[]
	/** By contract and the order they were recorded in. */
	facts: readonly FactRow[]
	rates: readonly TaxRate[]
	/** Collection plans, by contract. */
	plans?: readonly PlanRow[]
}

/** What is read of contracts, as what bills them; in the order of the ids given, taxes as of `taxDay`. */
export function assembleBillables(rows: BillableRows, ids: readonly string[], taxDay: Day): Billable[] {
	const contracts = new Map(rows.contracts.map((contract) => [contract.id, contract]))
	const states = groupStates(rows.states)
	const ends = groupEnds(rows.ends)
	const facts = Map.groupBy(rows.facts, (fact) => fact.contractId)
	const plans = Map.groupBy(rows.plans ?? [], (plan) => plan.contractId)
	const turns = turnsOf(rows.rates, taxDay)
	const withinOf = (line: StateRow, { sellerCountry, startsOn }: BillableContract) => {
		if (line.taxWithin) return parseDecimal(line.taxWithin)
		return line.taxWithin === null
			? undefined
			: taxWithin(rows.rates, sellerCountry, line.taxClass, formatDay(startsOn))
	}
	const billables: Billable[] = []
	for (const id of ids) {
		const contract = contracts.get(id)
		if (!contract) continue
		const taxes = new Map<string, TaxCourse>()
		const courseFor = (taxClass: string) => {
			const course = taxes.get(taxClass) ?? courseOf(rows.rates, contract, taxClass, taxDay, turns)
			taxes.set(taxClass, course)
			return course
		}
		const lines = new Map<string, BillableLine>()
		const scheduled: ScheduledLine[] = []
		for (const group of states.get(id) ?? []) {
			const first = group[0]
			if (!first) continue
			lines.set(first.lineId, first)
			scheduled.push(lineOf(group, first, courseFor(first.taxClass), withinOf(first, contract)))
		}
		const endChanges = ends.get(id)
		const terms: Terms = {
			currency: contract.currency,
			start: contract.startsOn,
			end: contract.endsOn,
			anchor: contract.anchorOn,
			alignment: contract.alignment,
			timing: contract.timing,
			prorate: contract.prorate,
			...(endChanges ? { end: endChanges.first, endChanges: endChanges.changes } : {}),
		}
		const own = facts.get(id)
		const plain = { terms, lines: scheduled }
		const reduced = own ? withReductions(plain, factsOf(own)) : plain
		const schedule = withInstalments(reduced, plans.get(id))
		billables.push({ contract, schedule, lines, taxes, rates: rows.rates })
	}
	return billables
}

function groupStates(rows: readonly StateRow[]): Map<string, StateRow[][]> {
	const byContract = new Map<string, StateRow[][]>()
	for (const row of rows) {
		const groups = byContract.get(row.contractId) ?? []
		if (groups.length === 0) byContract.set(row.contractId, groups)
		const last = groups.at(-1)
		if (last?.[0]?.lineId === row.lineId) last.push(row)
		else groups.push([row])
	}
	return byContract
}

function groupEnds(rows: readonly EndRow[]): Map<string, { first: Day | null; changes: EndChange[] }> {
	const byContract = new Map<string, { first: Day | null; changes: EndChange[] }>()
	for (const row of rows) {
		const known = byContract.get(row.contractId) ?? { first: row.before, changes: [] }
		known.changes.push({ knownOn: row.knownOn, end: row.end })
		byContract.set(row.contractId, known)
	}
	return byContract
}

function lineOf(
	group: readonly StateRow[],
	first: StateRow,
	course: TaxCourse,
	within: Price['taxWithin'],
): ScheduledLine {
	const [now, ...taxTurns] = course
	const taxPercent = now?.percent ?? ZERO
	const price = priceOf(first, taxPercent, within)
	const interval =
		first.intervalUnit && first.intervalCount ? { unit: first.intervalUnit, count: first.intervalCount } : null
	const start = first.startsOn + first.freeDays
	const taxed = taxTurns.length > 0 ? { price, taxTurns } : { price }
	const line = { key: first.lineId, interval, start, end: first.endsOn, ...taxed, ...cameWith(first) }
	if (group.length === 1) return { ...line, ...knownFrom(first), changes: noChanges }
	const endMoves = group.some((state) => state.endsOn !== first.endsOn)
	const changes: LineChange[] = group.slice(1).map((state) => ({
		on: state.effectiveOn,
		recordedOn: Math.max(state.recordedOn, state.effectiveOn),
		set: { ...priceOf(state, taxPercent, within), ...(endMoves ? { end: state.endsOn } : {}) },
	}))
	return { ...line, ...knownFrom(first), changes }
}

/** What a line brought along from the contract it was on before. */
function cameWith({ anchorOn, carriedUntil, carriedMinor }: StateRow): Pick<ScheduledLine, 'anchor' | 'carried'> {
	if (typeof anchorOn !== 'number') return {}
	if (typeof carriedUntil !== 'number' || !carriedMinor) return { anchor: anchorOn }
	return { anchor: anchorOn, carried: { until: carriedUntil, amount: BigInt(carriedMinor) } }
}

const noChanges: readonly LineChange[] = []

/** A line of the original agreement has always been known; one added later only from its amendment on. */
function knownFrom(first: StateRow): { knownOn?: Day } {
	return first.sequence === 1 ? {} : { knownOn: Math.max(first.recordedOn, first.effectiveOn) }
}

function priceOf(state: StateRow, taxPercent: Price['taxPercent'], taxWithin: Price['taxWithin']): Price {
	return {
		unitPrice: parseDecimal(state.unitPrice),
		quantity: parseDecimal(state.quantity),
		discountPercent: parseDecimal(state.discountPercent),
		taxPercent,
		...(taxWithin && { taxWithin }),
	}
}

/** What is read of discounts and pauses, as the schedule takes it. */
export function factsOf(rows: readonly FactRow[]): ContractFacts {
	const discounts: ContractFacts['discounts'][number][] = []
	const pauses: ContractFacts['pauses'][number][] = []
	for (const row of rows) {
		const { id, startsOn: start, endsOn: end } = row
		const fact = { id, start, end, ...(row.sequence > 1 && { knownOn: row.recordedOn }) }
		if (row.kind === 'pause') pauses.push(fact)
		else {
			const percent = row.percent === null ? null : parseDecimal(row.percent)
			discounts.push({ ...fact, percent, month: row.month === null ? null : BigInt(row.month) })
		}
	}
	return { discounts, pauses }
}
