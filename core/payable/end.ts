import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readInput } from './input.ts'
import { lockPayable } from './lock.ts'

const endInput = z.object({ id: z.uuid(), lastDueOn: dayInput.nullable() })

/** Nothing of it falls due after a day; null: again as long as the contract runs. Refuses `input.invalid`, `not_found`, `payable.paid_stays`. */
export async function endPayable(scope: Scope, input: z.input<typeof endInput>): Promise<void> {
	permit(scope, 'payable.write')
	const { id, lastDueOn } = readInput(endInput, input)
	const payable = await lockPayable(scope, id)
	if (payable.intervalUnit === null) refuse('input.invalid', { field: 'lastDueOn', problem: 'invalid' })
	if (lastDueOn !== null && lastDueOn < payable.firstDueOn)
		refuse('input.invalid', { field: 'lastDueOn', problem: 'too_small' })
	if (lastDueOn !== null && payable.paidThrough !== null && lastDueOn < payable.paidThrough)
		refuse('payable.paid_stays', { lastOn: payable.paidThrough })
	await scope.sql`update payable set last_due_on = ${lastDueOn} where id = ${id}`
	await tell(scope, 'payable.ended', payable, { lastDueOn })
}

/** Takes out of the plan what was never paid. Refuses `not_found`, `payable.paid_stays`. */
export async function removePayable(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'payable.write')
	const payable = await lockPayable(scope, id)
	if (payable.paidThrough !== null) refuse('payable.paid_stays', { lastOn: payable.paidThrough })
	await scope.sql`update payable set removed_at = ${scope.now} where id = ${id}`
	await tell(scope, 'payable.removed', payable, {})
}

async function tell(
	scope: Scope,
	kind: 'payable.ended' | 'payable.removed',
	{ id, description, customerId, contractId }: Awaited<ReturnType<typeof lockPayable>>,
	facts: Record<string, unknown>,
): Promise<void> {
	await emit(scope, {
		...{ kind, subject: { kind: 'payable', id }, customerId, contractId, facts: { description, ...facts } },
	})
}
