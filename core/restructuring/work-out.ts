import type { Scope } from '../act.ts'
import type { Ground } from '../amendment/ground.ts'
import type { PlannedAmendment } from '../amendment/planned.ts'
import { type ContractStanding, readStandings, stateInUse } from '../amendment/standing.ts'
import { dayOf } from '../calendar.ts'
import { assembleBillables, type BillableRows } from '../invoice/billable.ts'
import { readBillableRows } from '../invoice/read-schedules.ts'
import { findPrices, type PricedPlan } from '../product/find-price.ts'
import { type Refusal, Refused } from '../refusal.ts'
import { firstDayOf, isMove, type LeftOut, type RestructuringDeed } from './deed.ts'
import { readNeeds } from './needs-approval.ts'
import { planDeed } from './plan-deed.ts'
import { addSums, nothing, type Reckoned, reckon, type Sums, splitRows } from './reckon.ts'
import { workOutMove } from './work-out-move.ts'

/** What of a line a restructuring shows. Exact decimals, last days. */
export type ShownLine = { description: string; quantity: string; unitPrice: string; endsOn: string | null }

export type WorkedLine = { lineId: string; before: ShownLine; after: ShownLine | null; sums: Sums; why: LeftOut | null }

/** What a restructuring does to one contract; `planned` null: nothing. */
export type WorkedContract = {
	standing: ContractStanding
	planned: PlannedAmendment | null
	/** Of a split: what the new contract begins with. */
	begins: PlannedAmendment | null
	refusal: Refusal | null
	sums: Sums
	lines: WorkedLine[]
}

/** Lines that are meant, by contract. */
export type Selection = ReadonlyMap<string, readonly string[]>

/** All that is read to work a restructuring out, many contracts at once. */
export type Books = {
	standings: Map<string, ContractStanding>
	rows: Map<string, BillableRows>
	fixed: Map<string, string | null>
}

export async function readGrounds(scope: Scope, ids: readonly string[]): Promise<Books> {
	const standings = await readStandings(scope, ids)
	const rows = splitRows(await readBillableRows(scope, ids))
	const fixed = await scope.sql<{ id: string; through: string | null }[]>`
		select id, prices_fixed_through::text as through from contract where id = any(${ids as string[]}::uuid[])`
	return { standings, rows, fixed: new Map(fixed.map(({ id, through }) => [id, through])) }
}

/**
 * Works a restructuring out on these contracts: what becomes of each line and what is left out, with the money, to the minor
 * unit, of the functions that bill. The dry run and what is applied are this one function. Reads only. Set-based.
 */
export async function workOut(
	scope: Scope,
	deed: RestructuringDeed,
	selection: Selection,
	reason: string,
): Promise<WorkedContract[]> {
	if (isMove(deed)) return await workOutMove(scope, deed, selection)
	const ids = [...selection.keys()]
	const books = await readGrounds(scope, ids)
	const needs = await readNeeds(scope)
	const pricesFor = priceReader(scope, deed)
	const worked: (WorkedContract & { replaces: Map<string, string> })[] = []
	for (const [id, lineIds] of selection) {
		const standing = books.standings.get(id)
		const own = books.rows.get(id)
		if (!standing || !own) continue
		const ground = groundOf(
			scope,
			standing,
			own,
			deed.kind === 'co_terminate' ? scope.today.toString() : firstDayOf(deed),
		)
		ground.prices = await pricesFor(standing)
		const wanted = new Set(lineIds)
		const lines = standing.lines.filter((line) => wanted.has(line.id))
		const terms = { needs, pricesFixedThrough: books.fixed.get(id) ?? null }
		const shown = (why: (lineId: string) => LeftOut | null): WorkedLine[] =>
			lines.map((line) => ({
				...{ lineId: line.id, before: shownOf(standing, line.id, ground.on), after: null, sums: nothing() },
				why: why(line.id),
			}))
		const base = { standing, begins: null, sums: nothing() }
		try {
			const { planned, left, replaces } = planDeed(ground, deed, lines, terms, reason)
			const whyOf = new Map(left.map(({ lineId, why }) => [lineId, why]))
			const linesOf = shown((lineId) => whyOf.get(lineId) ?? null)
			worked.push({ ...base, planned, refusal: null, lines: linesOf, replaces })
		} catch (error) {
			if (!(error instanceof Refused)) throw error
			const { refusal } = error
			worked.push({ ...base, planned: null, refusal, lines: shown(() => 'refused'), replaces: new Map() })
		}
	}
	const parts = worked.flatMap(({ planned, standing }) => (planned ? [{ planned, standing }] : []))
	const reckoned = await reckon(scope, books.rows, parts, firstDayOf(deed))
	return worked.map(({ replaces, ...contract }) => withMoney(contract, reckoned.get(contract.standing.id), replaces))
}

