import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'

export type Series =
	| 'customer'
	| 'contract'
	| 'quote'
	| 'invoice'
	| 'credit_note'
	| 'receipt'
	| 'gate_pass'
	| 'settlement'

/**
 * Takes the next `count` numbers of a series in the running transaction. The row lock is held to its end, so numbers
 * are gapless and in date order: a rollback gives them back. Take them last, so that others wait only briefly.
 * Refuses `invoice.day_before_last` when a later day has already been numbered.
 */
export async function takeNumbers(scope: Scope, series: Series, count: number): Promise<string[]> {
	if (count === 0) return []
	const [taken] = await scope.sql<{ prefix: string; digits: number; next: bigint; last: Temporal.PlainDate | null }[]>`
		update number_series set next = next + ${count}, last_on = greatest(last_on, ${scope.today})
		where key = ${series}
		returning prefix, digits, next - ${count}::bigint as next, last_on as last`
	// Not `old.next`: with a trigger before update, PostgreSQL 18 answers the row from before the wait for its lock.
	if (!taken) throw new Error(`No number series ${series}`)
	const legal = series === 'invoice' || series === 'credit_note'
	if (legal && taken.last && Temporal.PlainDate.compare(taken.last, scope.today) > 0)
		refuse('invoice.day_before_last', { issuedOn: scope.today.toString(), lastOn: taken.last.toString() })
	return Array.from({ length: count }, (_, index) => numberAt(taken, taken.next + BigInt(index)))
}

export async function takeNumber(scope: Scope, series: Series): Promise<string> {
	const [number] = await takeNumbers(scope, series, 1)
	if (!number) throw new Error(`Series ${series} gave no number`)
	return number
}

function numberAt(series: { prefix: string; digits: number }, value: bigint): string {
	return series.prefix + value.toString().padStart(series.digits, '0')
}
