import { z } from 'zod'
import type { Role, Scope } from '../act.ts'
import { emit } from '../event.ts'
import { isCurrency } from '../money.ts'
import { may, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { requireCollector, who } from './case.ts'

/** Which debts go to whom by themselves. Minor units of `currency`; days past the oldest due day. */
export type CollectionRule = {
	id: string
	fromDays: number
	/** Null: however long. */
	throughDays: number | null
	currency: string | null
	leastMinor: bigint | null
	group: { id: string; name: string } | null
	/** ISO 3166 of the customer's billing address. */
	country: string | null
	/** Null: whoever collects, in turn. */
	collector: { id: string; name: string; collects: boolean } | null
}

const days = z.number().int().min(1).max(36_500)
const ruleInput = z.object({
	fromDays: days,
	throughDays: days.nullable(),
	currency: z.string().refine(isCurrency).nullable(),
	leastMinor: z.bigint().positive().nullable(),
	groupId: z.uuid().nullable(),
	country: z
		.string()
		.regex(/^[A-Z]{2}$/)
		.nullable(),
	collectorId: z.uuid().nullable(),
})
export type AddCollectionRule = z.infer<typeof ruleInput>

/** The rules in use; of those that fit a debt the first one counts. */
export async function listCollectionRules(scope: Scope): Promise<CollectionRule[]> {
	permit(scope, 'collection.dispatch')
	return await readRules(scope)
}

/** For verbs that have asked. `collects` is false for who has left or collects no longer. */
export async function readRules({ sql }: Scope): Promise<CollectionRule[]> {
	type Named = CollectionRule & { collector: { id: string; name: string; role: Role; left: boolean } | null }
	const rules = await sql<Named[]>`
		select rule.id, overdue_from_days as "fromDays", overdue_through_days as "throughDays", currency, least_minor as "leastMinor",
			case when staff_group.id is not null then jsonb_build_object('id', staff_group.id, 'name', staff_group.name) end as group,
			country, case when staff_user.id is not null then jsonb_build_object('id', staff_user.id, 'name', staff_user.name,
				'role', role, 'left', left_at is not null) end as collector
		from collection_rule as rule left join staff_group on staff_group.id = rule.group_id
			left join staff_user on staff_user.id = rule.collector_id
		where ended_at is null order by position, rule.id`
	return rules.map(({ collector, ...rule }) => ({ ...rule, collector: collector && turnOf(collector) }))
}

const turnOf = ({ id, name, role, left }: { id: string; name: string; role: Role; left: boolean }) => ({
	...{ id, name },
	collects: !left && may({ kind: 'staff', userId: id, role }, 'collection.work'),
})

/** Adds a rule after the others. Refuses `input.invalid`, `not_found`, `collection.no_collector`. */
export async function addCollectionRule(scope: Scope, input: AddCollectionRule): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const parsed = ruleInput.safeParse(input)
	if (!parsed.success)
		return refuse('input.invalid', { field: String(parsed.error.issues[0]?.path[0]), problem: 'invalid' })
	const { fromDays, throughDays, currency, leastMinor, groupId, country, collectorId } = parsed.data
	if (throughDays !== null && throughDays < fromDays)
		refuse('input.invalid', { field: 'throughDays', problem: 'too_small' })
	if (leastMinor !== null && currency === null) refuse('input.invalid', { field: 'currency', problem: 'missing' })
	if (collectorId) await requireCollector(scope, collectorId)
	const [added] = await sql<{ id: string }[]>`
		insert into collection_rule (position, overdue_from_days, overdue_through_days, currency, least_minor, group_id, country,
			collector_id, added_by, added_at)
		select coalesce((select max(position) from collection_rule), 0) + 1, ${fromDays}::integer, ${throughDays}::integer, ${currency}::text,
			${leastMinor}::bigint, ${groupId}::uuid, ${country}::text, ${collectorId}::uuid, ${who(scope)}::text, ${now}::timestamptz
		where ${groupId}::uuid is null or exists (select from staff_group where id = ${groupId})
		returning id`
	if (!added) return refuse('not_found', { noun: 'group' })
	await tell(scope, { collectionRuleAdded: added.id })
	return added
}

/** Moves a rule before the one above it; the first one stays. Refuses `not_found`. */
export async function raiseCollectionRule(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'company.write')
	const { sql } = scope
	const rules = await sql<{ id: string; position: number }[]>`
		select id, position from collection_rule where ended_at is null order by position, id for update`
	const place = rules.findIndex((rule) => rule.id === id)
	const [rule, above] = [rules[place], rules[place - 1]]
	if (!rule) return refuse('not_found', { noun: 'collection_rule' })
	if (!above) return
	await sql`
		update collection_rule set position = case id when ${id}::uuid then ${above.position}::integer else ${rule.position}::integer end
		where id in (${id}, ${above.id})`
	await tell(scope, { collectionRuleRaised: id })
}

/** From now on nothing goes by it; what it gave stays. Refuses `not_found`. */
export async function endCollectionRule(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'company.write')
	const ended = await scope.sql`
		update collection_rule set ended_by = ${who(scope)}, ended_at = ${scope.now} where id = ${id} and ended_at is null returning id`
	if (ended.length === 0) refuse('not_found', { noun: 'collection_rule' })
	await tell(scope, { collectionRuleEnded: id })
}

async function tell(scope: Scope, facts: Record<string, string>): Promise<void> {
	await emit(scope, { kind: 'company.updated', subject: { kind: 'company', id: scope.company.billingPartyId }, facts })
}
