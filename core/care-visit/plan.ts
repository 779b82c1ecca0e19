import { z } from 'zod'
import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { dayInput } from '../day-input.ts'
import { emit, nameActor } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

const planInput = z.object({
	customerId: z.uuid(),
	contractId: z.uuid().nullish(),
	title: z.string().trim().min(1).max(200),
	/** Null: once. */
	everyMonths: z.number().int().min(1).max(120).nullable(),
	firstOn: dayInput,
	assigneeId: z.uuid().nullish(),
})

export type PlanVisits = z.input<typeof planInput>

/**
 * Visits to a customer, of a contract or without one: once, or every so many months from a first day. Refuses `input.invalid`,
 * `not_found`, `contract.payable`, `customer.is_paid`.
 */
export async function planVisits(scope: Scope, input: PlanVisits): Promise<{ id: string }> {
	permit(scope, 'follow_up.write')
	const read = planInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { customerId, contractId = null, title, everyMonths, firstOn, assigneeId = null } = read.data
	const { sql } = scope
	const [customer] = await sql<{ name: string; role: string }[]>`
		select name, role from customer where id = ${customerId} and ${reach(scope).customer()} for share`
	if (!customer) refuse('not_found', { noun: 'customer' })
	if (customer.role !== 'customer') refuse('customer.is_paid', { name: customer.name })
	if (contractId) {
		const contract = await lockContract(scope, contractId)
		if (contract.customerId !== customerId) refuse('not_found', { noun: 'contract' })
	}
	await requireColleague(scope, assigneeId)
	const [plan] = await sql<{ id: string }[]>`
		insert into care_plan (customer_id, contract_id, title, every_months, anchor_on, assignee_id, created_by, created_at)
		values (${customerId}, ${contractId}, ${title}, ${everyMonths}, ${firstOn}, ${assigneeId}, ${nameActor(scope.actor)}, ${scope.now})
		returning id`
	if (!plan) throw new Error('A care plan was not written')
	await sql`
		insert into care_visit (plan_id, customer_id, contract_id, due_on, planned_on, assignee_id)
		values (${plan.id}, ${customerId}, ${contractId}, ${firstOn}, ${firstOn}, ${assigneeId})`
	await emit(scope, {
		kind: 'care_plan.made',
		...{ subject: { kind: 'care_plan', id: plan.id }, customerId, contractId },
		facts: { title, everyMonths, firstOn },
	})
	return plan
}

/** Nobody who has left. Refuses `input.invalid`. */
export async function requireColleague({ sql }: Scope, id: string | null): Promise<void> {
	if (id === null) return
	const [there] = await sql`select from staff_user where id = ${id} and left_at is null for share`
	if (!there) refuse('input.invalid', { field: 'assigneeId', problem: 'unknown' })
}

/** No further visit comes of a schedule, and the one ahead falls away. Refuses `not_found`. */
export async function stopVisits(scope: Scope, { planId }: { planId: string }): Promise<void> {
	permit(scope, 'follow_up.write')
	const { sql } = scope
	const [plan] = await sql<{ customerId: string; contractId: string | null; title: string }[]>`
		update care_plan set stopped_at = ${scope.now}
		where id = ${planId} and stopped_at is null and ${reach(scope).customer('care_plan.customer_id')}
		returning customer_id as "customerId", contract_id as "contractId", title`
	if (!plan) refuse('not_found', { noun: 'care_plan' })
	const [ahead] = await sql<{ visitId: string; dueOn: string }[]>`
		delete from care_visit where plan_id = ${planId} and state = 'planned' returning id as "visitId", due_on::text as "dueOn"`
	const { customerId, contractId, title } = plan
	await emit(scope, {
		kind: 'care_plan.stopped',
		...{ subject: { kind: 'care_plan', id: planId }, customerId, contractId, facts: { title, ...ahead } },
	})
}
