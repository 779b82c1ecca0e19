import type { Scope } from '../act.ts'
import { type SourceName, sources } from './component.ts'
import type { Fragment, Source } from './fact/fact.ts'
import { isStep } from './periods.ts'
import type { Question } from './question.ts'

/** Days at which stretches of time begin, in order, and the one after the last. */
export type Stretches = readonly [string, ...string[]]

/** Which facts, and by what they are told apart. */
export type Wanted = Pick<Question, 'filters' | 'groupBy'>

/** SQL for the facts of a source that a question wants, `fact`, to be put behind `from`, and for the key of its rows. */
export function select(
	scope: Scope,
	name: SourceName,
	wanted: Wanted,
	stretches: Stretches,
	sinceEver: boolean,
): { key: Fragment; facts: Fragment } {
	const { sql } = scope
	const { filters, groupBy } = wanted
	const asks = (...dimensions: readonly (typeof groupBy & keyof typeof filters)[]) =>
		dimensions.some((dimension) => groupBy === dimension || filters[dimension])
	const lines = asks('product', 'plan')
	const own = (sources[name] as Source).holders === true
	const held = asks('group', 'person') && !own
	const buyer = held || asks('country', 'industry', 'language')
	const [from, to] = [stretches[0], stretches.at(-1) ?? stretches[0]]
	const facts = sources[name].facts(scope, { lines, from, to, sinceEver })
	return {
		key: keyOf(scope, groupBy, own),
		facts: sql`(${facts}) as fact
			${held ? sql`left join contract as held on held.id = fact.contract_id` : sql``}
			${buyer ? sql`join customer as buyer on buyer.id = fact.customer_id` : sql``}
			${asks('country') ? sql`join billing_party as party on party.id = buyer.billing_party_id` : sql``}
			${lines ? sql`left join contract_line as sold on sold.id = fact.line_id` : sql``}
			where on_day < ${to}::date ${sinceEver ? sql`` : sql`and on_day >= ${from}::date`} ${narrowed(scope, filters, own)}`,
	}
}

/** What of a row says where it belongs. A contract without an owner or a team of its own has its customer's. */
function columnsOf({ sql }: Scope, own: boolean) {
	return {
		group: own ? sql`fact.group_id` : sql`coalesce(held.group_id, buyer.group_id)`,
		person: own ? sql`fact.person_id` : sql`coalesce(held.owner_id, buyer.owner_id)`,
		customer: sql`fact.customer_id`,
		contract: sql`fact.contract_id`,
		invoice: sql`fact.subject_id`,
		product: sql`sold.product_id`,
		plan: sql`sold.plan_id`,
		country: sql`party.country`,
		industry: sql`buyer.industry`,
		language: sql`buyer.language`,
		reason: sql`fact.reason`,
	}
}

function keyOf(scope: Scope, groupBy: Wanted['groupBy'], own: boolean): Fragment {
	if (groupBy === undefined || isStep(groupBy)) return scope.sql`''`
	return scope.sql`coalesce(${columnsOf(scope, own)[groupBy]}::text, '')`
}

type Word = 'reason' | 'country' | 'industry' | 'language'

function narrowed(
	scope: Scope,
	{ currency, reason, country, industry, language, ...ids }: Question['filters'],
	own: boolean,
): Fragment {
	const { sql } = scope
	const columns = columnsOf(scope, own)
	let conditions = currency ? sql`and fact.currency = any(${currency}::text[])` : sql``
	for (const [dimension, among] of Object.entries({ reason, country, industry, language }) as [
		Word,
		string[] | undefined,
	][])
		if (among) conditions = sql`${conditions} and coalesce(${columns[dimension]}, '') = any(${among}::text[])`
	for (const [dimension, among] of Object.entries(ids) as [keyof typeof ids, string[] | undefined][])
		if (among) conditions = sql`${conditions} and ${columns[dimension]} = any(${among}::uuid[])`
	return conditions
}
