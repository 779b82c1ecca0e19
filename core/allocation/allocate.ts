import type { Scope } from '../act.ts'
import { followMoney } from '../dunning/service-state.ts'
import { restoreWrittenOff } from '../invoice/restore-written-off.ts'
import { withDays } from './day.ts'
import { roundOff } from './round-off.ts'
import { type NewAllocation, write } from './write.ts'

/**
 * Writes allocations with their postings and events, in a few statements however many there are; for verbs that have
 * locked the invoices and the money and have asked for permission. Each counts from the day of `withDays`, or from `on`.
 * The database keeps what is settled and refuses more than is open or left: that is an error here.
 */
export async function allocate(
	scope: Scope,
	allocations: readonly NewAllocation[],
	on?: Temporal.PlainDate,
): Promise<void> {
	if (allocations.length === 0) return
	const dated = on ? allocations.map((one) => ({ ...one, on: on.toString() })) : await withDays(scope, allocations)
	await restoreWrittenOff(scope, dated)
	await write(
		scope,
		dated.map((one) => ({ ...one, reversesId: null })),
	)
	await roundOff(scope, allocations)
	// Not where an allocation is taken back: another often takes its place at once.
	await followMoney(
		scope,
		allocations.map((allocation) => allocation.invoiceId),
	)
}
