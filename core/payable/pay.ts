import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { requireDue } from './due.ts'
import { amountIn, readInput } from './input.ts'
import { lockPayable } from './lock.ts'

const payInput = z.object({
	payableId: z.uuid(),
	dueOn: dayInput,
	paidOn: dayInput,
	/** In major units; what was planned when left out. */
	amount: z.string().trim().max(30).optional(),
	note: z.string().trim().max(500).default(''),
})

/**
 * Marks one payment of a plan as made, with its day and what was really paid. Refuses `input.invalid`, `not_found`,
 * `payable.not_due`, `payable.not_yet`, `payable.paid_already`.
 */
export async function payPayable(scope: Scope, input: z.input<typeof payInput>): Promise<{ id: string }> {
	permit(scope, 'payable.write')
	const { payableId, dueOn, paidOn, amount, note } = readInput(payInput, input)
	const { sql, today } = scope
	const payable = await lockPayable(scope, payableId)
	const amountMinor = amount ? amountIn(amount, payable.currency) : payable.amountMinor
	if (paidOn > today.toString()) refuse('payable.not_yet', { today: today.toString() })
	const [before] = await sql<{ paidOn: string }[]>`
		select paid_on::text as "paidOn" from payable_payment
		where payable_id = ${payableId} and due_on = ${dueOn} and undone_at is null`
	if (before) refuse('payable.paid_already', { dueOn, paidOn: before.paidOn })
	await requireDue(scope, payableId, dueOn)
	const [paid] = await sql<{ id: string }[]>`
		insert into payable_payment (payable_id, currency, due_on, planned_minor, amount_minor, paid_on, note, recorded_by, recorded_at)
		values (${payableId}, ${payable.currency}, ${dueOn}, ${payable.amountMinor}, ${amountMinor}, ${paidOn}, ${note},
			${nameActor(scope.actor)}, ${scope.now}) returning id`
	if (!paid) throw new Error('What was paid was not written')
	const { customerId, contractId, currency, description } = payable
	await emit(scope, {
		kind: 'payable.paid',
		...{ subject: { kind: 'payable', id: payableId }, customerId, contractId },
		facts: { description, dueOn, paidOn, amountMinor: String(amountMinor), currency },
	})
	return paid
}

/** Takes back that a payment was made. Refuses `not_found`, also for one that was taken back already. */
export async function takePaymentBack(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'payable.write')
	const { sql, now, actor } = scope
	const [of] = await sql<{ payableId: string }[]>`
		select payable_id as "payableId" from payable_payment where id = ${id} and undone_at is null`
	if (!of) refuse('not_found', { noun: 'payable_payment' })
	const payable = await lockPayable(scope, of.payableId)
	const [undone] = await sql<{ dueOn: string; amountMinor: bigint }[]>`
		update payable_payment set undone_by = ${nameActor(actor)}, undone_at = ${now} where id = ${id} and undone_at is null
		returning due_on::text as "dueOn", amount_minor as "amountMinor"`
	if (!undone) refuse('not_found', { noun: 'payable_payment' })
	const { customerId, contractId, currency, description } = payable
	await emit(scope, {
		kind: 'payable.payment_taken_back',
		...{ subject: { kind: 'payable', id: payable.id }, customerId, contractId },
		facts: { description, dueOn: undone.dueOn, amountMinor: String(undone.amountMinor), currency },
	})
}
