import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { cashFacts } from './cash-fact.ts'
import { type CashFlowQuestion, readCashQuestion } from './cash-flow.ts'
import type { CashPart } from './cash-part.ts'
import { findToCome } from './cash-to-come.ts'

/** Minor units; the day is that on which it falls due or came, ISO. */
export type CashRow = {
	/** `to_come`: an invoice that its contract will make, `id` is the contract's. */
	kind: 'invoice' | 'instalment' | 'payment' | 'to_come'
	id: string
	/** Of the invoice, of the receipt, of the contract of an instalment or what is to come. */
	number: string | null
	on: string
	customerId: string
	customerName: string
	contractId: string | null
	/** What an invoice to come will cover, half-open, ISO; null of all others. */
	periodFrom: string | null
	periodTo: string | null
	amountMinor: bigint
}

/** One bar of a year, or with `month` left out (1 to 12) all twelve. */
export type FindCashRows = CashFlowQuestion & { part: CashPart; month?: number | undefined; limit: number }

/** The rows behind a bar, by day; with their number and sum over all of them. Refuses `input.invalid`. */
export async function findCashRows(
	scope: Scope,
	{ part, month, limit, ...input }: FindCashRows,
): Promise<{ rows: CashRow[]; count: number; sumMinor: bigint; currency: string }> {
	permit(scope, 'report.read')
	const { year, currency, ...whose } = readCashQuestion(scope, input)
	const { sql } = scope
	const first = Temporal.PlainDate.from({ year, month: month ?? 1, day: 1 })
	const to = first.add(month ? { months: 1 } : { years: 1 })
	const within = { from: first.toString(), to: to.toString(), ...whose }
	const toCome = part === 'planned' ? await findToCome(scope, within) : []
	const found = await sql<(CashRow & { count: number; sumMinor: bigint })[]>`
		select kind, fact.id, fact.number, on_day::text as "on", fact.customer_id as "customerId", customer.name as "customerName",
			contract_id as "contractId", period_from::text as "periodFrom", period_to::text as "periodTo", ${sql(part)} as "amountMinor", (count(*) over ())::int as count, (sum(${sql(part)}) over ())::bigint as "sumMinor"
		from (${cashFacts(scope, within, toCome)}) as fact join customer on customer.id = fact.customer_id
		where fact.currency = ${currency} and ${sql(part)} <> 0
		order by on_day, customer.name, fact.id, period_from limit ${limit}`
	const rows = found.map(({ count: _, sumMinor: __, ...row }) => row)
	return { rows, count: found[0]?.count ?? 0, sumMinor: found[0]?.sumMinor ?? 0n, currency }
}
