import type { Fragment } from 'postgres'
import { arrayOf } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import type { ContractChange, LineItemChange } from '../amendment/change.ts'
import { planChange } from '../amendment/plan-change.ts'
import { readPlannedItems } from '../amendment/planned-items.ts'
import { type WorkedAmendment, writeAmendments } from '../amendment/write-amendments.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { billTogether } from '../invoice/bill-together.ts'
import { recordMovements } from '../movement/record.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { Refused } from '../refusal.ts'
import { readNeeds } from '../restructuring/needs-approval.ts'
import { groundOf, readGrounds } from '../restructuring/worked.ts'
import { readLines, workOut } from './lines.ts'
import { lockUpdate } from './lock.ts'
import { priceRule } from './rule.ts'
import type { Excluded } from './starts.ts'

/** Contracts in one transaction. */
const contractsAtOnce = 500

/** `passed`: those that refused to have their prices taken back. */
export type Next = { id: string; passed: readonly string[]; single?: boolean }

/** What was gone through, and what of it was refused. */
export type Gone = { ids: string[]; refused: string[] }

/**
 * Goes through the next contracts of an update, of one that is being planned or taken back; none: all is done. A contract on
 * which a rule of the product refuses it is left out or keeps its prices, and the others have theirs. Set-based.
 */
export async function workNext(scope: Scope, next: Next): Promise<Gone> {
	permit(scope, 'contract.amend')
	const { id } = next
	const { name, state } = await lockUpdate(scope, id)
	const ids = await nextContracts(scope, next)
	if (ids.length === 0) return { ids, refused: [] }
	await scope.sql`select from contract where id = any(${ids}::uuid[]) order by id for update`
	const refused = state === 'planning' ? await planContracts(scope, id, name, ids) : await takeBack(scope, id, ids)
	await scope.sql`update price_update set worked_at = ${scope.now} where id = ${id}`
	return { ids, refused }
}

export async function nextContracts({ sql, today }: Scope, { id, passed, single }: Next): Promise<string[]> {
	const rows = await sql<{ id: string }[]>`
		select distinct contract_id as id from price_update join price_update_line as line on price_update_id = price_update.id
		where price_update.id = ${id} and excluded is null and contract_id <> all(${[...passed]}::uuid[]) and (
			state = 'planning' and sequence is null
			or state = 'taking_back' and sequence is not null and taken_back_by is null and effective_on > ${today})
		order by contract_id limit ${single ? 1 : contractsAtOnce}`
	return rows.map((row) => row.id)
}

/** A rule of the product refuses the contracts: they have changed since, or have ended. */
export async function leaveOut({ sql }: Scope, id: string, contractIds: readonly string[]): Promise<void> {
	await sql`
		update price_update_line set excluded = 'refused'
		where price_update_id = ${id} and contract_id = any(${[...contractIds]}::uuid[]) and excluded is null`
}

/** The new prices as amendments, one of each contract for each day on which they begin, and the letters about them. */
async function planContracts(scope: Scope, id: string, name: string, ids: readonly string[]): Promise<string[]> {
	const { sql } = scope
	await leaveOutChanged(scope, id, ids)
	const lines = await sql<{ contractId: string; lineId: string; unitPrice: string; on: string }[]>`
		select contract_id as "contractId", contract_line_id as "lineId", trim_scale(unit_price_after)::text as "unitPrice",
			effective_on::text as on
		from price_update_line
		where price_update_id = ${id} and contract_id = any(${[...ids]}::uuid[]) and excluded is null and sequence is null
		order by contract_id, effective_on, contract_line_id`
	const steps = [...Map.groupBy(lines, ({ contractId, on }) => `${contractId} ${on}`).values()].map((some): Step => {
		const changes = some.map(({ lineId, unitPrice }): LineItemChange => ({ kind: 'price', lineId, unitPrice }))
		const [first] = some
		return {
			...{ contractId: first?.contractId ?? '', on: first?.on ?? '', change: { kind: 'several', changes } },
			lineIds: some.map(({ lineId }) => lineId),
		}
	})
	const { done, refused } = await amendInTurns(scope, steps, name)
	await leaveOut(scope, id, refused)
	await noteSequences(scope, id, sql`sequence`, done)
	await write(scope, id, 'price-change', done)
	return refused
}

async function takeBack(scope: Scope, id: string, ids: readonly string[]): Promise<string[]> {
	const standing = await scope.sql<{ contractId: string; sequence: number; lineIds: string[] }[]>`
		select contract_id as "contractId", sequence, array_agg(contract_line_id order by contract_line_id) as "lineIds"
		from price_update_line
		where price_update_id = ${id} and contract_id = any(${[...ids]}::uuid[]) and sequence is not null and taken_back_by is null
			and effective_on > ${scope.today}
		group by contract_id, sequence order by contract_id, sequence desc`
	const on = scope.today.toString()
	const steps = standing.map(({ contractId, sequence, lineIds }): Step => {
		return { contractId, on, change: { kind: 'take_back', sequence }, lineIds }
	})
	const { done, refused } = await amendInTurns(scope, steps, '')
	await noteSequences(scope, id, scope.sql`taken_back_by`, done)
	await write(scope, id, 'price-kept', done)
	return refused
}

