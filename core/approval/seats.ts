import type { Delegation, People, Person } from './people.ts'
import type { SubjectKind } from './subject-kinds.ts'
import type { Approver, Own, StepRule } from './workflow.ts'

/** A place in a step: whose it is, and who may fill it today, themselves first. */
export type Seat = { userId: string; by: string[]; as: 'approver' | 'escalation' }

/** What of a request says who is asked. */
export type SeatGround = {
	/** Whoever may not see such a thing is not asked about it. */
	kind?: SubjectKind
	groupId: string | null
	ownerId: string | null
	/** The member of staff who asks; null where a customer does. */
	requesterId: string | null
	/** Whether who asks may decide: `alone` a step that nobody else could. */
	own: Own
}

/**
 * Who may decide a step: those it names, else those of `otherwise`, else administrators; once its time has run out also
 * those it escalates to. A step of so many that names fewer is joined by the next ones until there are enough. Who asks has
 * no seat and fills none unless that is allowed, always or of a step that is nobody else's. Pure.
 */
export function seatsOf(rule: StepRule, escalated: boolean, ground: SeatGround, all: People): Seat[] {
	if (ground.own !== 'alone') return seatsBy(rule, escalated, ground, all)
	const others = seatsBy(rule, escalated, { ...ground, own: 'never' }, all)
	return others.length > 0 ? others : seatsBy(rule, escalated, { ...ground, own: 'always' }, all)
}

function seatsBy(rule: StepRule, escalated: boolean, ground: SeatGround, all: People): Seat[] {
	let seats: Seat[] = []
	for (const approvers of [rule.approvers, rule.otherwise, administrators]) {
		if (seats.length >= fewest(rule)) break
		seats = joined(seats, seated(approvers, 'approver', ground, all))
	}
	if (!escalated) return seats
	const above = rule.escalateTo.length > 0 ? rule.escalateTo : administrators
	return joined(seats, seated(above, 'escalation', ground, all))
}

/** Whether a step of so many names fewer people than it needs today, so that others are asked too. Pure. */
export function isShort(rule: StepRule, ground: SeatGround, all: People): boolean {
	return rule.needs === 'count' && seated(rule.approvers, 'approver', ground, all).length < fewest(rule)
}

const administrators: Approver[] = [{ kind: 'role', role: 'administrator', ofGroup: false }]

/** How many people a step cannot do without. */
const fewest = ({ needs, count }: StepRule): number => (needs === 'count' ? count : 1)

function seated(approvers: readonly Approver[], as: Seat['as'], ground: SeatGround, all: People): Seat[] {
	const able = all.people.filter((person) => mayFill(person, ground))
	const ids = new Set(able.map(({ id }) => id))
	return able
		.filter((person) => approvers.some((one) => isMeant(one, person, ground, all.people)))
		.map(({ id }) => ({ userId: id, by: [id, ...delegatesOf(id, all).filter((one) => ids.has(one))], as }))
}

function mayFill({ id, unseen = [] }: Person, { kind, own, requesterId }: SeatGround): boolean {
	return (own === 'always' || id !== requesterId) && !(kind && unseen.includes(kind))
}

function joined(seats: readonly Seat[], more: readonly Seat[]): Seat[] {
	const there = new Set(seats.map(({ userId }) => userId))
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
