import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { type FactSum, type LevelSum, sources } from './component.ts'
import type { Fragment } from './fact/fact.ts'
import { measures } from './measure.ts'
import { boundariesOf, isStep } from './periods.ts'
import { permitMeasures } from './permitted.ts'
import type { MeasureName, Question, QuestionInput } from './question.ts'
import { readQuestion } from './read-question.ts'
import { type Stretches, select, type Wanted } from './select.ts'

/** One of what makes a figure up. Minor units or a count; `part` says which kind of movement or revenue it is. */
export type BehindRow = {
	kind: 'movement' | 'contract' | 'invoice' | 'payment' | 'customer'
	id: string
	/** Number of the contract, invoice or receipt. */
	number: string | null
	part: string | null
	/** The last day on which it changed, ISO. */
	on: string
	customerId: string
	customerName: string
	contractId: string | null
	currency: string
	amount: bigint
}

/** `sums` are of all rows, by currency; a measure that is computed from several sums shows the rows of its first. */
export type Behind = { rows: BehindRow[]; sums: { currency: string; count: number; amount: bigint }[] }

/** One measure of a question, and the key of one of its rows; of all when left out. */
export type FindBehind = Omit<QuestionInput, 'measures' | 'where' | 'order' | 'limit' | 'compare'> & {
	measure: MeasureName
	key?: string | undefined
	/** Rows of one currency only. */
	currency?: string | undefined
	skip?: number
	limit: number
}

/** The rows that make a figure up, largest first; they sum to it exactly. Refuses `input.invalid`, `figure.not_by`. */
export async function findBehind(
	scope: Scope,
	{ measure, key, currency, skip = 0, limit, ...input }: FindBehind,
): Promise<Behind> {
	permit(scope, 'report.read')
	const asked = readQuestion({ ...input, measures: [measure] })
	permitMeasures(scope, asked.measures)
	const { sql } = scope
	const [component] = measures[measure].of
	const at = ground(asked, key)
	const rows = component.kind === 'level' ? levelRows(scope, component, at) : factRows(scope, component, at)
	const own = currency ? sql`where currency = ${currency}` : sql``
	const [found, sums] = await Promise.all([
		sql<BehindRow[]>`
			select found.kind, found.id, coalesce(contract.number, invoice.number, payment.receipt_number) as number, part, found.day::text as "on",
				found.customer_id as "customerId", customer.name as "customerName", found.contract_id as "contractId",
				found.currency, found.amount
			from (
				select * from (${rows}) as found ${own} order by abs(amount) desc, day desc, id limit ${limit} offset ${skip}
			) as found
				join customer on customer.id = found.customer_id
				left join contract on found.kind in ('movement', 'contract') and contract.id = found.contract_id
				left join invoice on found.kind = 'invoice' and invoice.id = found.id
				left join payment on found.kind = 'payment' and payment.id = found.id
			order by abs(found.amount) desc, found.day desc, found.id`,
		sql<Behind['sums']>`
			select currency, count(*)::int as count, sum(amount)::bigint as amount from (${rows}) as found ${own} group by 1 order by 1`,
	])
	return { rows: [...found], sums: [...sums] }
}

type Ground = { wanted: Wanted; stretches: Stretches; key: string | undefined }

/** A row in time is a shorter period; any other is told by its key. */
function ground({ filters, groupBy, period }: Question, key: string | undefined): Ground {
	if (!isStep(groupBy) || key === undefined)
		return {
			wanted: { filters, groupBy: isStep(groupBy) ? undefined : groupBy },
			stretches: [period.from, period.to],
			key,
		}
	const boundaries = boundariesOf(period, groupBy)
	const place = Math.max(0, boundaries.indexOf(key))
	const [from = period.from, to = period.to] = boundaries.slice(place, place + 2)
	return { wanted: { filters, groupBy: undefined }, stretches: [from, to], key: undefined }
}

function factRows(scope: Scope, component: FactSum, { wanted, stretches, key }: Ground): Fragment {
	const { sql } = scope
	const { subject } = sources[component.source]
	const sinceEver = component.kind !== 'during'
	const { key: keyed, facts } = select(scope, component.source, wanted, stretches, sinceEver)
	// What counts to a day is a contract's level, not each of its movements.
	const kind = subject === 'movement' && sinceEver ? 'contract' : subject
	const id = kind === 'contract' ? sql`fact.contract_id` : sql`fact.subject_id`
	return sql`
		select ${kind} as kind, ${id} as id, case when count(distinct part) = 1 then max(part) end as part, max(on_day) as day,
			fact.customer_id, (array_agg(distinct fact.contract_id))[1] as contract_id, fact.currency, ${component.once ? sql`max(amount)` : sql`sum(amount)::bigint`} as amount
		from ${facts} ${key === undefined ? sql`` : sql`and ${keyed} = ${key}`}
			${component.parts ? sql`and part = any(${[...component.parts]}::text[])` : sql``}
		group by ${id}, fact.customer_id, fact.currency having sum(amount) <> 0`
}

function levelRows(scope: Scope, { of }: LevelSum, { wanted, stretches, key }: Ground): Fragment {
	const { sql } = scope
	const { key: keyed, facts } = select(scope, 'movements', wanted, stretches, true)
	const kinds: Record<LevelSum['of'], [Fragment, Fragment]> = {
		customers: [sql`1::bigint`, sql`after > 0`],
		before: [sql`1::bigint`, sql`before > 0`],
		gained: [sql`1::bigint`, sql`is_new`],
		lost: [sql`1::bigint`, sql`before > 0 and after <= 0`],
		kept: [sql`after`, sql`before > 0 and after > 0`],
		keptOfBefore: [sql`least(before, after)`, sql`before > 0 and after > 0`],
	}
	const [amount, counts] = kinds[of]
	return sql`
		select 'customer' as kind, customer_id as id, null as part, day, customer_id, null::uuid as contract_id, currency, ${amount} as amount
		from (
			select fact.customer_id, fact.currency, max(on_day) as day, sum(amount)::bigint as after,
				coalesce(sum(amount) filter (where on_day < ${stretches[0]}::date), 0)::bigint as before,
				coalesce(bool_or(part = 'new') filter (where on_day >= ${stretches[0]}::date), false) as is_new
			from ${facts} ${key === undefined ? sql`` : sql`and ${keyed} = ${key}`} group by 1, 2
		) as level where ${counts}`
}