async function noteSequences({ sql }: Scope, id: string, column: Fragment, done: readonly Done[]): Promise<void> {
	const written = done.flatMap(({ step, sequence }) => step.lineIds.map((lineId) => ({ lineId, sequence })))
	const [lineIds, sequences] = [
		arrayOf('uuid', written, ({ lineId }) => lineId),
		arrayOf('integer', written, ({ sequence }) => sequence),
	]
	await sql`
		update price_update_line set ${column} = given.sequence
		from unnest(${lineIds}::uuid[], ${sequences}::integer[]) as given (line_id, sequence)
		where price_update_id = ${id} and contract_line_id = line_id`
}

type Step = { contractId: string; on: string; change: ContractChange; lineIds: string[] }
type Done = { step: Step; sequence: number }

/**
 * The steps of each contract one after the other, each worked out on what the one before has made of it. Where the first of
 * a contract is refused nothing of it is done; where a later one is, all is undone and each is to be tried by itself.
 */
async function amendInTurns(scope: Scope, steps: readonly Step[], reason: string) {
	const byContract = [...Map.groupBy(steps, ({ contractId }) => contractId)]
	const [done, refused]: [Done[], string[]] = [[], []]
	for (let turn = 0; ; turn++) {
		const own = byContract.flatMap(([contractId, all]) => (refused.includes(contractId) ? [] : (all[turn] ?? [])))
		if (own.length === 0) return { done, refused }
		const grounds = await readGrounds(
			scope,
			own.map(({ contractId }) => contractId),
		)
		const worked: { part: WorkedAmendment; step: Step }[] = []
		for (const step of own) {
			const [standing, rows] = [grounds.standings.get(step.contractId), grounds.rows.get(step.contractId)]
			if (!standing || !rows) throw new Error(`Contract ${step.contractId} was not read`)
			const ground = groundOf(scope, standing, rows, step.on)
			if (step.change.kind === 'take_back') ground.planned = await readPlannedItems(scope, standing.id)
			try {
				worked.push({ part: { standing, planned: planChange(ground, step.change, reason) }, step })
			} catch (error) {
				if (turn > 0 || !(error instanceof Refused)) throw error
				refused.push(step.contractId)
			}
		}
		const sequences = await amend(
			scope,
			worked.map(({ part }) => part),
			reason,
		)
		done.push(...worked.map(({ step }, index) => ({ step, sequence: sequences[index] ?? 0 })))
	}
}

/** What was due before is billed first, so that what follows is of the change alone. */
async function amend(scope: Scope, parts: readonly WorkedAmendment[], reason: string): Promise<number[]> {
	const ids = parts.map(({ standing }) => standing.id)
	await billTogether(scope, ids, { joined: false })
	const sequences = await writeAmendments(scope, parts, reason)
	await recordMovements(scope, [...new Set(parts.map(({ standing }) => standing.customerId))])
	await billTogether(scope, ids, { joined: false })
	return sequences
}

async function write(scope: Scope, id: string, letter: 'price-change' | 'price-kept', done: readonly Done[]) {
	await queueEffects(
		scope,
		[...new Set(done.map(({ step }) => step.contractId))].map((contractId) => ({
			...{ kind: 'mail' as const, key: `letter:${letter}:${id}:${contractId}` },
			payload: { letter, contractId, priceUpdateId: id },
		})),
	)
}

/**
 * What would come out otherwise today than what people looked at is left out, with why: fixed or planned prices, notice
 * given, a day that comes too soon by now. A price that somebody has changed since is theirs.
 */
async function leaveOutChanged(scope: Scope, id: string, ids: readonly string[]): Promise<void> {
	const { sql, today } = scope
	const [update] = await sql<{ rule: unknown }[]>`select rule from price_update where id = ${id}`
	const rule = priceRule.parse(update?.rule)
	const needs = await readNeeds(scope)
	const lines = await readLines(scope, rule, ids)
	const now = new Map(workOut(lines, { rule, needs, today }).map((one) => [one.contract_line_id, one]))
	const drafted = await sql<{ lineId: string; before: string; after: string; on: string }[]>`
		select contract_line_id as "lineId", trim_scale(unit_price_before)::text as before, trim_scale(unit_price_after)::text as after,
			effective_on::text as on
		from price_update_line
		where price_update_id = ${id} and contract_id = any(${[...ids]}::uuid[]) and excluded is null and sequence is null
		order by contract_line_id`
	const isSame = (old: string, price: string | null | undefined) =>
		price && compare(parseDecimal(old), parseDecimal(price)) === 0
	const changed = drafted.flatMap(({ lineId, before, after, on }) => {
		const one = now.get(lineId)
		const why: Excluded | null =
			!one || !isSame(before, one.unit_price_before)
				? 'refused'
				: (one.excluded ??
					(!isSame(after, one.unit_price_after) ? 'refused' : one.effective_on === on ? null : 'notice_too_short'))
		return why ? [{ lineId, why }] : []
	})
	if (changed.length === 0) return
	await sql`
		update price_update_line set excluded = given.why
		from unnest(${arrayOf('uuid', changed, ({ lineId }) => lineId)}::uuid[], ${arrayOf('text', changed, ({ why }) => why)}::text[])
			as given (line_id, why)
		where price_update_id = ${id} and contract_line_id = line_id`
}
