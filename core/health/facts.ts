import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { contractsOf } from '../invoice/share.ts'
import { type ConditionKind, conditionKinds, type Weight } from './condition.ts'

/*
 * What the health of contracts is read from, in SQL over `contract`. The same parts serve one contract and all of them,
 * so that a screen, a list and a report cannot disagree.
 */

/** How each fact is read: of `contract` alone, or of all contracts at once, joined to it. */
type Way = 'each' | 'all'

/** What is measured where it holds, and when it does, beside the limit's column. */
const measured: Record<
	ConditionKind,
	{ value: (scope: Scope) => Fragment; holds: (scope: Scope, limit: Fragment) => Fragment }
> = {
	overdue: {
		value: ({ sql }) => sql`late.days`,
		holds: ({ sql }, limit) => sql`late.days > ${limit}`,
	},
	rating: {
		value: ({ sql }) => sql`rated.score`,
		holds: ({ sql }, limit) => sql`rated.score < ${limit}`,
	},
	unrated: {
		value: ({ sql, today }) => sql`${today}::date - coalesce(rated.rated_on, contract.starts_on)`,
		holds: ({ sql, today }, limit) => sql`${today}::date - coalesce(rated.rated_on, contract.starts_on) > ${limit}`,
	},
	silent: {
		value: ({ sql, today }) => sql`${today}::date - greatest(met.on_day, contract.starts_on)`,
		holds: ({ sql, today }, limit) => sql`${today}::date - greatest(met.on_day, contract.starts_on) > ${limit}`,
	},
	documents: {
		value: ({ sql }) => sql`lacking.count`,
		holds: ({ sql }, limit) => sql`lacking.count > ${limit}`,
	},
	notice: {
		value: ({ sql }) => sql`0`,
		holds: ({ sql }, limit) => sql`contract.state = 'ending' and ${limit} is not null`,
	},
	service: {
		value: ({ sql }) => sql`service.step`,
		holds: ({ sql }, limit) => sql`service.step >= ${limit}`,
	},
	shrunk: {
		value: ({ sql }) => sql`shrunk.percent`,
		holds: ({ sql }, limit) => sql`shrunk.percent >= ${limit}`,
	},
	ends: {
		value: ({ sql, today }) => sql`contract.ends_on - ${today}::date`,
		holds: ({ sql, today }, limit) => sql`contract.state <> 'ending' and contract.renewal <> 'tacit'
			and contract.ends_on between ${today}::date and ${today}::date + ${limit} and renewed.contract_id is null`,
	},
}

/** The parts that a fact is read from; the conditions that are of the contract itself need none. */
const parts: Partial<Record<ConditionKind, string>> = {
	overdue: 'late',
	rating: 'rated',
	unrated: 'rated',
	silent: 'met',
	documents: 'lacking',
	service: 'service',
	shrunk: 'shrunk',
	ends: 'renewed',
}

/**
 * What is joined to `contract` for its health; answers `health.state`, null for what is not in force. Of all contracts it
 * is read once and kept for the query, whatever else narrows it.
 */
export function healthJoins(scope: Scope, way: Way): Fragment {
	const { sql } = scope
	const state = sql`case when ${anyOf(scope, 'bad')} then 'bad' when ${anyOf(scope, 'at_risk')} then 'at_risk' else 'good' end`
	const inForce = sql`contract.state in ('active', 'paused', 'ending') and contract.direction = 'receivable'`
	if (way === 'each')
		return sql`${factJoins(scope, way)} cross join lateral (select case when ${inForce} then ${state} end as state) as health`
	return sql`left join (
		with every_health as materialized (
			select contract.id, ${state} as state from contract ${factJoins(scope, way)} where ${inForce}
		) select id, state from every_health
	) as health on health.id = contract.id`
}

/** Why it is what it is: a JSON list, the worst of each kind, over the joins of `factJoins`. */
export function reasonsJson(scope: Scope): Fragment {
	const { sql } = scope
	const each = conditionKinds.map((kind) => {
		const { value, holds } = measured[kind]
		const of = (weight: Weight) => {
			const limit = limitOf(scope, kind, weight)
			return sql`when ${holds(scope, limit)} then jsonb_build_object('kind', ${kind}::text, 'weight', ${weight}::text,
				'limit', ${limit}, 'measured', ${value(scope)})`
		}
		return sql`case ${of('bad')} ${of('at_risk')} end`
	})
	return sql`(select coalesce(jsonb_agg(reason order by reason->>'weight' desc), '[]')
		from unnest(array[${joined(scope, each, sql`, `)}]) as reason where reason is not null)`
}

function anyOf(scope: Scope, weight: Weight): Fragment {
	const all = conditionKinds.map(
		(kind) => scope.sql`coalesce(${measured[kind].holds(scope, limitOf(scope, kind, weight))}, false)`,
	)
	return scope.sql`(${joined(scope, all, scope.sql` or `)})`
}

function joined({ sql }: Scope, all: readonly Fragment[], by: Fragment): Fragment {
	return all.reduce((before, one) => sql`${before}${by}${one}`)
}

const limitOf = ({ sql }: Scope, kind: ConditionKind, weight: Weight) => sql`bounds.${sql(`${kind}_${weight}`)}`

