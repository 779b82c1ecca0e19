import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { parseDecimal } from '../decimal.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { lineLevelsOn } from '../movement/level.ts'
import { monthlyRate } from '../movement/rate.ts'
import { sources } from './component.ts'
import { byHolder, nil } from './select-sums.ts'

type LineToday = {
	lineId: string
	currency: string
	intervalUnit: 'day' | 'week' | 'month' | 'year'
	intervalCount: number
	quantity: string
	unitPrice: string
	discountPercent: string
	taxWithin: string | null
}

/** Where MRR of today is not the same by the movements and by the contract lines in force: of a currency, or of a plan in it. */
export async function unlikeMrr(scope: Scope): Promise<string[]> {
	const { sql, today } = scope
	const moved = await sql<{ currency: string; amount: bigint }[]>`
		select currency, sum(amount_minor)::bigint as amount from mrr_movement where moved_on <= ${today} group by 1`
	const lines = await linesToday(scope)
	const found = unlike(
		sumsBy(lines, (line) => line.currency),
		sumsBy(moved, (row) => row.currency),
	)
	const [older] = await sql`select from mrr_movement where line_ids is null limit 1`
	if (older) return found
	const plans = await sql<{ plan: string; amount: bigint }[]>`
		select currency || ' ' || coalesce(plan_id::text, 'of no plan') as plan, sum(amount)::bigint as amount
		from mrr_movement cross join lateral unnest(line_ids, line_minors) as part (line_id, amount)
			join contract_line as line on line.id = part.line_id
		where moved_on <= ${today} group by 1`
	const planOf = new Map(
		(
			await sql<{ id: string; plan: string }[]>`
				select id, coalesce(plan_id::text, 'of no plan') as plan from contract_line
				where id = any(${lines.map(({ lineId }) => lineId)}::uuid[])`
		).map(({ id, plan }) => [id, plan]),
	)
	const wanted = sumsBy(lines, ({ currency, lineId }) => `${currency} ${planOf.get(lineId)}`)
	return [
		...found,
		...unlike(
			wanted,
			sumsBy(plans, (row) => row.plan),
		),
	]
}

/** Months whose sums are not those of their movements. */
export async function unlikeMonths({ sql }: Scope): Promise<string[]> {
	const rows = await sql<{ name: string }[]>`
		select to_char(month, 'YYYY-MM') || ' ' || currency || ' ' || kind as name from (
			select month_on as month, cohort_on, currency, kind, amount_minor, customers from mrr_month
			union all
			select date_trunc('month', moved_on)::date, cohort_on, currency, kind, -amount_minor, -customers from mrr_movement
		) as change
		group by month, cohort_on, currency, kind having sum(amount_minor) <> 0 or sum(customers) <> 0 limit 11`
	return rows.map(({ name }) => name)
}

/** Months whose sums by product and plan, or by team and owner, are not those of their facts. */
export async function unlikeMonthsOf(scope: Scope): Promise<string[]> {
	const { sql } = scope
	const asked = { from: '-infinity', to: 'infinity', sinceEver: true }
	const lines = sources.movements.facts(scope, { ...asked, lines: true })
	const ofLines = await sql<{ name: string }[]>`
		select to_char(month, 'YYYY-MM') || ' ' || currency || ' ' || kind || ' of plan ' || plan as name from (
			select month_on as month, currency, kind, product_id as product, plan_id as plan, amount_minor as amount from mrr_month_of_line
			union all
			select date_trunc('month', on_day)::date, currency, part, coalesce(product_id, ${nil}), coalesce(plan_id, ${nil}), -amount
			from (${lines}) as fact left join contract_line as line on line.id = fact.line_id
		) as change
		group by month, currency, kind, product, plan having sum(amount) <> 0 limit 11`
	const found = ofLines.map(({ name }) => name)
	for (const source of byHolder) {
		const facts = sources[source].facts(scope, { ...asked, lines: false })
		const rows = await sql<{ name: string }[]>`
			select to_char(month, 'YYYY-MM') || ' ' || currency || ' ' || part || ' of team ' || team as name from (
				select month_on as month, currency, part, group_id as team, owner_id as owner, amount from holder_month where source = ${source}
				union all
				select date_trunc('month', on_day)::date, fact.currency, part, coalesce(held.group_id, buyer.group_id, ${nil}),
					coalesce(held.owner_id, buyer.owner_id, ${nil}), -amount
				from (${facts}) as fact join contract as held on held.id = fact.contract_id
					join customer as buyer on buyer.id = fact.customer_id
				${source === 'invoiced' ? sql`join invoice on invoice.id = fact.subject_id and invoice.contract_id is not null` : sql``}
			) as change
			group by month, currency, part, team, owner having sum(amount) <> 0 limit 11`
		found.push(...rows.map(({ name }) => `${source} ${name}`))
	}
	return found
}

