import type { Delegation, People, Person } from './people.ts'
import type { Approver, StepRule } from './workflow.ts'

/** A place in a step: whose it is, and who may fill it today, themselves first. */
export type Seat = { userId: string; by: string[]; as: 'approver' | 'escalation' }

/** What of a request says who is asked. */
export type SeatGround = {
	groupId: string | null
	ownerId: string | null
	/** The member of staff who asks; null where a customer does. */
	requesterId: string | null
	ownAllowed: boolean
}

/**
 * Who may decide a step: those it names, else those of `otherwise`, else administrators; once its time has run out also
 * those it escalates to. Who asks has no seat and fills none unless that is allowed. Pure.
 */
export function seatsOf(rule: StepRule, escalated: boolean, ground: SeatGround, all: People): Seat[] {
	const mayFill = (id: string) => ground.ownAllowed || id !== ground.requesterId
	const named = (approvers: readonly Approver[]) =>
		all.people.filter((person) => approvers.some((one) => isMeant(one, person, ground, all.people)))
	const seated = (people: readonly Person[], as: Seat['as']) =>
		people
			.map(({ id }): Seat => ({ userId: id, by: [id, ...delegatesOf(id, all)].filter(mayFill), as }))
			.filter(({ userId, by }) => mayFill(userId) && by.length > 0)
	const administrators: Approver[] = [{ kind: 'role', role: 'administrator', ofGroup: false }]
	const first = [rule.approvers, rule.otherwise, administrators]
		.map((approvers) => seated(named(approvers), 'approver'))
		.find((seats) => seats.length > 0)
	const seats = first ?? []
	if (!escalated) return seats
	const there = new Set(seats.map(({ userId }) => userId))
	const more = seated(named(rule.escalateTo.length > 0 ? rule.escalateTo : administrators), 'escalation')
	return [...seats, ...more.filter(({ userId }) => !there.has(userId))]
}

function isMeant(approver: Approver, person: Person, { groupId, ownerId, requesterId }: SeatGround, all: Person[]) {
	switch (approver.kind) {
		case 'user':
			return person.id === approver.userId
		case 'role':
			return person.role === approver.role && (!approver.ofGroup || isIn(person, groupId))
		case 'group_lead':
			return isIn(person, groupId) && person.groups.some(({ id, lead }) => id === groupId && lead)
		case 'superior': {
			const of = ownerId ?? requesterId
			return of !== null && all.find(({ id }) => id === of)?.superiorId === person.id
		}
	}
}

const isIn = (person: Person, groupId: string | null) =>
	groupId !== null && person.groups.some(({ id }) => id === groupId)

/** One step far: who stands in for somebody does not pass it on. */
function delegatesOf(
	userId: string,
	{ people, delegations }: { people: Person[]; delegations: Delegation[] },
): string[] {
	const here = new Set(people.map(({ id }) => id))
	return delegations.filter((one) => one.userId === userId && here.has(one.delegateId)).map((one) => one.delegateId)
}