/** The conditions that count for a contract as one row, and the facts that they are about. */
export function factJoins(scope: Scope, way: Way): Fragment {
	const { sql } = scope
	const columns = conditionKinds.flatMap((kind) =>
		(['at_risk', 'bad'] as const).map(
			(weight) =>
				sql`max(threshold) filter (where kind = ${kind} and weight = ${weight}) as ${sql(`${kind}_${weight}`)}`,
		),
	)
	const bounds = sql`left join (
			select template_id, ${joined(scope, columns, sql`, `)} from health_condition group by template_id
		) as bounds on bounds.template_id is not distinct from case when exists (
			select from health_condition as own where own.template_id = contract.template_id) then contract.template_id end`
	const names = [...new Set(Object.values(parts))]
	const facts = names.map((name) => {
		const fact = factOf(scope, name, way === 'each')
		return way === 'each'
			? sql`left join lateral (${fact}) as ${sql(name)} on contract.state in ('active', 'paused', 'ending')`
			: sql`left join (${fact}) as ${sql(name)} on ${sql(name)}.${sql(ofCustomer.has(name) ? 'customer_id' : 'contract_id')} =
				${sql(ofCustomer.has(name) ? 'contract.customer_id' : 'contract.id')}`
	})
	return joined(scope, [bounds, ...facts], sql` `)
}

/** Facts that all contracts of a customer share. */
const ofCustomer: ReadonlySet<string> = new Set(['rated', 'met'])

function factOf(scope: Scope, name: string, one: boolean): Fragment {
	const { sql, today } = scope
	switch (name) {
		case 'late':
			return sql`select billed.contract_id, ${today}::date - min(invoice.due_on) as days
				from invoice cross join lateral ${contractsOf(scope)} as billed (contract_id)
				where invoice.kind = 'invoice' and invoice.state = 'issued' and invoice.settled_minor < invoice.total_minor
					and invoice.due_on < ${today} and ${asked(scope, 'overdue')} ${one ? sql`and invoice.customer_id = contract.customer_id and billed.contract_id = contract.id` : sql``}
				group by billed.contract_id`
		case 'rated':
			return sql`select distinct on (rating.customer_id) rating.customer_id, rating.score,
					(rating.rated_at at time zone ${scope.company.timeZone})::date as rated_on
				from rating where ${asked(scope, 'rating', 'unrated')} ${one ? sql`and rating.customer_id = contract.customer_id` : sql``}
				order by rating.customer_id, rating.rated_at desc`
		case 'met':
			return sql`select customer_id, max(on_day) as on_day from (
					select customer_id, happened_on as on_day from follow_up where ${asked(scope, 'silent')}
						and ${
							one
								? sql`follow_up.customer_id = contract.customer_id`
								: sql`happened_on >= ${today}::date - (
							select max(threshold) from health_condition where kind = 'silent')`
						}
					union all select customer_id, (last_at at time zone ${scope.company.timeZone})::date
						from conversation where ${asked(scope, 'silent')} ${one ? sql`and conversation.customer_id = contract.customer_id` : sql``}
				) as contacts where on_day <= ${today} group by customer_id`
		case 'lacking':
			return lacking(scope, one)
		case 'service':
			return sql`select contract_id, case contract_service.state when 'warned' then 1 when 'restricted' then 2 when 'blocked' then 3 end as step
				from contract_service where contract_service.state <> 'normal' and ${asked(scope, 'service')} ${one ? sql`and contract_id = contract.id` : sql``}`
		case 'shrunk':
			return sql`select contract_id, case when before > now then trunc((before - now) * 100 / before)::int end as percent
				from (
					select contract_id, sum(amount_minor) filter (where moved_on <= ${today}::date - 90) as before, sum(amount_minor) as now
					from mrr_movement where moved_on <= ${today} and ${asked(scope, 'shrunk')}
						and ${
							one
								? sql`contract_id = contract.id`
								: sql`contract_id in (select fallen.contract_id from mrr_movement as fallen
							where fallen.moved_on > ${today}::date - 90 and fallen.moved_on <= ${today} and fallen.amount_minor < 0)`
						}
					group by contract_id
				) as brought where before > 0`
		case 'renewed':
			return sql`select distinct for_contract_id as contract_id from quote
				where ${asked(scope, 'ends')} and purpose = 'renewal' and (state in ('draft', 'accepted') or state = 'sent' and valid_until >= ${today})
					${one ? sql`and for_contract_id = contract.id` : sql``}`
		default:
			throw new Error(`There is no fact ${name}`)
	}
}

/** Whether anybody asks for it at all; if not, nothing is read. */
function asked({ sql }: Pick<Scope, 'sql'>, ...kinds: ConditionKind[]): Fragment {
	return sql`(select exists (select from health_condition where kind = any(${kinds}::text[])))`
}

/** How many documents of those that a contract's type must have are not there. */
function lacking({ sql }: Pick<Scope, 'sql'>, one: boolean): Fragment {
	return sql`select needed.contract_id, count(*)::int as count
		from (
			select held.id as contract_id, kind.id as kind_id, kind.signed
			from contract as held join document_requirement as rule on rule.contract_type in ('', held.type)
				join document_kind as kind on kind.id = rule.kind_id and kind.retired_at is null
			where held.state in ('active', 'paused', 'ending') ${one ? sql`and held.id = contract.id` : sql``}
			group by held.id, kind.id, kind.signed
		) as needed
		where ${asked({ sql }, 'documents')} and not exists (
				select from document where document.contract_id = needed.contract_id and document.kind_id = needed.kind_id
					and withdrawn_at is null)
			and not (needed.signed and exists (
				select from quote_acceptance as acceptance join quote on quote.id = acceptance.quote_id
				where quote.contract_id = needed.contract_id))
		group by needed.contract_id`
}
