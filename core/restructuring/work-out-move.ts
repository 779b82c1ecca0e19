import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import type { PlannedAmendment, PlannedLine } from '../amendment/planned.ts'
import type { ContractStanding } from '../amendment/standing.ts'
import type { BillableRows } from '../invoice/billable.ts'
import { refuse } from '../refusal.ts'
import type { LeftOut, RestructuringDeed } from './deed.ts'
import { type MoveTarget, type PlannedLeave, planArrival, planLeave, planTarget } from './plan-move.ts'
import { addSums, nothing, type Reckoned, reckon } from './reckon.ts'
import { groundOf, readGrounds, type Selection, shownOf, type WorkedContract } from './worked.ts'

type Move = Extract<RestructuringDeed, { kind: 'move' | 'split' | 'merge' }>

/**
 * Works a move out: what each line is worth for the rest of its period is given back on its contract and charged on the
 * other, the same to the minor unit. Refuses `restructuring.target` for a contract that cannot take lines.
 */
export async function workOutMove(scope: Scope, deed: Move, selection: Selection): Promise<WorkedContract[]> {
	const targetId = deed.kind === 'split' ? null : deed.contractId
	const ids = [...selection.keys()].filter((id) => id !== targetId)
	const grounds = await readGrounds(scope, targetId ? [...ids, targetId] : ids)
	const target = targetId ? targetOf(grounds.standings.get(targetId), grounds.rows.get(targetId)) : null
	const leaves: { standing: ContractStanding; own: BillableRows; leave: PlannedLeave; lineIds: readonly string[] }[] =
		[]
	for (const id of ids) {
		const standing = grounds.standings.get(id)
		const own = grounds.rows.get(id)
		if (!standing || !own) continue
		const wanted = new Set(selection.get(id))
		const lines = standing.lines.filter((line) => wanted.has(line.id))
		const ground = groundOf(scope, standing, own, deed.on)
		const terms = termsOf(own)
		let leave = planLeave(ground, lines, { target, terms })
		// All of its lines: it would be the same contract under another number.
		if (!target && leave.planned?.contract.endsOn !== undefined) leave = allLeft(leave)
		leaves.push({ standing, own, leave, lineIds: lines.map((line) => line.id) })
	}
	const gone = await reckon(
		scope,
		grounds.rows,
		leaves.flatMap(({ leave, standing }) => (leave.planned ? [{ planned: leave.planned, standing }] : [])),
		deed.on,
	)
	const arriving = leaves.map(({ standing, own, leave }) => {
		const before = groundOf(scope, standing, own, deed.on).schedule
		const reckoned = gone.get(standing.id)
		return reckoned ? planArrival(leave.leaving, before, reckoned.charged) : []
	})
	const begun = await reckonArrivals(scope, deed, leaves, arriving, target, grounds.rows)
	const worked = leaves.map(({ standing, leave, lineIds }, index): WorkedContract => {
		const why = new Map<string, LeftOut>(leave.left.map((one) => [one.lineId, one.why]))
		const reckoned = gone.get(standing.id)
		const there = target ? begun.onTarget : begun.onNew[index]
		const lines = lineIds.map((lineId) => {
			const before = shownOf(standing, lineId, deed.on)
			const sums = addSums([reckoned, there].flatMap((one) => one?.lines.get(lineId) ?? []))
			const left = why.get(lineId) ?? null
			return { lineId, before, after: left ? null : before, sums: left ? nothing() : sums, why: left }
		})
		const sums = addSums([reckoned, target ? undefined : there].flatMap((one) => one?.sums ?? []))
		return { standing, planned: leave.planned, begins: begun.begins[index] ?? null, refusal: null, sums, lines }
	})
	if (!target || !begun.planned) return worked
	const { standing } = target
	const taking = { standing, planned: begun.planned, begins: null, refusal: null, lines: [] }
	return [...worked, { ...taking, sums: begun.onTarget?.sums ?? nothing() }]
}

type Begun = {
	planned: PlannedAmendment | null
	onTarget: Reckoned | undefined
	begins: (PlannedAmendment | null)[]
	onNew: (Reckoned | undefined)[]
}

async function reckonArrivals(
	scope: Scope,
	deed: Move,
	leaves: readonly { standing: ContractStanding; own: BillableRows }[],
	arriving: readonly PlannedLine[][],
	target: MoveTarget,
	rows: ReadonlyMap<string, BillableRows>,
): Promise<Begun> {
	const today = scope.today.toString()
	if (target) {
		const added = arriving.flat()
		if (added.length === 0) return { planned: null, onTarget: undefined, begins: [], onNew: [] }
		const planned = planTarget(target.standing, added, today)
		const reckoned = await reckon(scope, rows, [{ planned, standing: target.standing }], deed.on)
		return { planned, onTarget: reckoned.get(target.standing.id), begins: [], onNew: [] }
	}
	const news = leaves.map(({ standing, own }, index) => {
		const added = arriving[index] ?? []
		return added.length > 0 ? newContract(standing, own, added, today) : null
	})
	const begun = news.filter((one) => one !== null)
	const reckoned = await reckon(
		scope,
		new Map(begun.map(({ part, own }) => [part.standing.id, own])),
		begun.map(({ part }) => part),
		deed.on,
	)
	return {
		...{ planned: null, onTarget: undefined, begins: news.map((one) => one?.part.planned ?? null) },
		onNew: news.map((one) => (one ? reckoned.get(one.part.standing.id) : undefined)),
	}
}

/** A contract with the terms of another that begins with its lines, as far as billing sees it. */
function newContract(standing: ContractStanding, own: BillableRows, added: readonly PlannedLine[], today: string) {
	const id = randomUUIDv7()
	const lines: ContractStanding['lines'] = []
	const begun = { ...standing, id, sequence: 0, lines, discounts: [], pauses: [] }
	const contracts = own.contracts.map((contract) => ({
		...contract,
		id,
		billedThrough: null,
		billAgainFrom: null,
		billFrom: null,
	}))
	return {
		part: { standing: begun, planned: planTarget(begun, added, today) },
		own: { ...own, contracts, states: [], ends: [], facts: [] },
	}
}

function allLeft(leave: PlannedLeave): PlannedLeave {
	const left = leave.leaving.map(({ line }) => ({ lineId: line.id, why: 'same' as const }))
	return { planned: null, leaving: [], left: [...leave.left, ...left] }
}

function targetOf(standing: ContractStanding | undefined, rows: BillableRows | undefined): NonNullable<MoveTarget> {
	if (!standing || !rows || (standing.state !== 'active' && standing.state !== 'paused'))
		refuse('restructuring.target', { number: standing?.number ?? '' })
	return { standing, terms: termsOf(rows) }
}

function termsOf({ contracts }: BillableRows) {
	const [contract] = contracts
	return { timing: contract?.timing ?? 'advance', prorate: contract?.prorate ?? true }
}
