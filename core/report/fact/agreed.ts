import { minorsOf } from './digits.ts'
import { type Facts, type Fragment, ofContract, ofLine, type Source } from './fact.ts'

/**
 * What contracts bring a year as first agreed, before tax and after the discounts of their lines: a month's rate times
 * twelve, or for a shorter contract by its days (a year has 365), and what is billed once.
 */
export const signed: Source = {
	subject: 'contract',
	dimensions: ofLine,
	facts: (scope) => {
		const { sql } = scope
		const days = sql`least(365, coalesce(least(state.ends_on, contract.ends_on) + 1 - state.starts_on, 365))`
		const year = sql`round(${monthOf(scope)} * 12 * ${days} / 365)`
		return linesSigned(scope, sql`case when line.interval_unit is null then ${onceOf(scope)} else ${year} end`)
	},
}

/** What they bring a month. */
export const signedMonthly: Source = {
	subject: 'contract',
	dimensions: ofLine,
	facts: (scope) =>
		linesSigned(scope, scope.sql`case when line.interval_unit is null then 0 else ${monthOf(scope)} end`),
}

/** How many contracts. */
export const signedContracts: Source = {
	subject: 'contract',
	dimensions: ofContract,
	facts: (scope) => scope.sql`
		select id as subject_id, ${dayOf(scope)} as on_day, currency, 1::bigint as amount, 'signed' as part, id as contract_id,
			customer_id, null::uuid as line_id, null as reason
		from contract where activated_at is not null and state <> 'void'`,
}

/** Contracts in force: from their first day to their last. */
export const inForce: Source = {
	subject: 'contract',
	dimensions: ofContract,
	facts: ({ sql }) => sql`
		select id as subject_id, day as on_day, currency, amount, 'in_force' as part, id as contract_id, customer_id,
			null::uuid as line_id, null as reason
		from contract cross join lateral (values (starts_on, 1::bigint), (ends_on + 1, -1::bigint)) as turn (day, amount)
		where activated_at is not null and state <> 'void' and day is not null`,
}

/** The day a contract came into force, or began where it was brought here later. */
function dayOf({ sql, company }: Parameters<Facts>[0]): Fragment {
	return sql`least((contract.activated_at at time zone ${company.timeZone})::date, contract.starts_on)`
}

function linesSigned(scope: Parameters<Facts>[0], amount: Fragment): Fragment {
	const { sql } = scope
	return sql`
		select * from (
			select contract.id as subject_id, ${dayOf(scope)} as on_day, contract.currency, (${amount})::bigint as amount, 'signed' as part,
				contract.id as contract_id, customer_id, line.id as line_id, null as reason
			from contract join contract_line as line on line.contract_id = contract.id
				join contract_line_state as state on state.contract_line_id = line.id and state.sequence = 1
					and state.effective_on = state.starts_on
			where activated_at is not null and contract.state <> 'void'
		) as line where amount <> 0`
}

const net = ({ sql }: Parameters<Facts>[0]) =>
	sql`state.unit_price * state.quantity * (100 - state.discount_percent) / 100`

function onceOf(scope: Parameters<Facts>[0]): Fragment {
	return scope.sql`round(${net(scope)} * ${minorsOf(scope, 'contract.currency')})`
}

/** As core/movement/rate.ts has it: rounded once, half away from zero, which is how numeric rounds. */
function monthOf(scope: Parameters<Facts>[0]): Fragment {
	const { sql } = scope
	const minor = sql`${net(scope)} * ${minorsOf(scope, 'contract.currency')}`
	return sql`round(${minor} * case line.interval_unit when 'day' then 365 when 'week' then 52 else 1 end
		/ (case line.interval_unit when 'month' then 1 else 12 end * line.interval_count))`
}
