import { z } from 'zod'
import type { Scope } from '../act.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type CashSums, cashFacts } from './cash-fact.ts'
import { findToCome } from './cash-to-come.ts'

export const cashFlowQuestion = z.object({
	year: z.number().int().min(1990).max(2200),
	/** The company's own when left out. */
	currency: z.string().refine(isCurrency).optional(),
	groupId: z.uuid().optional(),
	collectorId: z.uuid().optional(),
})
export type CashFlowQuestion = z.input<typeof cashFlowQuestion>

/** `key` null: of no group, with no collector. */
export type CashFlowShare = CashSums & { key: string | null; name: string | null }

export type CashFlow = {
	year: number
	currency: string
	/** January to December, each by its first day (ISO). */
	months: (CashSums & { month: string })[]
	total: CashSums
	groups: CashFlowShare[]
	collectors: CashFlowShare[]
	/** All that anything fell due or came in, in the year. */
	currencies: string[]
}

/**
 * What falls due in a year's months (invoices less what was credited, instalments that are not invoiced yet, and what contracts
 * in force will invoice), what came in in them (as the journal's cash has it), and what of the first is past due today. Minor units. By the group of the
 * contract, else of the customer; by whoever has the customer's debt to collect now,
 * and of what came in had it on that day. Refuses `input.invalid`.
 */
export async function findCashFlow(scope: Scope, input: CashFlowQuestion): Promise<CashFlow> {
	permit(scope, 'report.read')
	const { year, currency, ...whose } = readCashQuestion(scope, input)
	const { sql } = scope
	const within = { from: `${year}-01-01`, to: `${year + 1}-01-01`, ...whose }
	const rows = await sql<(CashSums & { by: string; key: string | null; name: string | null })[]>`
		with fact as materialized (${cashFacts(scope, within, await findToCome(scope, within))}), own as (
			select to_char(on_day, 'YYYY-MM-01') as month, group_id, collector_id, planned, received, overdue from fact where currency = ${currency}
		), summed as (
			select case when grouping(month) = 0 then 'month' when grouping(group_id) = 0 then 'group' when grouping(collector_id) = 0 then 'collector' else 'total' end as by,
				coalesce(month, group_id::text, collector_id::text) as key, sum(planned)::bigint as planned, sum(received)::bigint as received,
				sum(overdue)::bigint as overdue
			from own group by grouping sets ((month), (group_id), (collector_id), ())
		)
		select by, key, coalesce(staff_group.name, staff_user.name) as name, coalesce(planned, 0) as "plannedMinor",
			coalesce(received, 0) as "receivedMinor", coalesce(overdue, 0) as "overdueMinor"
		from summed left join staff_group on by = 'group' and staff_group.id::text = key
			left join staff_user on by = 'collector' and staff_user.id::text = key
		union all
		select distinct 'currency', currency, null, 0::bigint, 0::bigint, 0::bigint from fact
		order by 3 nulls last, 2`
	const of = (by: string) => rows.filter((row) => row.by === by)
	const sums = ({ plannedMinor, receivedMinor, overdueMinor }: CashSums = nothing) => {
		return { plannedMinor, receivedMinor, overdueMinor }
	}
	const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}-01`)
	const shares = (by: string) => of(by).map((row) => ({ key: row.key, name: row.name, ...sums(row) }))
	return {
		year,
		currency,
		months: months.map((month) => ({ month, ...sums(of('month').find(({ key }) => key === month)) })),
		total: sums(of('total')[0]),
		groups: shares('group'),
		collectors: shares('collector'),
		currencies: of('currency').flatMap(({ key }) => (key === null ? [] : [key])),
	}
}

const nothing: CashSums = { plannedMinor: 0n, receivedMinor: 0n, overdueMinor: 0n }

/** Refuses `input.invalid`. */
export function readCashQuestion({ company }: Scope, input: CashFlowQuestion) {
	const read = cashFlowQuestion.safeParse(input)
	if (!read.success)
		return refuse('input.invalid', { field: String(read.error.issues[0]?.path[0] ?? ''), problem: 'invalid' })
	return { ...read.data, currency: read.data.currency ?? company.currency }
}
