import { arrayOf } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { type ContractStanding, readStandings } from '../amendment/standing.ts'
import { writeAmendments } from '../amendment/write-amendments.ts'
import { followBack } from '../equipment/follow-lines.ts'
import { billTogether } from '../invoice/bill-together.ts'
import { recordMovements } from '../movement/record.ts'
import { permit } from '../permit.ts'
import { linesAtOnce } from './apply.ts'
import { isMove, restructuringDeed } from './deed.ts'
import { type Before, planUndo, readWritten } from './plan-undo.ts'
import { lockRestructuring } from './queue.ts'

/** Why a contract stays as it was made: something was changed on it since, or it is filed. */
export type KeptWhy = 'changed_since' | 'filed' | 'with_other' | 'refused'

/**
 * Takes one back on its next contracts, of a move on all at once or on none: what it did is as if it had not been, and the
 * money is billed at once. Answers the contracts it went through; none: all is done. Set-based.
 */
export async function undoNext(scope: Scope, { id, single }: { id: string; single?: boolean }): Promise<string[]> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	const { name, state, deed: kept } = await lockRestructuring(scope, id)
	if (state !== 'undoing') return []
	const moves = isMove(restructuringDeed.parse(kept))
	const rows = await sql<{ contractId: string; sequence: number; before: Before }[]>`
		select contract_id as "contractId", sequence, before from (
			select contract_id, sequence, before, lines, sum(lines) over (order by contract_id) as together
			from restructuring_contract as own cross join lateral (
				select greatest(count(*), 1) as lines from restructuring_line as line
				where line.restructuring_id = own.restructuring_id and line.contract_id = own.contract_id
			) as counted
			where restructuring_id = ${id} and sequence is not null and undone_by is null and kept is null
		) as next where ${moves} or together = lines or together <= ${single ? 1 : linesAtOnce} order by contract_id`
	const ids = rows.map(({ contractId }) => contractId)
	if (ids.length === 0) return []
	await sql`select from contract where id = any(${ids}::uuid[]) order by id for update`
	const standings = await readStandings(scope, ids)
	const reasons = new Map(
		rows.map(({ contractId, sequence }) => [contractId, whyKept(standings.get(contractId), sequence)]),
	)
	if (moves && [...reasons.values()].some((why) => why !== null))
		for (const [contractId, why] of reasons) reasons.set(contractId, why ?? 'with_other')
	const free = rows.filter(({ contractId }) => reasons.get(contractId) === null)
	const written = await readWritten(scope, free)
	const parts = free.flatMap(({ contractId, before }) => {
		const standing = standings.get(contractId)
		if (!standing) return []
		return [{ standing, planned: planUndo(standing, written.get(contractId) ?? [], before, scope.today.toString()) }]
	})
	const freeIds = parts.map(({ standing }) => standing.id)
	await billTogether(scope, freeIds, { joined: false })
	const sequences = await writeAmendments(scope, parts, name)
	await followBack(scope, freeIds)
	await recordMovements(scope, [...new Set(parts.map(({ standing }) => standing.customerId))])
	await billTogether(scope, freeIds, { joined: moves })
	await sql`
		update restructuring_contract set undone_by = given.sequence
		from unnest(${freeIds}::uuid[], ${sequences}::integer[]) as given (id, sequence)
		where restructuring_id = ${id} and contract_id = given.id`
	await keep(scope, id, [...reasons])
	await sql`update restructuring set worked_at = ${scope.now} where id = ${id}`
	return ids
}

function whyKept(standing: ContractStanding | undefined, sequence: number): KeptWhy | null {
	if (!standing || standing.state === 'filed') return 'filed'
	return standing.sequence === sequence ? null : 'changed_since'
}

export async function keep(
	{ sql }: Scope,
	id: string,
	reasons: readonly (readonly [contractId: string, why: KeptWhy | null])[],
): Promise<void> {
	const kept = reasons.filter(([, why]) => why !== null)
	if (kept.length === 0) return
	await sql`
		update restructuring_contract set kept = given.why
		from unnest(${arrayOf('uuid', kept, ([contractId]) => contractId)}::uuid[], ${arrayOf('text', kept, ([, why]) => why)}::text[])
			as given (id, why)
		where restructuring_id = ${id} and contract_id = given.id`
}
