import type { Scope } from '../act.ts'
import type { IntervalChoice } from './format/words.ts'
import type { RowRecord } from './record.ts'

/** A product with all its plans; those that are not on sale are told by their code alone. */
export type Sellable = {
	id: string
	code: string
	name: string
	plans: { id: string; code: string; active: boolean; unit: string; count: number }[]
}

/** The products that rows name by code or name, by that text in small letters; a code comes before a name. */
export async function findPlans({ sql }: Scope, records: readonly RowRecord[]): Promise<Map<string, Sellable>> {
	const said = [...new Set(records.map(({ values }) => String(values.product ?? '').toLowerCase()))]
	const rows = await sql<(Sellable & { said: string })[]>`
		select distinct on (said) said, product.id, product.code, product.name, coalesce((
			select jsonb_agg(jsonb_build_object('id', plan.id, 'code', plan.code, 'active', plan.active, 'unit', interval_unit, 'count', interval_count) order by plan.id)
			from plan where product_id = product.id), '[]') as plans
		from unnest(${said}::text[]) as given (said) join product on said in (lower(code), lower(name))
		order by said, lower(code) <> said, product.id desc`
	return new Map(rows.map(({ said: name, ...sellable }) => [name, sellable]))
}

/** The product that a row names, of those that were found. */
export function soldAs({ values }: RowRecord, found: ReadonlyMap<string, Sellable>): Sellable | undefined {
	return found.get(String(values.product ?? '').toLowerCase())
}

type PlanSold = Sellable['plans'][number]

export function billsBy(plan: PlanSold, interval: IntervalChoice): boolean {
	return interval !== 'once' && plan.unit === interval.unit && plan.count === interval.count
}

/** Which of plans a row can mean: the one of its code, those of its interval, or any. */
export function plansMeant({ values }: RowRecord, plans: readonly PlanSold[]): PlanSold[] {
	const code = String(values.planCode ?? '').toLowerCase()
	const interval = values.interval as IntervalChoice | null | undefined
	return plans.filter((plan) => (code ? plan.code.toLowerCase() === code : interval ? billsBy(plan, interval) : true))
}
