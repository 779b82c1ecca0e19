import type { Role, Scope } from '../act.ts'
import { emit } from '../event.ts'
import { may, permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { about, requireCollector, who } from './case.ts'
import { type Debt, overdueDebts } from './debt.ts'
import { giveTo } from './give-to.ts'

export type DispatchDebts = {
	/** `seen`: who had it when it was looked at; null: nobody. */
	debts: (Debt & { seen: string | null })[]
	collectorId: string
	/** What the collector is to know. */
	note?: string
}

/** `taken`: with somebody else since it was looked at. `settled`: nothing of it is past its day any more. */
export type Dispatched = { dispatched: number; same: number; taken: number; settled: number }

const most = 500

/**
 * Gives debts to a collector, from whoever has them; of two who give out the same one the first decides. Refuses `not_found`,
 * `collection.no_collector`, `input.invalid` for none or too many.
 */
export async function dispatchDebts(scope: Scope, input: DispatchDebts): Promise<Dispatched> {
	permit(scope, 'collection.dispatch')
	const { debts, collectorId, note = '' } = input
	if (debts.length === 0 || debts.length > most)
		refuse('input.invalid', { field: 'debts', problem: debts.length ? 'too_big' : 'missing' })
	if (note.length > 2000) refuse('input.invalid', { field: 'note', problem: 'too_big' })
	const name = await requireCollector(scope, collectorId)
	const cases = await holdCases(scope, debts)
	const seen = new Map(debts.map((debt) => [keyOf(debt), debt.seen]))
	const same = cases.filter((one) => one.collectorId === collectorId)
	const free = cases.filter((one) => {
		const isFree = one.collectorId === null || one.collectorId === seen.get(keyOf(one))
		return isFree && one.collectorId !== collectorId
	})
	await giveTo(
		scope,
		free.map(({ id }) => ({ caseId: id, collectorId, ruleId: null })),
		note.trim(),
	)
	await emit(
		scope,
		...free.map((one) => ({
			kind: 'collection.dispatched' as const,
			...about(one),
			facts: { collectorId, name, currency: one.currency, amountMinor: String(one.overdueMinor) },
		})),
	)
	const known = new Set(debts.map(keyOf)).size
	return {
		...{ dispatched: free.length, same: same.length },
		...{ taken: cases.length - free.length - same.length, settled: known - cases.length },
	}
}

const keyOf = ({ customerId, currency }: Debt) => `${customerId} ${currency}`

type Held = Debt & { id: string; collectorId: string | null; overdueMinor: bigint }

/** The open cases of debts, opened where there are none, held until the transaction ends. */
async function holdCases(scope: Scope, debts: readonly Debt[]): Promise<Held[]> {
	const { sql, now } = scope
	const asked = sql`unnest(${debts.map((one) => one.customerId)}::uuid[], ${debts.map((one) => one.currency)}::text[])
		as asked (customer_id, currency)`
	const reached = reach(scope).customer('asked.customer_id')
	await sql`
		insert into collection_case (customer_id, currency, opened_by, opened_at)
		select distinct asked.customer_id, asked.currency, ${who(scope)}, ${now}::timestamptz
		from ${asked} join ${overdueDebts(scope)} as debt on debt.customer_id = asked.customer_id and debt.currency = asked.currency
		where ${reached} order by 1, 2
		on conflict (customer_id, currency) where closed_at is null do nothing`
	const ids = await sql<{ id: string }[]>`
		select id from collection_case join ${asked} on asked.customer_id = collection_case.customer_id and asked.currency = collection_case.currency
		where closed_at is null and ${reached} order by id for update of collection_case`
	return await sql<Held[]>`
		select collection_case.id, collection_case.customer_id as "customerId", collection_case.currency,
			collector_id as "collectorId", overdue_minor as "overdueMinor"
		from collection_case join ${overdueDebts(scope)} as debt using (customer_id, currency)
			left join collection_dispatch on case_id = collection_case.id and ended is null
		where collection_case.id = any(${ids.map(({ id }) => id)}::uuid[]) and closed_at is null order by collection_case.id`
}

/** Who cases can be given to, by name; `collects`: it is what they are there for. */
export async function listCollectors(scope: Scope): Promise<{ id: string; name: string; collects: boolean }[]> {
	permit(scope, 'collection.dispatch')
	const users = await scope.sql<{ id: string; name: string; role: Role }[]>`
		select id, name, role from staff_user where left_at is null order by role <> 'collector', name collate people, id`
	return users
		.filter(({ id, role }) => may({ kind: 'staff', userId: id, role }, 'collection.work'))
		.map(({ id, name, role }) => ({ id, name, collects: role === 'collector' }))
}
