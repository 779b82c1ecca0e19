import { type Actor, act, type Books, look, type Scope } from '../act.ts'
import { applyChange } from '../amendment/apply-change.ts'
import type { LineItemChange } from '../amendment/change.ts'
import { previewChange } from '../amendment/preview-change.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { emit, nameActor } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readNeeds } from '../restructuring/needs-approval.ts'
import { readLines, workOut } from './lines.ts'
import { priceRule } from './rule.ts'
import type { Excluded } from './starts.ts'

type Of = { id: string }

/** Has the new prices planned, contract by contract, by the worker. Refuses `not_found`, `price_update.state`, `price_update.nothing`. */
export async function orderPriceUpdate(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'product.write')
	permit(scope, 'contract.amend')
	const { sql } = scope
	const update = await lockUpdate(scope, id)
	if (update.state !== 'draft') refuse('price_update.state', { name: update.name })
	const [some] = await sql`select from price_update_line where price_update_id = ${id} and excluded is null limit 1`
	if (!some) refuse('price_update.nothing', {})
	await sql`
		update price_update set state = 'planning', planned_by = ${nameActor(scope.actor)}, planned_at = ${scope.now}, worked_at = ${scope.now}
		where id = ${id}`
	await queueWork(scope, id)
	await emit(scope, {
		kind: 'price_update.planned',
		subject: { kind: 'price_update', id },
		facts: { name: update.name },
	})
}

/** Has what has not begun taken back, by the worker. Refuses `not_found`, `price_update.state`. */
export async function orderTakingBack(scope: Scope, { id }: Of): Promise<void> {
	permit(scope, 'product.write')
	permit(scope, 'contract.amend')
	const update = await lockUpdate(scope, id)
	if (update.state !== 'planned') refuse('price_update.state', { name: update.name })
	await scope.sql`
		update price_update set state = 'taking_back', planned_by = ${nameActor(scope.actor)}, worked_at = ${scope.now} where id = ${id}`
	await queueWork(scope, id)
	const facts = { name: update.name }
	await emit(scope, { kind: 'price_update.taken_back', subject: { kind: 'price_update', id }, facts })
}

export async function queueWork({ sql }: Scope, id: string): Promise<void> {
	await sql`
		select graphile_worker.add_job('price_update', json_build_object('id', ${id}::text), job_key := ${`price_update ${id}`}, max_attempts := 5)`
}

async function lockUpdate({ sql }: Scope, id: string): Promise<{ name: string; state: string }> {
	const [update] = await sql<{ name: string; state: string }[]>`
		select name, state from price_update where id = ${id} for update`
	if (!update) refuse('not_found', { noun: 'price_update' })
	return update
}

/**
 * What the worker does of both: one contract after the other, each in a transaction of its own, so that it can be killed
 * anywhere and goes on. A contract that refuses its new prices is left out and says so; one that refuses to have them taken
 * back keeps them. The others have theirs.
 */
export async function workOnPriceUpdate(books: Books, { id }: Of): Promise<void> {
	const actor: Actor = { kind: 'system', name: 'price update' }
	const refused: string[] = []
	for (;;) {
		const next = await look(books, actor, nextContract, { id, refused })
		if (!next.ok || !next.value) break
		const { state, contractId } = next.value
		const done = await act(books, actor, state === 'planning' ? planContract : takeContractBack, { id, contractId })
		if (done.ok) continue
		refused.push(contractId)
		if (state === 'planning') await act(books, actor, leaveOut, { id, contractId })
	}
	await act(books, actor, finish, { id })
}

async function nextContract(
	{ sql, today }: Scope,
	{ id, refused }: Of & { refused: readonly string[] },
): Promise<{ state: string; contractId: string } | null> {
	const [next] = await sql<{ state: string; contractId: string }[]>`
		select state, contract_id as "contractId" from price_update join price_update_line as line on price_update_id = price_update.id
		where price_update.id = ${id} and excluded is null and contract_id <> all(${[...refused]}::uuid[]) and (
			state = 'planning' and sequence is null
			or state = 'taking_back' and sequence is not null and taken_back_by is null and effective_on > ${today})
		order by contract_line_id limit 1`
	return next ?? null
}

type OfContract = Of & { contractId: string }