type Level = { lineId: string; currency: string; amount: bigint }

/** What each line in force brings a month today; of contracts with discounts or pauses by the schedule that bills them. */
async function linesToday(scope: Scope): Promise<Level[]> {
	const { sql, today } = scope
	const withFacts = await sql<{ id: string }[]>`
		select id from contract where activated_at is not null and (exists (select from contract_discount where contract_id = contract.id)
			or exists (select from contract_pause where contract_id = contract.id))`
	const reduced = withFacts.map(({ id }) => id)
	const lines = await sql<LineToday[]>`
		select distinct on (line.id) line.id as "lineId", contract.currency, line.interval_unit as "intervalUnit",
			line.interval_count as "intervalCount", state.quantity, state.unit_price as "unitPrice",
			state.discount_percent as "discountPercent", line.tax_within::text as "taxWithin"
		from contract join contract_line as line on line.contract_id = contract.id
			join contract_line_state as state on state.contract_line_id = line.id and state.effective_on <= ${today}
		where contract.activated_at is not null and line.interval_unit is not null and state.starts_on + line.free_days <= ${today}
			and contract.id <> all(${reduced}::uuid[])
			and (contract.ends_on is null or contract.ends_on >= ${today})
			and not exists (
				select from contract_line_state as last where last.contract_line_id = line.id and last.ends_on < ${today}
					and not exists (select from contract_line_state as later where later.contract_line_id = line.id
						and (later.effective_on, later.sequence) > (last.effective_on, last.sequence)))
		order by line.id, state.effective_on desc, state.sequence desc`
	return [...lines.map((line) => ({ ...line, amount: rateOf(line) })), ...(await reducedLines(scope, reduced))]
}

async function reducedLines(scope: Scope, ids: readonly string[]): Promise<Level[]> {
	const levels: Level[] = []
	const today = dayOf(scope.today)
	for (let done = 0; done < ids.length; done += 1000)
		for (const { contract, schedule } of await readSchedules(scope, ids.slice(done, done + 1000), today))
			for (const [lineId, amount] of lineLevelsOn(schedule, today))
				levels.push({ lineId, currency: contract.currency, amount })
	return levels
}

function rateOf(line: LineToday): bigint {
	return monthlyRate(
		{
			unitPrice: parseDecimal(line.unitPrice),
			quantity: parseDecimal(line.quantity),
			discountPercent: parseDecimal(line.discountPercent),
			...(line.taxWithin !== null && { taxWithin: parseDecimal(line.taxWithin) }),
		},
		{ unit: line.intervalUnit, count: line.intervalCount },
		line.currency,
	)
}

function sumsBy<Of extends { amount: bigint }>(all: readonly Of[], keyOf: (one: Of) => string): Map<string, bigint> {
	const sums = new Map<string, bigint>()
	for (const one of all) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0n) + one.amount)
	return sums
}

function unlike(byLines: Map<string, bigint>, byMovements: Map<string, bigint>): string[] {
	return [...new Set([...byLines.keys(), ...byMovements.keys()])]
		.filter((key) => (byLines.get(key) ?? 0n) !== (byMovements.get(key) ?? 0n))
		.map((key) => `${key}: ${byLines.get(key) ?? 0n} by lines, ${byMovements.get(key) ?? 0n} by movements`)
}
