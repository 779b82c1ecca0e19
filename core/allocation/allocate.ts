import type { Scope } from '../act.ts'
import { followMoney } from '../dunning/service-state.ts'
import { restoreWrittenOff } from '../invoice/restore-written-off.ts'
import { roundOff } from './round-off.ts'
import { type NewAllocation, write } from './write.ts'

/**
 * Writes allocations with their postings and events, in a few statements however many there are; for verbs that have
 * locked the invoices and the money and have asked for permission. The database keeps what is settled and refuses more
 * than is open or left: that is an error here.
 */
export async function allocate(scope: Scope, allocations: readonly NewAllocation[]): Promise<void> {
	await restoreWrittenOff(
		scope,
		allocations.map((allocation) => allocation.invoiceId),
	)
	await write(
		scope,
		allocations.map((allocation) => ({ ...allocation, reversesId: null })),
	)
	await roundOff(scope, allocations)
	// Not where an allocation is taken back: another often takes its place at once.
	if (allocations.length > 0)
		await followMoney(
			scope,
			allocations.map((allocation) => allocation.invoiceId),
		)
}
