import type { Scope } from '../act.ts'
import type { PlannedAmendment } from '../amendment/planned.ts'
import { type ContractStanding, standingLine } from '../amendment/standing.ts'
import { findPrices, type PricedPlan } from '../product/find-price.ts'
import { Refused } from '../refusal.ts'
import { firstDayOf, isMove, type LeftOut, type RestructuringDeed } from './deed.ts'
import { readNeeds } from './needs-approval.ts'
import { planDeed } from './plan-deed.ts'
import { addSums, nothing, type Reckoned, reckon } from './reckon.ts'
import { workOutMove } from './work-out-move.ts'
import {
	earlier,
	groundOf,
	readGrounds,
	type Selection,
	type ShownLine,
	shownOf,
	type WorkedContract,
	type WorkedLine,
} from './worked.ts'

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
	const grounds = await readGrounds(scope, ids)
	const needs = await readNeeds(scope)
	const pricesFor = priceReader(scope, deed)
	const worked: (WorkedContract & { replaces: Map<string, string> })[] = []
	for (const [id, lineIds] of selection) {
		const standing = grounds.standings.get(id)
		const own = grounds.rows.get(id)
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
		const terms = { needs, pricesFixedThrough: grounds.fixed.get(id) ?? null }
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
	const reckoned = await reckon(scope, grounds.rows, parts, firstDayOf(deed))
	return worked.map(({ replaces, ...contract }) => withMoney(contract, reckoned.get(contract.standing.id), replaces))
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
	const statesOf = Map.groupBy(planned.states, ({ lineId }) => lineId)
	const addedOf = new Map(planned.added.map((added) => [added.key, added]))
	const lines = contract.lines.map((line) => {
		if (line.why) return line
		const news = (keysOf.get(line.lineId) ?? []).map(([key]) => key)
		const sums = addSums([line.lineId, ...news].flatMap((key) => reckoned.lines.get(key) ?? []))
		return {
			...line,
			sums,
			after: afterOf(standing, planned, line.lineId, statesOf.get(line.lineId) ?? [], addedOf.get(news[0] ?? '')),
		}
	})
	return { ...contract, sums: reckoned.sums, lines }
}

function afterOf(
	standing: ContractStanding,
	planned: PlannedAmendment,
	lineId: string,
	own: PlannedAmendment['states'],
	added: PlannedAmendment['added'][number] | undefined,
): ShownLine {
	const contractEnd = planned.contract.endsOn === undefined ? standing.endsOn : planned.contract.endsOn
	const before = shownOf(standing, lineId, planned.effectiveOn)
	if (added) {
		const { description, quantity, unitPrice, endsOn } = added
		return { description, quantity, unitPrice, endsOn: earlier(endsOn, contractEnd) }
	}
	const state = own.find(({ effectiveOn }) => effectiveOn >= planned.effectiveOn) ?? own.at(-1)
	const lineEnd = own.length > 0 ? (own.at(-1)?.endsOn ?? null) : ownEnd(standing, lineId)
	return {
		...before,
		...(state && { quantity: state.quantity, unitPrice: state.unitPrice }),
		endsOn: earlier(lineEnd, contractEnd),
	}
}

const ownEnd = (standing: ContractStanding, lineId: string) =>
	standingLine(standing, lineId)?.states.at(-1)?.endsOn ?? null
