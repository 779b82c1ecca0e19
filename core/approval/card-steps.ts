import type { People } from './people.ts'
import { isShort, type Seat, type SeatGround } from './seats.ts'
import type { Step, StepState } from './steps.ts'
import { neededOf } from './tally.ts'
import type { StepRule } from './workflow.ts'

export type CardApprover = {
	userId: string
	name: string
	as: Seat['as']
	/** Those who may decide in their place today. */
	delegates: { userId: string; name: string }[]
	/** What was said in this place, and by whom; null while nothing was. */
	said: { says: 'approve' | 'reject'; name: string; at: Temporal.Instant; channel: string; comment: string } | null
}

export type CardStep = {
	position: number
	stage: number
	name: string
	needs: StepRule['needs']
	count: number
	/** Of an open step of so many: fewer people are named than it needs, so that others are asked too. */
	short: boolean
	/** How many must approve in the end: never more than there are. */
	needed: number
	state: StepState
	dueAt: Temporal.Instant | null
	escalatedAt: Temporal.Instant | null
	approvers: CardApprover[]
}

/** Steps with those who are asked, and what each has said. Of steps that are over, only who spoke. */
export function cardSteps(
	steps: readonly Step[],
	seats: ReadonlyMap<number, Seat[]>,
	ground: SeatGround,
	all: People,
	names: ReadonlyMap<string, string>,
): CardStep[] {
	const nameOf = (id: string) => all.people.find((person) => person.id === id)?.name ?? names.get(id) ?? ''
	return steps.map((step) => {
		const spoken = step.said.flatMap((said) =>
			said.seats.map((userId): CardApprover => {
				const { says, at, channel, comment } = said
				const told = { says, channel, comment, name: nameOf(said.userId), at: Temporal.Instant.from(at) }
				return { userId, name: nameOf(userId), as: 'approver', delegates: [], said: told }
			}),
		)
		const there = new Set(spoken.map(({ userId }) => userId))
		const silent = (seats.get(step.position) ?? [])
			.filter(({ userId }) => !there.has(userId))
			.map(({ userId, by, as }): CardApprover => {
				const delegates = by.filter((id) => id !== userId).map((id) => ({ userId: id, name: nameOf(id) }))
				return { userId, name: nameOf(userId), as, delegates, said: null }
			})
		const { position, stage, state, dueAt, escalatedAt, rule } = step
		const { name, needs, count } = rule
		const short = state === 'open' && isShort(rule, ground, all)
		const needed = state === 'open' ? neededOf(count, seats.get(position) ?? [], step.said) : count
		const approvers = [...spoken, ...silent]
		return { position, stage, name, needs, count, short, needed, state, dueAt, escalatedAt, approvers }
	})
}