/** The new prices of one contract as amendments, one for each day on which they begin, and the letter about them. */
async function planContract(scope: Scope, { id, contractId }: OfContract): Promise<void> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	await lockUpdate(scope, id)
	await sql`select from contract where id = ${contractId} for update`
	await leaveOutChanged(scope, { id, contractId })
	const lines = await sql<{ lineId: string; unitPrice: string; on: string; name: string }[]>`
		select contract_line_id as "lineId", trim_scale(unit_price_after)::text as "unitPrice", effective_on::text as on, name
		from price_update_line join price_update on price_update.id = price_update_id
		where price_update_id = ${id} and contract_id = ${contractId} and excluded is null and sequence is null and state = 'planning'
		order by effective_on, contract_line_id`
	for (const [on, some] of Map.groupBy(lines, (line) => line.on)) {
		const changes = some.map(({ lineId, unitPrice }): LineItemChange => ({ kind: 'price', lineId, unitPrice }))
		const input = { contractId, change: { kind: 'several' as const, changes }, on, reason: some[0]?.name ?? '' }
		const { seen } = await previewChange(scope, input, { granted: true })
		const { amendments } = await applyChange(scope, { ...input, seen }, { granted: true })
		await sql`
			update price_update_line set sequence = ${amendments[0]?.sequence ?? null}
			where price_update_id = ${id} and contract_line_id = any(${some.map(({ lineId }) => lineId)}::uuid[])`
	}
	if (lines.length === 0) return
	const payload = { letter: 'price-change' as const, contractId, priceUpdateId: id }
	await queueEffect(scope, { kind: 'mail', key: `letter:price-change:${id}:${contractId}`, payload })
	await sql`update price_update set worked_at = ${scope.now} where id = ${id}`
}

/**
 * What would come out otherwise today than what people looked at is left out, with why: fixed or planned prices, notice
 * given, a day that comes too soon by now. A price that somebody has changed since is theirs.
 */
async function leaveOutChanged(scope: Scope, { id, contractId }: OfContract): Promise<void> {
	const { sql, today } = scope
	const [update] = await sql<{ rule: unknown }[]>`select rule from price_update where id = ${id}`
	const rule = priceRule.parse(update?.rule)
	const needs = await readNeeds(scope)
	const lines = await readLines(scope, rule, contractId)
	const now = new Map(workOut(lines, { rule, needs, today }).map((one) => [one.contract_line_id, one]))
	const drafted = await sql<{ lineId: string; before: string; after: string; on: string }[]>`
		select contract_line_id as "lineId", trim_scale(unit_price_before)::text as before, trim_scale(unit_price_after)::text as after,
			effective_on::text as on
		from price_update_line where price_update_id = ${id} and contract_id = ${contractId} and excluded is null and sequence is null`
	for (const { lineId, before, after, on } of drafted) {
		const one = now.get(lineId)
		const isSame = (old: string, price: string | null | undefined) =>
			price && compare(parseDecimal(old), parseDecimal(price)) === 0
		const changed: Excluded | null =
			!one || !isSame(before, one.unit_price_before)
				? 'refused'
				: (one.excluded ??
					(!isSame(after, one.unit_price_after) ? 'refused' : one.effective_on === on ? null : 'notice_too_short'))
		if (changed)
			await sql`
				update price_update_line set excluded = ${changed} where price_update_id = ${id} and contract_line_id = ${lineId}`
	}
}

async function takeContractBack(scope: Scope, { id, contractId }: OfContract): Promise<void> {
	permit(scope, 'contract.amend')
	const { sql } = scope
	await lockUpdate(scope, id)
	const standing = await sql<{ sequence: number }[]>`
		select distinct sequence from price_update_line where price_update_id = ${id} and contract_id = ${contractId}
			and sequence is not null and taken_back_by is null and effective_on > ${scope.today} order by sequence desc`
	for (const { sequence } of standing) {
		const input = { contractId, change: { kind: 'take_back' as const, sequence } }
		const { seen } = await previewChange(scope, input, { granted: true })
		const { amendments } = await applyChange(scope, { ...input, seen }, { granted: true })
		await sql`
			update price_update_line set taken_back_by = ${amendments[0]?.sequence ?? null}
			where price_update_id = ${id} and contract_id = ${contractId} and sequence = ${sequence}`
	}
	const payload = { letter: 'price-kept' as const, contractId, priceUpdateId: id }
	await queueEffect(scope, { kind: 'mail', key: `letter:price-kept:${id}:${contractId}`, payload })
	await sql`update price_update set worked_at = ${scope.now} where id = ${id}`
}

/** A rule of the product refuses the contract: it has changed since, or has ended. */
async function leaveOut({ sql }: Scope, { id, contractId }: OfContract): Promise<void> {
	await sql`
		update price_update_line set excluded = 'refused'
		where price_update_id = ${id} and contract_id = ${contractId} and excluded is null`
}

/** What could not be taken back, or has begun, stays planned. */
async function finish({ sql }: Scope, { id }: Of): Promise<void> {
	await sql`
		update price_update set state = case when state = 'planning' or exists (
			select from price_update_line where price_update_id = ${id} and sequence is not null and taken_back_by is null
		) then 'planned' else 'taken_back' end
		where id = ${id} and state in ('planning', 'taking_back')`
}

/** Queues anew what a killed worker left behind; answers how many. */
export async function sweepPriceUpdates(scope: Scope): Promise<number> {
	permit(scope, 'contract.amend')
	const stalled = await scope.sql<{ id: string }[]>`
		update price_update set worked_at = ${scope.now}
		where state in ('planning', 'taking_back') and worked_at < ${scope.now.subtract({ minutes: 5 })} returning id`
	for (const { id } of stalled) await queueWork(scope, id)
	return stalled.length
}
