import type { Scope } from '../act.ts'
import { type SourceName, sources } from './component.ts'
import { jointly } from './fact/billed.ts'
import type { Fragment } from './fact/fact.ts'
import { isStep } from './periods.ts'
import type { Question } from './question.ts'
import { select, type Wanted } from './select.ts'

/**
 * As `select`, for sums alone: what the database keeps sums of months of is answered from these, and from the facts only in
 * the months that the days asked for cut.
 */
export function selectSums(...asked: Parameters<typeof select>): ReturnType<typeof select> {
	const [scope, name, { filters, groupBy }, stretches, sinceEver] = asked
	const kept = keptFor(name, { filters, groupBy })
	const cut = [...new Set(stretches.filter((day) => !day.endsWith('-01')).map((day) => `${day.slice(0, 7)}-01`))]
	if (!kept || cut.length > mostCut) return select(...asked)
	const { sql } = scope
	const [from, to] = [stretches[0], stretches.at(-1) ?? stretches[0]]
	const days = cut.map((month) => {
		const next = Temporal.PlainDate.from(month).add({ months: 1 }).toString()
		const own = { from: sinceEver || from < month ? month : from, to: to < next ? to : next }
		return inDays(scope, kept, own, sources[name].facts(scope, { ...own, lines: kept === 'line', sinceEver: false }))
	})
	// What was invoiced over several contracts is not among the sums.
	const joint = name === 'invoiced' ? [inDays(scope, kept, { from, to, but: cut }, jointly(scope, { from, to }))] : []
	const months = sql`
		select month_on as on_day, currency, part, amount, first_id, second_id from (${monthsOf(scope, name, kept)}) as month
		where month_on < ${to}::date ${sinceEver ? sql`` : sql`and month_on >= ${from}::date`} and month_on <> all(${cut}::date[])`
	const all = [...days, ...joint].reduce((before, next) => sql`${before} union all ${next}`, months)
	return { key: keyOf(scope, groupBy), facts: sql`(${all}) as fact where true ${narrowed(scope, filters)}` }
}

/** So many months may be cut by a day before their sums are of no use. */
const mostCut = 3

/** Whose sums are kept by what: by product and plan, by team and owner, or by neither. */
type Kept = 'line' | 'holder' | 'neither'
export const byHolder: readonly SourceName[] = ['movements', 'invoiced', 'signed', 'signedMonthly', 'signedContracts']
/** The two columns of sums, by what they are asked for. */
const columns = { product: 'first_id', plan: 'second_id', group: 'first_id', person: 'second_id' } as const
const isColumn = (name: string): name is keyof typeof columns => Object.hasOwn(columns, name)

function keptFor(name: SourceName, { filters, groupBy }: Wanted): Kept | undefined {
	const asked = new Set([...Object.keys(filters), ...(groupBy && !isStep(groupBy) ? [groupBy] : [])])
	asked.delete('currency')
	const only = (...ones: string[]) => [...asked].every((one) => ones.includes(one))
	if (name === 'movements' && asked.size === 0) return 'neither'
	if (name === 'movements' && only('product', 'plan')) return 'line'
	return byHolder.includes(name) && only('group', 'person') ? 'holder' : undefined
}

/** What belongs to none, in the sums. */
export const nil = '00000000-0000-0000-0000-000000000000'

function monthsOf({ sql }: Scope, name: SourceName, kept: Kept): Fragment {
	switch (kept) {
		case 'neither':
			return sql`
				select month_on, currency, kind as part, amount_minor as amount, null::uuid as first_id, null::uuid as second_id from mrr_month`
		case 'line':
			return sql`
				select month_on, currency, kind as part, amount_minor as amount, nullif(product_id, ${nil}) as first_id,
					nullif(plan_id, ${nil}) as second_id
				from mrr_month_of_line`
		case 'holder':
			return sql`
				select month_on, currency, part, amount, nullif(group_id, ${nil}) as first_id, nullif(owner_id, ${nil}) as second_id
				from holder_month where source = ${name}`
	}
}

type Days = { from: string; to: string; but?: readonly string[] }

/** Facts of some days, as the sums of months have them. */
function inDays({ sql }: Scope, kept: Kept, { from, to, but = [] }: Days, facts: Fragment): Fragment {
	const ids = {
		neither: sql`null::uuid, null::uuid from (${facts}) as fact`,
		line: sql`product_id, plan_id from (${facts}) as fact left join contract_line as sold on sold.id = fact.line_id`,
		holder: sql`coalesce(held.group_id, buyer.group_id), coalesce(held.owner_id, buyer.owner_id)
			from (${facts}) as fact left join contract as held on held.id = fact.contract_id
				join customer as buyer on buyer.id = fact.customer_id`,
	}
	return sql`
		select on_day, fact.currency, part, amount, ${ids[kept]}
		where on_day >= ${from}::date and on_day < ${to}::date
			and date_trunc('month', on_day)::date <> all(${[...but]}::date[])`
}

function keyOf({ sql }: Scope, groupBy: Wanted['groupBy']): Fragment {
	return groupBy && isColumn(groupBy) ? sql`coalesce(fact.${sql(columns[groupBy])}::text, '')` : sql`''`
}

function narrowed({ sql }: Scope, { currency, ...ids }: Question['filters']): Fragment {
	return (Object.entries(ids) as [string, string[]][]).reduce(
		(conditions, [dimension, among]) =>
			isColumn(dimension) ? sql`${conditions} and fact.${sql(columns[dimension])} = any(${among}::uuid[])` : conditions,
		currency ? sql`and fact.currency = any(${currency}::text[])` : sql``,
	)
}