/** A change of a contract from a day on, as staff make it. */
export function groundOf(scope: Scope, standing: ContractStanding, rows: BillableRows, on: string): Ground {
	const [billable] = assembleBillables(rows, [standing.id], dayOf(scope.today))
	if (!billable) throw new Error(`Contract ${standing.number} has no schedule`)
	return {
		...{ standing, schedule: billable.schedule, on, today: scope.today.toString() },
		...{ byRules: false, granted: true, prices: [], planned: [], offers: [] },
	}
}

/** The price of what is put in another's place, read once for each customer. */
function priceReader(scope: Scope, deed: RestructuringDeed) {
	const known = new Map<string, PricedPlan[]>()
	return async ({ customerId, currency }: ContractStanding): Promise<PricedPlan[]> => {
		if (deed.kind !== 'product') return []
		const key = `${customerId} ${currency}`
		const found =
			known.get(key) ??
			(await findPrices(scope, [{ productId: null, planId: deed.planId }], { customerId, currency, on: deed.on }))
		known.set(key, found)
		return found
	}
}

function withMoney(
	contract: WorkedContract,
	reckoned: Reckoned | undefined,
	replaces: ReadonlyMap<string, string>,
): WorkedContract {
	const { planned, standing } = contract
	if (!planned || !reckoned) return contract
	const keysOf = Map.groupBy(replaces, ([, lineId]) => lineId)
	const lines = contract.lines.map((line) => {
		if (line.why) return line
		const news = (keysOf.get(line.lineId) ?? []).map(([key]) => key)
		const sums = addSums([line.lineId, ...news].flatMap((key) => reckoned.lines.get(key) ?? []))
		return { ...line, sums, after: afterOf(standing, planned, line.lineId, news[0]) }
	})
	return { ...contract, sums: reckoned.sums, lines }
}

export function shownOf(standing: ContractStanding, lineId: string, on: string): ShownLine {
	const line = standing.lines.find(({ id }) => id === lineId)
	const state = line && (stateInUse(line, on) ?? line.states[0])
	return {
		...{ description: line?.description ?? '', quantity: state?.quantity ?? '0', unitPrice: state?.unitPrice ?? '0' },
		endsOn: earlier(line?.states.at(-1)?.endsOn ?? null, standing.endsOn),
	}
}

function afterOf(
	standing: ContractStanding,
	planned: PlannedAmendment,
	lineId: string,
	newKey: string | undefined,
): ShownLine {
	const added = planned.added.find(({ key }) => key === newKey)
	const contractEnd = planned.contract.endsOn === undefined ? standing.endsOn : planned.contract.endsOn
	const before = shownOf(standing, lineId, planned.effectiveOn)
	if (added) {
		const { description, quantity, unitPrice, endsOn } = added
		return { description, quantity, unitPrice, endsOn: earlier(endsOn, contractEnd) }
	}
	const own = planned.states.filter((state) => state.lineId === lineId)
	const state = own.find(({ effectiveOn }) => effectiveOn >= planned.effectiveOn) ?? own.at(-1)
	const lineEnd = own.length > 0 ? (own.at(-1)?.endsOn ?? null) : ownEnd(standing, lineId)
	return {
		...before,
		...(state && { quantity: state.quantity, unitPrice: state.unitPrice }),
		endsOn: earlier(lineEnd, contractEnd),
	}
}

const ownEnd = ({ lines }: ContractStanding, lineId: string) =>
	lines.find(({ id }) => id === lineId)?.states.at(-1)?.endsOn ?? null

function earlier(one: string | null, other: string | null): string | null {
	if (one === null || other === null) return one ?? other
	return one < other ? one : other
}
