import type { Seat } from './seats.ts'
import type { StepRule } from './workflow.ts'

/** What somebody said of a step, in their own place or in those of others. */
export type Said = { userId: string; says: 'approve' | 'reject'; seats: string[] }

/**
 * How a step stands. `any`: the first word decides. `all`: everybody who has a seat approves, and one rejection ends it.
 * `count`: so many different people approve, or all there are where they are fewer; it is rejected when so many have
 * rejected that they can no longer be found.
 * Once a step has escalated, a word of those it escalated to decides it. What was said while somebody had their seat
 * counts though they have left since. Pure.
 */
export function tally(
	rule: Pick<StepRule, 'needs' | 'count'>,
	seats: readonly Seat[],
	said: readonly Said[],
): 'open' | 'approved' | 'rejected' {
	const above = new Set(seats.filter(({ as }) => as === 'escalation').map(({ userId }) => userId))
	const last = said.find((one) => one.seats.some((seat) => above.has(seat)))
	if (last) return last.says === 'approve' ? 'approved' : 'rejected'
	const approvals = said.filter(({ says }) => says === 'approve')
	const rejections = said.filter(({ says }) => says === 'reject')
	if (rule.needs === 'any') return said[0] ? (said[0].says === 'approve' ? 'approved' : 'rejected') : 'open'
	if (rule.needs === 'all') {
		if (rejections.length > 0) return 'rejected'
		const filled = new Set(approvals.flatMap((one) => one.seats))
		const own = seats.filter(({ as }) => as === 'approver')
		return approvals.length > 0 && own.every(({ userId }) => filled.has(userId)) ? 'approved' : 'open'
	}
	const people = new Set(approvals.map(({ userId }) => userId))
	const needed = neededOf(rule.count, seats, said)
	if (people.size >= needed) return people.size > 0 ? 'approved' : 'open'
	return rejections.length > 0 && people.size + leftOf(seats, said).length < needed ? 'rejected' : 'open'
}

/** How many must approve a step of so many: never more than there are people for it. Pure. */
export function neededOf(count: number, seats: readonly Seat[], said: readonly Said[]): number {
	const spoken = new Set(said.map(({ userId }) => userId))
	return Math.min(count, spoken.size + leftOf(seats, said).length)
}

/** Seats that somebody can still fill who has not spoken. */
function leftOf(seats: readonly Seat[], said: readonly Said[]): Seat[] {
	const spoken = new Set(said.map(({ userId }) => userId))
	return seats.filter(
		({ userId, by }) => !said.some((one) => one.seats.includes(userId)) && by.some((id) => !spoken.has(id)),
	)
}

/** The seats of a step that somebody may still fill. */
export function freeSeats(seats: readonly Seat[], said: readonly Said[], userId: string): Seat[] {
	const filled = new Set(said.flatMap((one) => one.seats))
	return seats.filter((seat) => seat.by.includes(userId) && !filled.has(seat.userId))
}
