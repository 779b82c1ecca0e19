import type { Fragment } from 'postgres'
import { z } from 'zod'
import { arrayOf } from '#db/insert-many.ts'
import { jsonText } from '#db/json-text.ts'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit, nameActor } from '../event.ts'
import { refuseLockedInForce } from '../field-right/locked.ts'
import type { Asked } from '../list/asked.ts'
import type { List } from '../list/list.ts'
import { listFor } from '../list/own.ts'
import { matching } from '../list/read.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { firstDayOf, isMove, type RestructuringDeed, restructuringDeed } from './deed.ts'
import { queueWork } from './queue.ts'
import { workOut } from './work-out.ts'
import type { Selection, WorkedContract } from './worked.ts'

/** Rows of the list of lines, everything that is asked of it, or all lines of contracts. */
export type SelectLines = { ids: readonly string[] } | { asked: Asked } | { contractIds: readonly string[] }

export type DraftRestructuring = { name: string; deed: z.input<typeof restructuringDeed>; select: SelectLines }

/** Lines at once. */
export const mostLines = 20_000
/** More than so many are reckoned by the worker. */
const reckonedAtOnce = 1000

const head = z.object({ name: z.string().trim().min(1).max(120), deed: restructuringDeed })

/**
 * Works out what a deed would do to many lines and keeps it for people to look at: nothing is changed yet. Refuses
 * `input.invalid`, `not_found`, `list.too_many_at_once`, `restructuring.nothing`, `restructuring.target`,
 * `restructuring.day_past`, `field.locked`.
 */
export async function draftRestructuring(scope: Scope, input: DraftRestructuring): Promise<{ id: string }> {
	permit(scope, 'contract.amend')
	const { name, deed } = checked(head, input)
	refuseLockedDeed(scope, deed)
	const { sql } = scope
	const on = firstDayOf(deed)
	if (isMove(deed) && on < scope.today.toString()) refuse('restructuring.day_past', { on })
	const [made] = await sql<{ id: string }[]>`
		insert into restructuring (name, deed, effective_on, made_by, made_at, worked_at)
		values (${name}, ${sql.json(deed as never)}, ${on}, ${nameActor(scope.actor)}, ${scope.now}, ${scope.now}) returning id`
	if (!made) throw new Error('The restructuring was not written')
	const lines = await selectLines(scope, made.id, deed, input.select)
	if (isMove(deed) || lines <= reckonedAtOnce) {
		while (await reckonNext(scope, made)) {
			// One part after the other.
		}
	} else await queueWork(scope, made.id)
	const subject = { kind: 'restructuring', id: made.id }
	await emit(scope, { kind: 'restructuring.drafted', subject, facts: { name, lines } })
	return made
}

function refuseLockedDeed(scope: Scope, deed: RestructuringDeed): void {
	const { kind } = deed
	// A product without a price named has that of the list.
	if (kind === 'price_percent' || kind === 'price_amount' || (kind === 'product' && deed.unitPrice !== undefined))
		refuseLockedInForce(scope, 'line', ['unitPrice'])
	if (kind === 'quantity') refuseLockedInForce(scope, 'line', ['quantity'])
	// With the last of its lines a contract ends. What would split off all of them is left out.
	const mayEnd = kind === 'end' || kind === 'co_terminate' || kind === 'move' || kind === 'merge'
	if (mayEnd) refuseLockedInForce(scope, 'contract', ['termEnd'])
}

/** Forgets one of which nothing has been applied. Refuses `not_found`, `restructuring.state`. */
export async function discardRestructuring(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'contract.amend')
	const [found] = await scope.sql<{ name: string; state: string }[]>`
		select name, state from restructuring where id = ${id} for update`
	if (!found) refuse('not_found', { noun: 'restructuring' })
	if (found.state !== 'draft' && found.state !== 'reckoning') refuse('restructuring.state', { name: found.name })
	await scope.sql`delete from restructuring where id = ${id}`
}

async function selectLines(scope: Scope, id: string, deed: RestructuringDeed, select: SelectLines): Promise<number> {
	const { sql } = scope
	const chosen = chosenLines(scope, await listFor(scope, 'lines'), select)
	const wanted =
		deed.kind === 'merge'
			? sql`select whole.id, whole.contract_id from contract_line as whole where contract_id in (select contract_id ${chosen}) `
			: sql`select line.id, line.contract_id ${chosen}`
	const targetId = deed.kind === 'move' || deed.kind === 'merge' ? deed.contractId : null
	const found = await sql<{ id: string; contractId: string }[]>`
		select id, contract_id as "contractId" from (${wanted}) as wanted (id, contract_id)
		where contract_id is distinct from ${targetId} limit ${mostLines + 1}`
	if (found.length === 0) refuse('restructuring.nothing', {})
	if (found.length > mostLines) refuse('list.too_many_at_once', { most: mostLines })
	const contractIds = [...new Set(found.map(({ contractId }) => contractId))]
	if (targetId) {
		const [there] = await sql`select from contract where id = ${targetId} and ${reach(scope).contract()}`
		if (!there) refuse('not_found', { noun: 'contract' })
		contractIds.push(targetId)
	}
	await sql`
		insert into restructuring_contract (restructuring_id, contract_id)
		select ${id}, contract_id from unnest(${contractIds}::uuid[]) as contract_id`
	await sql`
		insert into restructuring_line (restructuring_id, contract_id, contract_line_id)
		select ${id}, chosen.contract_id, chosen.id
		from unnest(${found.map((line) => line.contractId)}::uuid[], ${found.map((line) => line.id)}::uuid[]) as chosen (contract_id, id)`
	return found.length
}

