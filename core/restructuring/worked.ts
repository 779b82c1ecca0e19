import type { Scope } from '../act.ts'
import type { Ground } from '../amendment/ground.ts'
import type { PlannedAmendment } from '../amendment/planned.ts'
import { type ContractStanding, readStandings, standingLine, stateInUse } from '../amendment/standing.ts'
import type { BillableRows } from '../invoice/billable.ts'
import { readBillableRows } from '../invoice/read-schedules.ts'
import type { Refusal } from '../refusal.ts'
import type { LeftOut } from './deed.ts'
import { billedNow, type Sums, splitRows } from './reckon.ts'

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
export type Grounds = {
	standings: Map<string, ContractStanding>
	rows: Map<string, BillableRows>
	fixed: Map<string, string | null>
}

export async function readGrounds(scope: Scope, ids: readonly string[]): Promise<Grounds> {
	const standings = await readStandings(scope, ids)
	const rows = splitRows(await readBillableRows(scope, ids))
	const fixed = await scope.sql<{ id: string; through: string | null }[]>`
		select id, prices_fixed_through::text as through from contract where id = any(${ids as string[]}::uuid[])`
	return { standings, rows, fixed: new Map(fixed.map(({ id, through }) => [id, through])) }
}

/** A change of a contract from a day on, as staff make it. */
export function groundOf(scope: Scope, standing: ContractStanding, rows: BillableRows, on: string): Ground {
	const billable = billedNow(rows, standing.id, scope.today)
	if (!billable) throw new Error(`Contract ${standing.number} has no schedule`)
	return {
		...{ standing, schedule: billable.schedule, on, today: scope.today.toString() },
		...{ byRules: false, granted: true, prices: [], planned: [], offers: [] },
	}
}

export function shownOf(standing: ContractStanding, lineId: string, on: string): ShownLine {
	const line = standingLine(standing, lineId)
	const state = line && (stateInUse(line, on) ?? line.states[0])
	return {
		...{ description: line?.description ?? '', quantity: state?.quantity ?? '0', unitPrice: state?.unitPrice ?? '0' },
		endsOn: earlier(line?.states.at(-1)?.endsOn ?? null, standing.endsOn),
	}
}

export function earlier(one: string | null, other: string | null): string | null {
	if (one === null || other === null) return one ?? other
	return one < other ? one : other
}
