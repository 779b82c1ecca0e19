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
		const days = sql`least(state.ends_on, contract.ends_on) + 1 - state.starts_on`
		return linesSigned(scope, sql`agreed_year_minor(${termsOf(scope)}, ${days})`)
	},
}

/** What they bring a month. */
export const signedMonthly: Source = {
	subject: 'contract',
	dimensions: ofLine,
	facts: (scope) => linesSigned(scope, scope.sql`agreed_month_minor(${termsOf(scope)})`),
}

/** How many contracts. */
export const signedContracts: Source = {
	subject: 'contract',
	dimensions: ofContract,
	facts: (scope) => scope.sql`
		select id as subject_id, ${dayOf(scope)} as on_day, currency, 1::bigint as amount, 'signed' as part, id as contract_id,
			customer_id, null::uuid as line_id, null as reason
		from contract where activated_at is not null and state <> 'void' and direction = 'receivable'`,
}

/** The same contracts, each told apart by its lines of the first day where lines are asked for: to be counted once each. */
export const contractsOfLines: Source = {
	subject: 'contract',
	dimensions: ofLine,
	facts: (scope, asked) => (asked.lines ? linesSigned(scope, scope.sql`1`) : signedContracts.facts(scope, asked)),
}

/** Contracts in force: from their first day to their last. */
export const inForce: Source = {
	subject: 'contract',
	dimensions: ofContract,
	facts: ({ sql }) => sql`
		select id as subject_id, day as on_day, currency, amount, 'in_force' as part, id as contract_id, customer_id,
			null::uuid as line_id, null as reason
		from contract cross join lateral (values (starts_on, 1::bigint), (ends_on + 1, -1::bigint)) as turn (day, amount)
		where activated_at is not null and state <> 'void' and direction = 'receivable' and day is not null`,
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

/** What both are computed from. They are functions of the database, whose sums of months are made by them too. */
const termsOf = ({ sql }: Parameters<Facts>[0]) =>
	sql`state.unit_price * state.quantity * (100 - state.discount_percent) / (100 + coalesce(line.tax_within, 0)), minors_of(contract.currency), line.interval_unit,
		line.interval_count`
