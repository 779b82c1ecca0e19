import { z } from 'zod'
import type { Role, Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { requireMember } from '../follow-up/task.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type AlertAction, type AlertAudience, alertActions, alertAudiences } from './audience.ts'
import { type AlertTrigger, triggerNames } from './trigger.ts'

export type AlertRule = {
	id: string
	trigger: AlertTrigger
	audience: AlertAudience
	role: Role | null
	/** Only what concerns this group; null: all. */
	group: { id: string; name: string } | null
	/** Only amounts of at least so much, in minor units of `currency`. */
	leastMinor: bigint | null
	currency: string | null
	/** At once, or in the digest of the morning. */
	atOnce: boolean
	/** At once in quiet hours as well. */
	urgent: boolean
	/** Only of a customer who is overdue for at least so many days. */
	overdueDays: number | null
	/** Only of a customer who is at least such a risk. */
	leastRisk: AlertRisk | null
	action: AlertAction
	/** Of the audience that is one person. */
	person: { id: string; name: string } | null
	/** What is to be done, and within how many days, where it writes that down. */
	nextStep: string | null
	withinDays: number | null
}

/** How much of a risk a customer is, as approvals read it; low is everybody. */
export const alertRisks = ['medium', 'high'] as const
export type AlertRisk = (typeof alertRisks)[number]

const roles = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const
const ruleInput = z.object({
	trigger: z.enum(triggerNames),
	audience: z.enum(alertAudiences),
	role: z.enum(roles).nullable(),
	groupId: z.uuid().nullable(),
	leastMinor: z.bigint().positive().nullable(),
	currency: z.string().refine(isCurrency).nullable(),
	atOnce: z.boolean(),
	urgent: z.boolean().default(false),
	overdueDays: z.number().int().min(1).max(3650).nullable().default(null),
	leastRisk: z.enum(alertRisks).nullable().default(null),
	action: z.enum(alertActions).default('tell'),
	personId: z.uuid().nullable().default(null),
	nextStep: z.string().trim().min(1).max(500).nullable().default(null),
	withinDays: z.number().int().min(0).max(365).nullable().default(null),
})

export type AddAlertRule = z.input<typeof ruleInput>

/** The rules in use, as a table: by what they are about, then the oldest first. */
export async function listAlertRules(scope: Scope): Promise<AlertRule[]> {
	permit(scope, 'company.write')
	return await scope.sql<AlertRule[]>`
		select rule.id, trigger, audience, rule.role, least_minor as "leastMinor", currency, at_once as "atOnce", urgent,
			overdue_days as "overdueDays", least_risk as "leastRisk", action, next_step as "nextStep", within_days as "withinDays",
			case when person.id is not null then jsonb_build_object('id', person.id, 'name', person.name) end as person,
			case when staff_group.id is not null then jsonb_build_object('id', staff_group.id, 'name', staff_group.name) end as group
		from alert_rule as rule left join staff_group on staff_group.id = rule.group_id
			left join staff_user as person on person.id = rule.person_id
		where ended_at is null order by array_position(${[...triggerNames]}::text[], trigger), rule.id`
}

/** Refuses `input.invalid`: a role or person for another audience, an amount without its currency, a channel that waits for
 * morning, an urgent one that does, something to do for more than one person, a next step without its words and days. */
export async function addAlertRule(scope: Scope, input: AddAlertRule): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const rule = requireRule(input)
	if (rule.personId) await requireMember(scope, rule.personId, 'personId')
	const [added] = await sql<{ id: string }[]>`
		insert into alert_rule (trigger, audience, role, group_id, least_minor, currency, at_once, urgent, overdue_days,
			least_risk, action, person_id, next_step, within_days, created_by, created_at)
		select ${rule.trigger}, ${rule.audience}, ${rule.role}, ${rule.groupId}, ${rule.leastMinor}, ${rule.currency}, ${rule.atOnce},
			${rule.urgent}, ${rule.overdueDays}, ${rule.leastRisk}, ${rule.action}, ${rule.personId},
			${rule.nextStep}, ${rule.withinDays}, ${nameActor(scope.actor)}, ${now}
		where ${rule.groupId}::uuid is null or exists (select from staff_group where id = ${rule.groupId})
		returning id`
	if (!added) refuse('not_found', { noun: 'group' })
	await tell(scope, { alertRuleAdded: added.id })
	return added
}

function requireRule(input: AddAlertRule): z.output<typeof ruleInput> {
	const parsed = ruleInput.safeParse(input)
	const field = parsed.error?.issues[0]?.path[0]
	if (!parsed.success) return refuse('input.invalid', { field: String(field ?? 'trigger'), problem: 'invalid' })
	const rule = parsed.data
	if ((rule.audience === 'role') !== (rule.role !== null))
		refuse('input.invalid', { field: 'role', problem: 'missing' })
	if ((rule.leastMinor === null) !== (rule.currency === null))
		refuse('input.invalid', { field: 'currency', problem: 'missing' })
	if (rule.audience === 'group_channel' && !rule.atOnce)
		refuse('input.invalid', { field: 'atOnce', problem: 'invalid' })
	if (rule.urgent && !rule.atOnce) refuse('input.invalid', { field: 'urgent', problem: 'invalid' })
	requireDeed(rule)
	return rule
}

const doers = { next_step: ['owner', 'collector', 'person'], assign: ['collector', 'person'] }

/** What it does is done for one person, at once. */
function requireDeed({ action, audience, personId, nextStep, withinDays, ...rule }: z.output<typeof ruleInput>): void {
	if ((audience === 'person') !== (personId !== null))
		refuse('input.invalid', { field: 'personId', problem: 'missing' })
	if (action !== 'tell' && !doers[action].includes(audience))
		refuse('input.invalid', { field: 'audience', problem: 'invalid' })
	if (action !== 'tell' && (rule.urgent || !rule.atOnce))
		refuse('input.invalid', { field: 'atOnce', problem: 'invalid' })
	const [step, days] = [nextStep, withinDays].map((given) => (given === null) === (action === 'next_step'))
	if (step) refuse('input.invalid', { field: 'nextStep', problem: 'missing' })
	if (days) refuse('input.invalid', { field: 'withinDays', problem: 'missing' })
}

/** From now on nobody is told by it; what it raised stays. Refuses `not_found`. */
export async function endAlertRule(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'company.write')
	const ended = await scope.sql`
		update alert_rule set ended_at = greatest(${scope.now}, created_at) where id = ${id} and ended_at is null returning id`
	if (ended.length === 0) refuse('not_found', { noun: 'alert_rule' })
	await tell(scope, { alertRuleEnded: id })
}

async function tell(scope: Scope, facts: Record<string, string>): Promise<void> {
	await emit(scope, { kind: 'company.updated', subject: { kind: 'company', id: scope.company.billingPartyId }, facts })
}
