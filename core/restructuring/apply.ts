import { arrayOf } from '#db/insert-many.ts'
import { jsonText } from '#db/json-text.ts'
import type { Scope } from '../act.ts'
import { dayBefore } from '../amendment/ground.ts'
import { writeAmendments } from '../amendment/write-amendments.ts'
import { billTogether } from '../invoice/bill-together.ts'
import { recordMovements } from '../movement/record.ts'
import { permit } from '../permit.ts'
import { beginContracts } from './begin-contracts.ts'
import { isMove, restructuringDeed } from './deed.ts'
import { mostLines } from './draft.ts'
import { type Before, beforeOf } from './plan-undo.ts'
import { lockRestructuring } from './queue.ts'
import type { Sums } from './reckon.ts'
import { workOut } from './work-out.ts'
import type { Selection, WorkedContract } from './worked.ts'

/** Lines in one transaction. */
export const linesAtOnce = 2000

/**
 * Applies one to its next contracts, of a move to all at once: one amendment each, billed at once. A contract on which it
 * would now do something else than was shown is left out. Answers the contracts it went through; none: all is done.
 * Set-based.
 */
export async function applyNext(scope: Scope, { id, single }: { id: string; single?: boolean }): Promise<string[]> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	const { name, state, deed: kept } = await lockRestructuring(scope, id)
	if (state !== 'applying') return []
	const deed = restructuringDeed.parse(kept)
	const moves = isMove(deed)
	const selection = await readNext(scope, id, moves ? mostLines : single ? 1 : linesAtOnce)
	const asked = [...selection.keys()]
	if (asked.length === 0) return []
	const target = moves && deed.kind !== 'split' ? [deed.contractId] : []
	await sql`select from contract where id = any(${[...asked, ...target]}::uuid[]) order by id for update`
	const worked = await workOut(scope, deed, selection, name)
	const shown = await readShown(
		scope,
		id,
		worked.map(({ standing }) => standing.id),
	)
	const isAsShown = (one: WorkedContract) =>
		(one.planned !== null || one.begins !== null) &&
		one.lines.every(({ why }) => why === null) &&
		sameSums(one.sums, shown.get(one.standing.id))
	const sound = worked.filter(isAsShown)
	const parts = moves && sound.length < worked.length ? [] : sound
	const done = new Set(parts.map(({ standing }) => standing.id))
	await leaveOut(
		scope,
		id,
		asked.filter((contractId) => !done.has(contractId)),
		'changed',
	)
	if (parts.length > 0) await write(scope, { id, name, moves }, parts)
	await sql`update restructuring set worked_at = ${scope.now} where id = ${id}`
	return asked
}

type Applied = { id: string; name: string; moves: boolean }

async function write(scope: Scope, { id, name, moves }: Applied, parts: readonly WorkedContract[]): Promise<void> {
	const ids = parts.map(({ standing }) => standing.id)
	await billTogether(scope, ids, { joined: false })
	const amended = parts.flatMap(({ planned, standing }) => (planned ? [{ planned, standing }] : []))
	const sequences = await writeAmendments(scope, amended, name)
	const begun = await beginContracts(scope, parts)
	await recordMovements(scope, [...new Set(parts.map(({ standing }) => standing.customerId))])
	await billTogether(scope, [...ids, ...begun.map((one) => one.id)], { joined: moves })
	const rows = [
		...amended.map(({ standing }, index) => ({
			...{ contractId: standing.id, sequence: sequences[index], before: beforeOf(standing) },
		})),
		...begun.map((one) => ({ contractId: one.id, sequence: 1, before: endedBefore(one.before, one.startsOn) })),
	]
	await scope.sql`
		insert into restructuring_contract as kept (restructuring_id, contract_id, reckoned, sequence, before)
		select ${id}, contract_id, true, sequence, before::jsonb from unnest(
			${arrayOf('uuid', rows, (row) => row.contractId)}::uuid[], ${arrayOf('integer', rows, (row) => row.sequence)}::integer[],
			${arrayOf('text', rows, (row) => jsonText(row.before))}::text[]) as given (contract_id, sequence, before)
		on conflict (restructuring_id, contract_id) do update set sequence = excluded.sequence, before = excluded.before`
}

/** What a contract that begins is when it is taken back: over before its first day. */
function endedBefore(before: Before, startsOn: string): Before {
	return { ...before, state: 'ending', endsOn: dayBefore(startsOn) }
}

/** The next contracts with lines that are not left out, so many lines together, or one contract. */
async function readNext({ sql }: Scope, id: string, most: number): Promise<Selection> {
	const rows = await sql<{ contractId: string; lineIds: string[] }[]>`
		select contract_id as "contractId", line_ids as "lineIds" from (
			select contract_id, array_agg(contract_line_id) as line_ids,
				sum(count(*)) over (order by contract_id) - count(*) as before
			from restructuring_contract join restructuring_line using (restructuring_id, contract_id)
			where restructuring_id = ${id} and sequence is null and excluded is null group by contract_id
		) as counted where before = 0 or before + cardinality(line_ids) <= ${most}`
	return new Map(rows.map(({ contractId, lineIds }) => [contractId, lineIds]))
}

async function readShown({ sql }: Scope, id: string, ids: readonly string[]): Promise<Map<string, Sums>> {
	const rows = await sql<(Sums & { id: string })[]>`
		select contract_id as id, net_minor as "netMinor", tax_minor as "taxMinor", month_before_minor as "monthBeforeMinor",
			month_after_minor as "monthAfterMinor"
		from restructuring_contract where restructuring_id = ${id} and contract_id = any(${ids as string[]}::uuid[])`
	return new Map(rows.map(({ id: contractId, ...sums }) => [contractId, sums]))
}

function sameSums(one: Sums, other: Sums | undefined): boolean {
	const names = ['netMinor', 'taxMinor', 'monthBeforeMinor', 'monthAfterMinor'] as const
	return names.every((name) => one[name] === other?.[name])
}

/** What is left of contracts stays as it is, and says why. */
export async function leaveOut(
	{ sql }: Scope,
	id: string,
	contractIds: readonly string[],
	why: 'changed' | 'refused',
): Promise<void> {
	if (contractIds.length === 0) return
	await sql`
		update restructuring_line set excluded = ${why}, after = null
		where restructuring_id = ${id} and contract_id = any(${contractIds as string[]}::uuid[]) and excluded is null`
}
