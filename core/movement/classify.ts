import { type Day, firstOfMonth, monthIndex } from '../calendar.ts'

export type MovementKind = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation' | 'switch'

/** A change of a contract's monthly recurring revenue on a day, in minor units, and what each line has of it. */
export type Change = { contractId: string; on: Day; amount: bigint; lines: ReadonlyMap<string, bigint> }
export type Movement = Change & {
	kind: MovementKind
	/** The first of the month in which the customer's recurring revenue began. */
	cohort: Day
	/** Whether the customer begins (1) or ceases (-1) to bring some; one movement of the day says it. */
	customers: -1 | 0 | 1
}

/**
 * Names the changes of one customer in one currency, by what they do to the customer's whole level on their day: from
 * nothing is new (the first time ever) or reactivation, to nothing is churn, else expansion or contraction; lines that
 * change while the contract's sum stays are a switch.
 * The amounts stay, so movements sum to the MRR of any day, and their lines to that of each line.
 */
export function classify(changes: readonly Change[]): Movement[] {
	const byDay = Map.groupBy(
		changes.filter(({ lines }) => [...lines.values()].some((amount) => amount !== 0n)),
		({ on }) => on,
	)
	const days = [...byDay.keys()].sort((one, two) => one - two)
	const cohort = firstOfMonth(monthIndex(days[0] ?? 0))
	const movements: Movement[] = []
	let level = 0n
	let hadSome = false
	for (const on of days) {
		const sameDay = byDay.get(on) ?? []
		const after = sameDay.reduce((sum, change) => sum + change.amount, level)
		const turn = level <= 0n && after > 0n ? 1 : level > 0n && after <= 0n ? -1 : 0
		const turning = sameDay.find(({ amount }) => (turn > 0 ? amount > 0n : amount < 0n))
		for (const change of sameDay) {
			const kind = kindOf(change.amount, level, after, hadSome)
			movements.push({ ...change, kind, cohort, customers: change === turning ? turn : 0 })
		}
		level = after
		hadSome ||= after > 0n
	}
	return movements
}

function kindOf(amount: bigint, before: bigint, after: bigint, hadSome: boolean): MovementKind {
	if (amount === 0n) return 'switch'
	if (amount > 0n) return before === 0n ? (hadSome ? 'reactivation' : 'new') : 'expansion'
	return after === 0n ? 'churn' : 'contraction'
}
