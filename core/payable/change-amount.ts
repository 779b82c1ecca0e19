import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { requireDue } from './due.ts'
import { amountIn, readInput } from './input.ts'
import { lockPayable } from './lock.ts'

const changeInput = z.object({ id: z.uuid(), from: dayInput, amount: z.string().trim().min(1).max(30) })

/**
 * Another amount from one payment of the plan on. What was to be paid before stays as it was. Refuses `input.invalid`, `not_found`,
 * `payable.not_due`, `payable.paid_stays`.
 */
export async function changePayableAmount(scope: Scope, input: z.input<typeof changeInput>): Promise<{ id: string }> {
	permit(scope, 'payable.write')
	const { id, from, amount } = readInput(changeInput, input)
	const before = await lockPayable(scope, id)
	const amountMinor = amountIn(amount, before.currency)
	if (before.paidThrough !== null && from <= before.paidThrough)
		refuse('payable.paid_stays', { lastOn: before.paidThrough })
	await requireDue(scope, id, from)
	const { sql } = scope
	if (from === before.firstDueOn) await sql`update payable set removed_at = ${scope.now} where id = ${id}`
	else await sql`update payable set last_due_on = ${from}::date - 1 where id = ${id}`
	const [added] = await sql<{ id: string }[]>`
		insert into payable (contract_id, customer_id, currency, description, amount_minor, interval_unit, interval_count, anchor_on,
			first_due_on, last_due_on, arrears, created_by, created_at)
		values (${before.contractId}, ${before.customerId}, ${before.currency}, ${before.description}, ${amountMinor},
			${before.intervalUnit}, ${before.intervalCount}, ${before.anchorOn}, ${from}, ${before.lastDueOn}, ${before.arrears},
			${nameActor(scope.actor)}, ${scope.now}) returning id`
	if (!added) throw new Error('A payable was not written')
	await emit(scope, {
		kind: 'payable.amount_changed',
		subject: { kind: 'payable', id: added.id },
		...{ customerId: before.customerId, contractId: before.contractId },
		facts: {
			...{ description: before.description, currency: before.currency, from },
			amountMinor: [String(before.amountMinor), String(amountMinor)],
		},
	})
	return added
}
