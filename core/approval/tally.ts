import type { Seat } from './seats.ts'
import type { StepRule } from './workflow.ts'

/** What somebody said of a step, in their own place or in those of others. */
export type Said = { userId: string; says: 'approve' | 'reject'; seats: string[] }

/**
 * How a step stands. `any`: the first word decides. `all`: everybody who has a seat approves, and one rejection ends it.
 * `count`: so many different people approve; it is rejected when so many have rejected that they can no longer be found.
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
	if (people.size >= rule.count) return 'approved'
	const spoken = new Set(said.map(({ userId }) => userId))
	const left = seats.filter(
		({ userId, by }) => !said.some((one) => one.seats.includes(userId)) && by.some((id) => !spoken.has(id)),
	)
	return rejections.length > 0 && people.size + left.length < rule.count ? 'rejected' : 'open'
}

/** The seats of a step that somebody may still fill. */
export function freeSeats(seats: readonly Seat[], said: readonly Said[], userId: string): Seat[] {
	const filled = new Set(said.flatMap((one) => one.seats))
	return seats.filter((seat) => seat.by.includes(userId) && !filled.has(seat.userId))
}
