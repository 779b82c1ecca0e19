import type { Scope } from '../act.ts'
import type { PlannedAmendment } from '../amendment/planned.ts'
import type { ContractStanding } from '../amendment/standing.ts'
import { withPlanned } from '../amendment/with-planned.ts'
import { type Day, dayOf, parseDay } from '../calendar.ts'
import { comingInvoice } from '../contract/preview.ts'
import { assembleBillables, type Billable, type BillableRows } from '../invoice/billable.ts'
import { billedAhead, readCharged } from '../invoice/read-charged.ts'
import { lineLevelsOn } from '../movement/level.ts'
import { due } from '../schedule/due.ts'
import { type Ledger, withLines } from '../schedule/ledger.ts'
import type { DueLine } from '../schedule/terms.ts'

/**
 * Minor units: what is billed through the day of effect because of it, before tax and the tax, below zero for a credit; and
 * what is brought in a month before and after.
 */
export type Sums = { netMinor: bigint; taxMinor: bigint; monthBeforeMinor: bigint; monthAfterMinor: bigint }

/** Of a contract and, by their keys, of its lines; with how it is then billed and what stands charged on it before it is done. */
export type Reckoned = { sums: Sums; lines: Map<string, Sums>; after: Billable; charged: Ledger }

export type Part = { planned: PlannedAmendment; standing: ContractStanding }

/** The rows of each contract by itself. */
export function splitRows(rows: BillableRows): Map<string, BillableRows> {
	const states = Map.groupBy(rows.states, ({ contractId }) => contractId)
	const ends = Map.groupBy(rows.ends, ({ contractId }) => contractId)
	const facts = Map.groupBy(rows.facts, ({ contractId }) => contractId)
	return new Map(
		rows.contracts.map((contract) => [
			contract.id,
			{
				...{ contracts: [contract], states: states.get(contract.id) ?? [] },
				...{ ends: ends.get(contract.id) ?? [], facts: facts.get(contract.id) ?? [], rates: rows.rates },
			},
		]),
	)
}

/** Asked of the same rows to work a change out and to reckon it: they are put together once. */
const billedNowByRows = new WeakMap<BillableRows, Billable>()

/** A contract as it is billed now, of rows that are its own. */
export function billedNow(rows: BillableRows, id: string, today: Temporal.PlainDate): Billable | undefined {
	const billable = billedNowByRows.get(rows) ?? assembleBillables(rows, [id], dayOf(today))[0]
	if (billable) billedNowByRows.set(rows, billable)
	return billable
}

/**
 * The money of planned amendments, by the functions that bill and preview, many contracts at once. What is due already is
 * taken as billed first, as it will be when they are applied. `on` (ISO): the day of effect. Reads what stands charged.
 */
export async function reckon(
	scope: Scope,
	rows: ReadonlyMap<string, BillableRows>,
	parts: readonly Part[],
	on: string,
): Promise<Map<string, Reckoned>> {
	const today = dayOf(scope.today)
	const target = Math.max(today, parseDay(on))
	const pairs = parts.flatMap((part) => {
		const own = rows.get(part.standing.id)
		if (!own) throw new Error(`Contract ${part.standing.number} was not read`)
		const billed = { ...own, contracts: own.contracts.map((contract) => movedOn(contract, today)) }
		const before = billedNow(own, part.standing.id, scope.today)
		const [after] = assembleBillables(
			withPlanned(billed, part.planned, part.standing, scope.today.toString()),
			[part.standing.id],
			today,
		)
		return before && after ? [{ part, before, after }] : []
	})
	const [first, second] = [
		await readCharged(
			scope,
			pairs.map(({ before }) => before),
			target,
		),
		await readCharged(
			scope,
			pairs.map(({ after }) => after),
			target,
		),
	]
	return new Map(
		pairs.map(({ part, before, after }) => {
			const id = part.standing.id
			const [chargedBefore, chargedAfter] = [first.get(id) ?? new Map(), second.get(id) ?? new Map()]
			return [id, reckonOne(scope, { part, before, after, chargedBefore, chargedAfter }, today, target)]
		}),
	)
}

type Pair = { part: Part; before: Billable; after: Billable; chargedBefore: Ledger; chargedAfter: Ledger }

function reckonOne(scope: Scope, pair: Pair, today: Day, target: Day): Reckoned {
	const { part, before, after } = pair
	const through = before.contract.billedThrough
	const pending = due(before.schedule, { through, charged: pair.chargedBefore }, today).lines
	const charged = withLines(pair.chargedAfter, pending)
	const until = Math.max(target, billedAhead(charged))
	const without = due(before.schedule, { through, charged: pair.chargedBefore }, until).lines
	const rest = due(after.schedule, { through: after.contract.billedThrough, charged }, until).lines
	const lines = new Map<string, Sums>()
	const sums = (key: string) => {
		const known = lines.get(key) ?? nothing()
		lines.set(key, known)
		return known
	}
	const bill = (billable: Billable, list: readonly DueLine[], sign: 1n | -1n) => {
		for (const [day, own] of Map.groupBy(list, (line) => line.on))
			for (const line of comingInvoice(scope, billable, day, own).lines) {
				const of = sums(line.contractLineId ?? '')
				of.netMinor += sign * line.netMinor
				of.taxMinor += sign * line.taxMinor
			}
	}
	bill(before, without, -1n)
	bill(before, pending, 1n)
	bill(after, rest, 1n)
	const counts = parseDay(part.planned.countsFrom)
	for (const [key, month] of lineLevelsOn(before.schedule, counts)) sums(key).monthBeforeMinor += month
	for (const [key, month] of lineLevelsOn(after.schedule, counts)) sums(key).monthAfterMinor += month
	return { sums: addSums([...lines.values()]), lines, after, charged }
}

/** As billing through today leaves it. */
function movedOn(contract: BillableRows['contracts'][number], today: Day) {
	return { ...contract, billedThrough: Math.max(contract.billedThrough ?? today, today), billAgainFrom: null }
}

export function nothing(): Sums {
	return { netMinor: 0n, taxMinor: 0n, monthBeforeMinor: 0n, monthAfterMinor: 0n }
}

export function addSums(list: readonly Sums[]): Sums {
	const whole = nothing()
	for (const one of list) {
		whole.netMinor += one.netMinor
		whole.taxMinor += one.taxMinor
		whole.monthBeforeMinor += one.monthBeforeMinor
		whole.monthAfterMinor += one.monthAfterMinor
	}
	return whole
}
