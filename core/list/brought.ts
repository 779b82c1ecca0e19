import type { Scope } from '../act.ts'

/** Joins what a contract or customer brings a month, today: `brought.mrr`, in minor units. */
export function broughtJoin(table: 'contract' | 'customer') {
	const key = `${table}_id`
	return {
		each: ({ sql, today }: Scope) => sql`left join lateral (
			select sum(amount_minor) as mrr from mrr_movement where ${sql(key)} = ${sql(table)}.id and moved_on <= ${today}
		) as brought on true`,
		all: ({ sql, today }: Scope) => sql`left join (
			select ${sql(key)}, sum(amount_minor) as mrr from mrr_movement where moved_on <= ${today} group by 1
		) as brought on brought.${sql(key)} = ${sql(table)}.id`,
	}
}
