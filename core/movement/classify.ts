import type { Day } from '../calendar.ts'

export type MovementKind = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation'

/** A change of a contract's monthly recurring revenue on a day, in minor units. */
export type Change = { contractId: string; on: Day; amount: bigint }
export type Movement = Change & { kind: MovementKind }

/**
 * Names the changes of one customer in one currency, by what they do to the customer's whole level on their day: from
 * nothing is new (the first time ever) or reactivation, to nothing is churn, else expansion or contraction.
 * The amounts stay, so movements sum to the MRR of any day.
 */
export function classify(changes: readonly Change[]): Movement[] {
	const byDay = new Map<Day, Change[]>()
	for (const change of changes) {
		if (change.amount === 0n) continue
		const sameDay = byDay.get(change.on)
		if (sameDay) sameDay.push(change)
		else byDay.set(change.on, [change])
	}
	const movements: Movement[] = []
	let level = 0n
	let hadSome = false
	for (const on of [...byDay.keys()].sort((one, two) => one - two)) {
		const sameDay = byDay.get(on) ?? []
		const after = sameDay.reduce((sum, change) => sum + change.amount, level)
		for (const change of sameDay) movements.push({ ...change, kind: kindOf(change.amount, level, after, hadSome) })
		level = after
		hadSome ||= after > 0n
	}
	return movements
}

function kindOf(amount: bigint, before: bigint, after: bigint, hadSome: boolean): MovementKind {
	if (amount > 0n) return before === 0n ? (hadSome ? 'reactivation' : 'new') : 'expansion'
	return after === 0n ? 'churn' : 'contraction'
}
