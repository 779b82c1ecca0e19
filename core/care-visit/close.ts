import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { type EventKind, emit, nameActor } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { requireColleague } from './plan.ts'

type Locked = {
	id: string
	planId: string
	customerId: string
	contractId: string | null
	title: string
	dueOn: string
	anchorOn: string
	everyMonths: number | null
	assigneeId: string | null
}

/** Locks the schedule and its visit that is ahead. Refuses `not_found`, `care_visit.over`. */
async function lockVisit(scope: Scope, id: string): Promise<Locked> {
	const { sql } = scope
	const [found] = await sql<(Locked & { state: string })[]>`
		select visit.id, plan_id as "planId", visit.customer_id as "customerId", visit.contract_id as "contractId", plan.title,
			due_on::text as "dueOn", plan.anchor_on::text as "anchorOn", plan.every_months as "everyMonths",
			plan.assignee_id as "assigneeId", visit.state
		from care_visit as visit join care_plan as plan on plan.id = plan_id
		where visit.id = ${id} and ${reach(scope).customer('visit.customer_id')} for update`
	if (!found) refuse('not_found', { noun: 'care_visit' })
	const { state, ...visit } = found
	if (state !== 'planned') refuse('care_visit.over', { title: visit.title, dueOn: visit.dueOn })
	return visit
}

const reportInput = z.object({ id: z.uuid(), doneOn: dayInput, report: z.string().trim().min(1).max(5000) })

/**
 * Says that a visit was made, when, and what was found; the next one of its schedule comes by itself, and the customer is asked how
 * it was. Refuses `input.invalid`, `not_found`, `care_visit.over`, `care_visit.not_yet`.
 */
export async function reportVisit(scope: Scope, input: z.input<typeof reportInput>): Promise<void> {
	permit(scope, 'follow_up.write')
	const { id, doneOn, report } = readInput(reportInput, input)
	const today = scope.today.toString()
	if (doneOn > today) refuse('care_visit.not_yet', { today })
	const visit = await lockVisit(scope, id)
	await scope.sql`
		update care_visit set state = 'done', done_on = ${doneOn}, report = ${report}, closed_by = ${nameActor(scope.actor)},
			closed_at = ${scope.now} where id = ${id}`
	await planNext(scope, visit, doneOn)
	await tell(scope, 'care_visit.done', visit, { doneOn })
}

const leaveInput = z.object({ id: z.uuid(), reason: z.string().trim().max(1000).default('') })

/** Leaves a visit out; the next one of its schedule comes by itself. Refuses `input.invalid`, `not_found`, `care_visit.over`. */
export async function leaveVisitOut(scope: Scope, input: z.input<typeof leaveInput>): Promise<void> {
	permit(scope, 'follow_up.write')
	const { id, reason } = readInput(leaveInput, input)
	const visit = await lockVisit(scope, id)
	await scope.sql`
		update care_visit set state = 'left_out', report = ${reason}, closed_by = ${nameActor(scope.actor)}, closed_at = ${scope.now}
		where id = ${id}`
	await planNext(scope, visit, visit.dueOn)
	await tell(scope, 'care_visit.left_out', visit, { reason })
}

const moveInput = z.object({ id: z.uuid(), plannedOn: dayInput, assigneeId: z.uuid().nullish() })

/** Another day for a visit, or a colleague who makes it; its schedule stays. Refuses `input.invalid`, `not_found`, `care_visit.over`. */
export async function moveVisit(scope: Scope, input: z.input<typeof moveInput>): Promise<void> {
	permit(scope, 'follow_up.write')
	const { id, plannedOn, assigneeId = null } = readInput(moveInput, input)
	const visit = await lockVisit(scope, id)
	await requireColleague(scope, assigneeId)
	await scope.sql`update care_visit set planned_on = ${plannedOn}, assignee_id = ${assigneeId} where id = ${id}`
	await tell(scope, 'care_visit.moved', visit, { plannedOn })
}

/** The first day of the schedule after the visit and after it was made, however late that was; counted from the first one. */
async function planNext({ sql }: Scope, visit: Locked, after: string): Promise<void> {
	const { everyMonths, anchorOn, dueOn, planId, customerId, contractId, assigneeId } = visit
	if (everyMonths === null) return
	const anchor = Temporal.PlainDate.from(anchorOn)
	const passed = after > dueOn ? after : dueOn
	let step = 1
	while (anchor.add({ months: step * everyMonths }).toString() <= passed) step++
	const next = anchor.add({ months: step * everyMonths }).toString()
	await sql`
		insert into care_visit (plan_id, customer_id, contract_id, due_on, planned_on, assignee_id)
		select ${planId}, ${customerId}, ${contractId}, ${next}, ${next}, staff_user.id
		from care_plan left join staff_user on staff_user.id = ${assigneeId}::uuid and left_at is null
		where care_plan.id = ${planId} and stopped_at is null`
}

function readInput<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
	const read = shape.safeParse(input)
	if (read.success) return read.data
	const issue = read.error.issues[0]
	return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
}

async function tell(
	scope: Scope,
	kind: EventKind,
	{ id, customerId, contractId, title, dueOn }: Locked,
	facts: Record<string, unknown>,
): Promise<void> {
	await emit(scope, {
		...{ kind, subject: { kind: 'care_visit', id }, customerId, contractId, facts: { title, dueOn, ...facts } },
	})
}