/** From the table of lines to the last condition. */
export function chosenLines(scope: Scope, list: List, select: SelectLines): Fragment {
	const { sql } = scope
	if ('asked' in select) return matching(scope, list, select.asked)
	const ids = 'ids' in select ? select.ids : select.contractIds
	const column = 'ids' in select ? sql`line.id` : sql`line.contract_id`
	return sql`from ${list.from(scope)} where ${list.within(scope)} and ${column} = any(${[...ids]}::uuid[])`
}

/**
 * Reckons the next contracts of one that is being reckoned, or of a move all at once; answers whether more may be left.
 * Set-based.
 */
export async function reckonNext(scope: Scope, { id }: { id: string }): Promise<boolean> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	const [found] = await sql<{ name: string; deed: unknown }[]>`
		select name, deed from restructuring where id = ${id} and state = 'reckoning' for update`
	if (!found) return false
	const deed = restructuringDeed.parse(found.deed)
	const selection = await readNext(scope, id, isMove(deed) ? mostLines : reckonedAtOnce)
	if (selection.size > 0) {
		const worked = await workOut(scope, deed, selection, found.name)
		await keepWorked(scope, id, worked)
		await sql`
			update restructuring_contract set reckoned = true
			where restructuring_id = ${id} and contract_id = any(${[...selection.keys()]}::uuid[])`
		await sql`update restructuring set worked_at = ${scope.now} where id = ${id}`
		return true
	}
	await sql`update restructuring set state = 'draft', worked_at = ${scope.now} where id = ${id}`
	return false
}

/** Contracts not reckoned yet, in their order, with so many lines together, or one. */
async function readNext({ sql }: Scope, id: string, most: number): Promise<Selection> {
	const rows = await sql<{ contractId: string; lineIds: string[] }[]>`
		select contract_id as "contractId", line_ids as "lineIds" from (
			select contract_id, array_agg(contract_line_id) as line_ids,
				sum(count(*)) over (order by contract_id) - count(*) as before
			from restructuring_contract join restructuring_line using (restructuring_id, contract_id)
			where restructuring_id = ${id} and not reckoned group by contract_id
		) as counted where before = 0 or before + cardinality(line_ids) <= ${most}`
	return new Map(rows.map(({ contractId, lineIds }) => [contractId, lineIds]))
}

async function keepWorked({ sql }: Scope, id: string, worked: readonly WorkedContract[]): Promise<void> {
	const of = (read: (one: WorkedContract) => unknown, type: 'uuid' | 'bigint' | 'text') => arrayOf(type, worked, read)
	await sql`
		update restructuring_contract as kept
		set reckoned = true, net_minor = given.net, tax_minor = given.tax, month_before_minor = given.month_before,
			month_after_minor = given.month_after, refusal = given.refusal::jsonb
		from unnest(${of(({ standing }) => standing.id, 'uuid')}::uuid[], ${of(({ sums }) => sums.netMinor, 'bigint')}::bigint[],
			${of(({ sums }) => sums.taxMinor, 'bigint')}::bigint[], ${of(({ sums }) => sums.monthBeforeMinor, 'bigint')}::bigint[],
			${of(({ sums }) => sums.monthAfterMinor, 'bigint')}::bigint[],
			${of(({ refusal }) => refusal && jsonText(refusal), 'text')}::text[])
			as given (id, net, tax, month_before, month_after, refusal)
		where restructuring_id = ${id} and contract_id = given.id`
	const lines = worked.flatMap((one) => one.lines)
	const line = (read: (one: (typeof lines)[number]) => unknown, type: 'uuid' | 'bigint' | 'text') =>
		arrayOf(type, lines, read)
	await sql`
		update restructuring_line as kept
		set before = given.before::jsonb, after = given.after::jsonb, net_minor = given.net, tax_minor = given.tax,
			month_before_minor = given.month_before, month_after_minor = given.month_after, excluded = given.excluded
		from unnest(${line(({ lineId }) => lineId, 'uuid')}::uuid[], ${line(({ before }) => jsonText(before), 'text')}::text[],
			${line(({ after }) => after && jsonText(after), 'text')}::text[], ${line(({ sums }) => sums.netMinor, 'bigint')}::bigint[],
			${line(({ sums }) => sums.taxMinor, 'bigint')}::bigint[], ${line(({ sums }) => sums.monthBeforeMinor, 'bigint')}::bigint[],
			${line(({ sums }) => sums.monthAfterMinor, 'bigint')}::bigint[], ${line(({ why }) => why, 'text')}::text[])
			as given (id, before, after, net, tax, month_before, month_after, excluded)
		where restructuring_id = ${id} and contract_line_id = given.id`
}
