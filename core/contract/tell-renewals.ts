import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { readRenewalPolicy } from './renewal-policy.ts'
import { runningTermEnd } from './running-term.ts'
import type { ContractDirection } from './write.ts'

type Told = {
	contractId: string
	customerId: string
	endsOn: string
	lastDay: string
	kind: 'renews' | 'ends'
	direction: ContractDirection
}

/**
 * Writes before a term goes on tacitly, so many days before the last day to object, and before a contract
 * ends by itself; each once for a term, whoever looks. Of letters that fall due together only one goes out. Terms too short
 * for that are told of once, and again after half a year of them. Of what the company pays it is the company that has to
 * object: its own people are told. Set-based.
 */
export async function tellRenewals(scope: Scope): Promise<{ renews: number; ends: number }> {
	permit(scope, 'invoice.run')
	const told = await take(scope)
	await emit(
		scope,
		...told.map(({ contractId, customerId, endsOn, lastDay, kind }) => ({
			kind: 'contract.renewal_told' as const,
			subject: { kind: 'contract', id: contractId },
			customerId,
			contractId,
			facts: { endsOn, lastDay, renews: kind === 'renews' },
		})),
	)
	await queueEffects(
		scope,
		told.map((one) => ({ kind: 'mail' as const, ...letterOf(one, scope.today.toString()) })),
	)
	const renews = told.filter(({ kind }) => kind === 'renews').length
	return { renews, ends: told.length - renews }
}

function letterOf({ contractId, endsOn, lastDay, kind, direction }: Told, today: string) {
	const renews = kind === 'renews'
	const key = (name: string) => `letter:${name}:${contractId}:${endsOn}:${today}`
	if (direction === 'payable')
		return {
			key: key('supplier-term'),
			payload: { letter: 'supplier-term' as const, contractId, endsOn, lastDay, renews },
		}
	if (renews)
		return { key: key('renewal-coming'), payload: { letter: 'renewal-coming' as const, contractId, endsOn, lastDay } }
	return { key: key('contract-ends'), payload: { letter: 'contract-ends' as const, contractId, endsOn } }
}

/**
 * A contract without an end that has terms runs from one to the next: its present term is the first whose last day to
 * object has not passed. Steps that a sleeping worker missed are noted with the one that is told.
 */
async function take(scope: Scope): Promise<Told[]> {
	const { sql, today } = scope
	const { remindDays, shortestMonths } = await readRenewalPolicy(scope)
	const horizon = today.add({ days: Math.max(...remindDays) })
	return await sql<Told[]>`
		with ending as (
			select id, customer_id, direction, notice_days, ends_on, renewal, term_months, starts_on from contract
			where state in ('active', 'paused') and ends_on >= ${today} and renewal <> 'tacit' and ends_on <= ${horizon}
			union all
			select id, customer_id, direction, notice_days, ends_on, renewal, term_months, starts_on from contract
			where state in ('active', 'paused') and ends_on >= ${today} and renewal = 'tacit' and ends_on - notice_days <= ${horizon}
			union all
			select id, customer_id, direction, notice_days, ${runningTermEnd(scope)}, renewal, term_months, starts_on from contract
			where state in ('active', 'paused') and ends_on is null and renewal = 'tacit' and term_months is not null
				and starts_on <= ${today}
		), whole as (
			-- Whole months from the first day: fewer by one than the term where that is cut by a short month.
			select *, (extract(year from age(ends_on + 1, starts_on)) * 12
				+ extract(month from age(ends_on + 1, starts_on)))::int as months from ending
		), due as (
			select id, customer_id, direction, ends_on, case when renewal = 'tacit' then 'renews' else 'ends' end as kind,
				case when renewal = 'tacit' then ends_on - notice_days else ends_on end as last_day,
				coalesce(term_months, months
					+ (starts_on + make_interval(months => months + 1) = ends_on + 1)::int) as term_months
			from whole
			where renewal <> 'quote' or not exists (
				select from quote where for_contract_id = whole.id and purpose = 'renewal' and state in ('sent', 'accepted')
					and quote.starts_on > whole.ends_on)
		), step as (
			select due.id, customer_id, direction, ends_on, kind, last_day, days
			from due, unnest(${remindDays}::integer[]) as days
			where last_day >= ${today} and last_day - days <= ${today} and (term_months >= ${shortestMonths} or (
				kind = 'renews' and term_months > 0 and days = ${Math.min(...remindDays)} and not exists (
					select from renewal_notice as told where told.contract_id = due.id and told.kind = due.kind
						-- Half a year, of months that are not as long as each other.
						and told.ends_on > due.ends_on - interval '6 months' + interval '5 days')))
		), written as (
			insert into renewal_notice (contract_id, ends_on, kind, days, told_on)
			select id, ends_on, kind, days, ${today} from step order by id, days on conflict do nothing
			returning contract_id, ends_on, kind, days
		)
		-- Where the nearest step was told before, a further one that is missing (a policy changed) is noted and not told.
		select distinct on (step.id) step.id as "contractId", customer_id as "customerId", step.ends_on::text as "endsOn",
			last_day::text as "lastDay", step.kind, direction
		from step join written on written.contract_id = step.id and written.kind = step.kind and written.ends_on = step.ends_on
			and written.days = (select min(nearest.days) from step as nearest where nearest.id = step.id and nearest.ends_on = step.ends_on)
		order by step.id`
}
