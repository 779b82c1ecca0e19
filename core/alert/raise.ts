import type { Scope } from '../act.ts'
import { readCustomerFacts } from '../approval/customer-facts.ts'
import { permit } from '../permit.ts'
import { type AlertDeed, doDeeds } from './deed.ts'
import { alertRisks } from './rule.ts'
import { alertTriggers } from './trigger.ts'

/**
 * Looks through what has happened since the last look and writes down who is to be told, by the rules in use now, and does
 * what rules do themselves. Answers how many alerts were raised. May be asked at any time by many at once: of one event a
 * person is told once, and a rule does its own once. An event is dated when its transaction began, so an hour is looked
 * through again; a rule does nothing of what happened before it was there.
 */
export async function raiseAlerts(scope: Scope): Promise<number> {
	permit(scope, 'company.write')
	const { sql, now, company } = scope
	const [progress] = await sql<{ lookedUntil: Temporal.Instant | null }[]>`
		select looked_until as "lookedUntil" from alert_progress for update`
	if (!progress) throw new Error('The progress of alerts has gone')
	await sql`update alert_progress set looked_until = greatest(looked_until, ${now})`
	if (!progress.lookedUntil) return 0
	const since = progress.lookedUntil.subtract({ hours: 1 })
	const kinds = Object.entries(alertTriggers).flatMap(([trigger, of]) => of.map((kind) => ({ trigger, kind })))
	const risks = await readRisks(scope, since, kinds)
	const [found] = await sql<{ raised: number; deeds: AlertDeed[] }[]>`
		with happened as (
			select event.id, event.customer_id, happened_at, case when contract.customer_id = event.customer_id then contract.id end as contract_id,
				(select max((happened_at at time zone ${company.timeZone})::date - due_on) from invoice as late where late.customer_id = event.customer_id and late.kind = 'invoice'
					and late.state = 'issued' and late.settled_minor < late.total_minor and late.due_on < (happened_at at time zone ${company.timeZone})::date) as overdue_days,
				 of.trigger, coalesce((facts ->> 'askedBy')::uuid, (facts ->> 'surveyorId')::uuid, contract.owner_id, customer.owner_id) as owner_id,
				coalesce(contract.group_id, customer.group_id) as group_id,
				coalesce((facts ->> 'amountMinor')::bigint, invoice.total_minor - invoice.settled_minor) as minor,
				coalesce(facts ->> 'currency', invoice.currency) as currency, ${collectorOf(scope)} as collector_id
			from event
				join unnest(${kinds.map(({ kind }) => kind)}::text[], ${kinds.map(({ trigger }) => trigger)}::text[]) as of (kind, trigger)
					on of.kind = event.kind
				join customer on customer.id = event.customer_id
				left join contract on contract.id = event.contract_id
				left join invoice on event.subject_kind = 'invoice' and invoice.id = event.subject_id
			where happened_at > ${since} and happened_at <= ${now}
				and event.kind in ('payment.succeeded', 'payment.recorded', 'payment.failed', 'payment.action_required', 'payment.refunded',
					'payment.disputed', 'invoice.overdue', 'promise.kept', 'promise.broken', 'contract.renewal_told', 'contract.cancelled', 'message.written', 'equipment.delivered',
					'machine_request.failed', 'machine_request.late', 'machine_request.withdrawn', 'machine_request.done', 'collection.dispatched', 'instalment.reminded', 'survey.dispatched', 'survey.returned', 'payable.due',
					'survey.submitted', 'customer.tax_details_given')
				and (event.kind <> 'payment.recorded' or not facts ? 'imported')
				and (event.kind <> 'machine_request.withdrawn' or actor like 'system:%')
				and (event.kind <> 'message.written' or actor like 'contact:%' or actor like 'link:%')
		), matched as (
			select happened.id as event_id, rule.id as rule_id, rule.audience, rule.role, rule.person_id, rule.action, rule.at_once, rule.urgent, happened.owner_id, happened.collector_id, happened.group_id
			from happened join alert_rule as rule on rule.trigger = happened.trigger and ended_at is null
				left join unnest(${risks.map((one) => one.customerId)}::uuid[], ${risks.map((one) => one.rank)}::int[]) as at_risk (customer_id, rank)
					on at_risk.customer_id = happened.customer_id
			where (rule.group_id is null or rule.group_id = happened.group_id)
				and (rule.least_minor is null or (happened.minor >= rule.least_minor and happened.currency = rule.currency))
				and (rule.overdue_days is null or happened.overdue_days >= rule.overdue_days)
				and (rule.least_risk is null or at_risk.rank >= array_position(${[...alertRisks]}::text[], rule.least_risk))
		), reached as (
			select event_id, rule_id, action, at_once, urgent, staff_user.id as user_id, null::uuid as group_id
			from matched join staff_user on left_at is null
				and case audience when 'owner' then staff_user.id = owner_id when 'collector' then staff_user.id = collector_id when 'role' then staff_user.role = matched.role when 'person' then staff_user.id = matched.person_id else false end
			union all
			select event_id, rule_id, action, at_once, urgent, null, group_id from matched where audience = 'group_channel' and group_id is not null
		), told as (
			insert into alert (event_id, rule_id, user_id, group_id, at_once, urgent, raised_at)
			select distinct on (event_id, user_id, group_id) event_id, rule_id, user_id, group_id, at_once, urgent, ${now}
			from reached where action = 'tell' order by event_id, user_id, group_id, at_once desc, urgent desc, rule_id
			on conflict do nothing returning id
		), deed as (
			insert into alert_deed (event_id, rule_id, user_id, done_at)
			select event_id, rule_id, user_id, ${now} from reached join happened on happened.id = event_id
				join alert_rule as rule on rule.id = rule_id
			where reached.action <> 'tell' and happened_at >= rule.created_at and (reached.action <> 'assign' or contract_id is not null)
			on conflict do nothing returning event_id, rule_id, user_id
		)
		select (select count(*)::int from told) as raised, coalesce((
			select jsonb_agg(jsonb_build_object('eventId', event_id, 'ruleId', rule_id, 'userId', user_id, 'action', action,
				'nextStep', next_step, 'withinDays', within_days, 'customerId', customer_id, 'contractId', contract_id)
				order by happened_at, event_id, rule_id)
			from deed join alert_rule as rule on rule.id = rule_id join happened on happened.id = event_id
		), '[]') as deeds`
	await doDeeds(scope, found?.deeds ?? [])
	return found?.raised ?? 0
}

