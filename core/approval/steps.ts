import type { Scope } from '../act.ts'
import { type LockedRequest, staffIn } from './lock.ts'
import { type People, readPeople } from './people.ts'
import { type Seat, type SeatGround, seatsOf } from './seats.ts'
import type { SubjectKind } from './subject-kinds.ts'
import { freeSeats, type Said, tally } from './tally.ts'
import type { StepRule } from './workflow.ts'

export type StepState = 'coming' | 'open' | 'approved' | 'rejected' | 'dropped'

export type Step = {
	requestId: string
	position: number
	stage: number
	rule: StepRule
	state: StepState
	openedAt: Temporal.Instant | null
	remindAt: Temporal.Instant | null
	dueAt: Temporal.Instant | null
	remindedAt: Temporal.Instant | null
	escalatedAt: Temporal.Instant | null
	said: (Said & { at: string; channel: string; comment: string })[]
}

/** The steps of requests in their order, with what was said of each. */
export async function readSteps({ sql }: Pick<Scope, 'sql'>, requestIds: readonly string[]): Promise<Step[]> {
	return await sql<Step[]>`
		select request_id as "requestId", position, stage, rule, state, opened_at as "openedAt", remind_at as "remindAt",
			due_at as "dueAt", reminded_at as "remindedAt", escalated_at as "escalatedAt",
			coalesce((select jsonb_agg(jsonb_build_object('userId', substr(said_by, 7), 'says', says, 'seats', said_for,
					'at', said_at, 'channel', channel, 'comment', comment) order by sequence)
				from approval_decision where request_id = step.request_id and step.position = any(steps)
					and says in ('approve', 'reject')), '[]') as said
		from approval_step as step where request_id = any(${requestIds as string[]}::uuid[]) order by request_id, position`
}

export function groundOf(
	kind: SubjectKind,
	request: Pick<LockedRequest, 'groupId' | 'ownerId' | 'requestedBy' | 'ownRule'>,
): SeatGround {
	const { groupId, ownerId, ownRule } = request
	return { kind, groupId, ownerId, own: ownRule, requesterId: staffIn(request.requestedBy) }
}

export type Table = { steps: Step[]; seats: Map<number, Seat[]>; people: People }

/** Who may decide which open step at this moment. */
export async function readTable(scope: Scope, request: LockedRequest): Promise<Table> {
	const [steps, people] = await Promise.all([readSteps(scope, [request.id]), readPeople(scope)])
	return { steps, people, seats: seatsOfSteps(steps, groundOf(request.subjectKind, request), people) }
}

export function seatsOfSteps(steps: readonly Step[], ground: SeatGround, people: People): Map<number, Seat[]> {
	return new Map(
		steps
			.filter(({ state }) => state === 'open')
			.map((step) => [step.position, seatsOf(step.rule, step.escalatedAt !== null, ground, people)]),
	)
}

export const hasSeat = ({ seats }: Table, userId: string): boolean =>
	[...seats.values()].flat().some(({ by }) => by.includes(userId))

/** What a word of one person would do to the open steps that they may still decide. */
export type Press = {
	steps: { position: number; state: 'open' | 'approved' | 'rejected' }[]
	/** Whose seats it fills. */
	seats: string[]
	/** Whether it is the last that was missing. */
	isLast: boolean
	/** Whether the steps of this stage are all approved by it. */
	endsStage: boolean
}

export function weigh({ steps, seats }: Table, userId: string, says: 'approve' | 'reject'): Press {
	const filled = new Set<string>()
	const weighed = steps
		.filter(({ state, rule, said }) => state === 'open' && mayStillSpeak(rule, said, userId))
		.flatMap(({ position, rule, said }) => {
			const all = seats.get(position) ?? []
			const free = seatsFilled(rule, freeSeats(all, said, userId), userId)
			if (free.length === 0) return []
			for (const seat of free) filled.add(seat)
			return [{ position, state: tally(rule, all, [...said, { userId, says, seats: free }]) }]
		})
	return pressOf(steps, weighed, [...filled])
}

/** Who has come to stand in for somebody since says it for them too; a step of so many counts a person once. */
function mayStillSpeak({ needs }: Step['rule'], said: readonly Said[], userId: string): boolean {
	return needs === 'all' || !said.some((one) => one.userId === userId)
}

/** A step of so many counts people: one who stands in for others leaves them their seats, and fills one. */
function seatsFilled({ needs }: Step['rule'], free: readonly Seat[], userId: string): string[] {
	const ids = free.map((seat) => seat.userId)
	if (needs !== 'count') return ids
	return ids.includes(userId) ? [userId] : ids.slice(0, 1)
}

/** Steps that are over without another word, because somebody who had not decided has no seat any more. */
export function weighAlone({ steps, seats }: Table): Press {
	const weighed = steps.flatMap(({ position, state: now, rule, said }) => {
		if (now !== 'open' || rule.needs === 'any' || said.length === 0) return []
		const state = tally(rule, seats.get(position) ?? [], said)
		return state === 'open' ? [] : [{ position, state }]
	})
	return pressOf(steps, weighed, [])
}

function pressOf(steps: readonly Step[], weighed: Press['steps'], seats: string[]): Press {
	const isOver = ({ position, state }: Step) =>
		state === 'approved' || weighed.some((one) => one.position === position && one.state === 'approved')
	const endsStage = steps.every((step) => step.state === 'coming' || isOver(step))
	return { steps: weighed, seats, endsStage, isLast: steps.every(isOver) }
}

/** Notes on the steps what a word has done to them. */
export async function closeSteps(scope: Scope, { id }: LockedRequest, { steps }: Press): Promise<void> {
	for (const { position, state } of steps)
		if (state !== 'open')
			await scope.sql`
				update approval_step set state = ${state}, closed_at = ${scope.now} where request_id = ${id} and position = ${position}`
}
