import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { about, who } from './case.ts'
import { overdueDebts } from './debt.ts'
import { giveTo } from './give-to.ts'
import { type LooseDebt, type PlannedGiving, planDispatch, type Turn } from './plan-dispatch.ts'
import { readRules } from './rule.ts'

/** What the rules would do now, the longest past due first, and how many debts nobody has and no rule fits. */
export type RulePreview = { givings: PlannedGiving[]; unfit: number }

/** Only looks. */
export async function previewRules(scope: Scope): Promise<RulePreview> {
	permit(scope, 'collection.dispatch')
	return await plan(scope)
}

/**
 * Gives debts that nobody has to collectors by the rules; what was given by hand, or handed back, is left alone. Each once,
 * whoever asks and however many at once. Answers how many were given.
 */
export async function applyRules(scope: Scope): Promise<number> {
	permit(scope, 'collection.dispatch')
	const { sql, now } = scope
	// Whoever comes second waits here, and then sees what the first one gave.
	const [rule] = await sql`select from collection_rule where ended_at is null order by id for update`
	if (!rule) return 0
	const { givings } = await plan(scope)
	const due = givings.flatMap(({ collector, ...one }) => (collector ? [{ ...one, collector }] : []))
	if (due.length === 0) return 0
	const opened = await sql<{ id: string; customerId: string; currency: string }[]>`
		insert into collection_case (customer_id, currency, opened_by, opened_at)
		select customer_id, currency, ${who(scope)}::text, ${now}::timestamptz
		from unnest(${due.map(({ debt }) => debt.customerId)}::uuid[], ${due.map(({ debt }) => debt.currency)}::text[]) as due (customer_id, currency)
		order by customer_id, currency
		on conflict (customer_id, currency) where closed_at is null do nothing
		returning id, customer_id as "customerId", currency`
	const caseOf = new Map(opened.map((one) => [`${one.customerId} ${one.currency}`, one]))
	const given = due.flatMap(({ debt, ruleId, collector }) => {
		const found = caseOf.get(`${debt.customerId} ${debt.currency}`)
		return found ? [{ found, debt, ruleId, collector }] : []
	})
	await giveTo(
		scope,
		given.map(({ found, ruleId, collector }) => ({ caseId: found.id, collectorId: collector.id, ruleId })),
		'',
	)
	await emit(
		scope,
		...given.map(({ found, debt, collector }) => ({
			kind: 'collection.dispatched' as const,
			...about(found),
			facts: {
				...{ collectorId: collector.id, name: collector.name, currency: debt.currency },
				amountMinor: String(debt.overdueMinor),
			},
		})),
	)
	return given.length
}

async function plan(scope: Scope): Promise<RulePreview> {
	const [rules, debts, turns] = [await readRules(scope), await readLoose(scope), await readTurns(scope)]
	const givings = planDispatch(debts, rules, turns)
	return { givings, unfit: debts.length - givings.length }
}

async function readLoose(scope: Scope): Promise<LooseDebt[]> {
	const { sql } = scope
	return await sql<LooseDebt[]>`
		select customer.id as "customerId", customer.name as "customerName", debt.currency, overdue_minor as "overdueMinor",
			days_past_due as "daysPastDue", group_id as "groupId", coalesce(party.country, '') as country
		from ${overdueDebts(scope)} as debt join customer on customer.id = debt.customer_id
			join billing_party as party on party.id = customer.billing_party_id
		where not exists (select from collection_case as open where open.customer_id = debt.customer_id
			and open.currency = debt.currency and closed_at is null)
			and ${reach(scope).customer()}
		order by days_past_due desc, overdue_minor desc, customer.id, debt.currency`
}

/** Whoever collects, the one who was given something longest ago first. */
async function readTurns({ sql }: Scope): Promise<Turn[]> {
	return await sql<Turn[]>`
		select id, name from staff_user where left_at is null and role = 'collector'
		order by (select last.id from collection_dispatch as last where collector_id = staff_user.id order by last.id desc limit 1) nulls first,
			name collate people, id`
}