/** How much of a risk those are whom a rule looks at for it: 1 medium, 2 high. */
async function readRisks(
	scope: Scope,
	since: Temporal.Instant,
	kinds: readonly { trigger: string; kind: string }[],
): Promise<{ customerId: string; rank: number }[]> {
	const { sql, now } = scope
	const customers = await sql<{ id: string }[]>`
		select distinct event.customer_id as id from event
			join unnest(${kinds.map(({ kind }) => kind)}::text[], ${kinds.map(({ trigger }) => trigger)}::text[]) as of (kind, trigger)
				on of.kind = event.kind
			join alert_rule as rule on rule.trigger = of.trigger and ended_at is null and least_risk is not null
		where happened_at > ${since} and happened_at <= ${now} and event.customer_id is not null`
	const found: { customerId: string; rank: number }[] = []
	for (const { id } of customers) {
		const { risk } = await readCustomerFacts(scope, id, null)
		if (risk === 'medium' || risk === 'high') found.push({ customerId: id, rank: alertRisks.indexOf(risk) + 1 })
	}
	return found
}

/**
 * SQL over `event`, its `invoice`, `contract` and `customer`: who collects what it is about, or did until that settled it. Of
 * instalments that nobody collects, which is so before their day, whoever looks after the contract.
 */
function collectorOf({ sql }: Scope) {
	return sql`case when event.kind = 'collection.dispatched' then (facts ->> 'collectorId')::uuid else coalesce((
		select collector_id from collection_case join collection_dispatch on case_id = collection_case.id
		where collection_case.customer_id = event.customer_id
			and collection_case.currency = coalesce(facts ->> 'currency', invoice.currency, collection_case.currency)
			and (ended is null or (ended = 'closed' and ended_at > event.happened_at - interval '1 hour'))
		order by collection_dispatch.id desc limit 1
	), case when event.kind = 'instalment.reminded' then coalesce(contract.owner_id, customer.owner_id) end) end`
}
