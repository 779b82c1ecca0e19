import type { Subject } from './field.ts'
import { identityOf } from './identity.ts'
import { lineIdentity } from './lines/identity.ts'
import type { RowRecord } from './record.ts'
import type { SeenKeys } from './seen-keys.ts'

/** A key that an earlier row has: the same row again is nothing new, a different one contradicts it. */
export function noteRepeated(subject: Subject, record: RowRecord, seen: Record<'keys' | 'contracts', SeenKeys>): void {
	const key = identityOf(subject, record)
	if (key === undefined || record.problems.length > 0) return
	const { number, cells } = record.row
	// Of contracts a row is one line: another line of the same contract contradicts nothing.
	const one = subject === 'contracts' ? `${key}\n${JSON.stringify(lineIdentity(record))}` : key
	const first = seen.keys.see(one, number, cells)
	const head = subject === 'contracts' ? seen.contracts.see(key, number, []) : undefined
	if (first === undefined) {
		if (head) record.follows = head.row
	} else if (first.same) record.outcome = { fate: 'unchanged' }
	else record.repeats = first.row
}

/** Whether both are lines of one contract: such rows are written together. */
export function isOfOne(subject: Subject, one: RowRecord | undefined, other: RowRecord): boolean {
	return subject === 'contracts' && one?.values.key !== undefined && one.values.key === other.values.key
}
