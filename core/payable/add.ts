import type { z } from 'zod'
import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { amountIn, payableInput, readInput } from './input.ts'

/** A contract that is over, or was never to be, gets no new plan. */
const open = ['draft', 'rejected', 'in_approval', 'approved', 'sent', 'signed']

/**
 * Adds to the plan of what is to be paid: once on a day, or again and again from a first one. Refuses `input.invalid`,
 * `not_found`, `contract.receivable`, `contract.not_allowed_in_state`.
 */
export async function addPayable(scope: Scope, input: z.input<typeof payableInput>): Promise<{ id: string }> {
	permit(scope, 'payable.write')
	const given = readInput(payableInput, input)
	const contract = await lockContract(scope, given.contractId)
	if (contract.direction !== 'payable') refuse('contract.receivable', { number: contract.number })
	if (!open.includes(contract.state)) stateAfter('amend', contract)
	const { description, interval, firstDueOn, arrears } = given
	const lastDueOn = interval ? (given.lastDueOn ?? null) : null
	if (lastDueOn !== null && lastDueOn < firstDueOn)
		refuse('input.invalid', { field: 'lastDueOn', problem: 'too_small' })
	const amountMinor = amountIn(given.amount, contract.currency)
	const [added] = await scope.sql<{ id: string }[]>`
		insert into payable (contract_id, customer_id, currency, description, amount_minor, interval_unit, interval_count, anchor_on,
			first_due_on, last_due_on, arrears, created_by, created_at)
		values (${contract.id}, ${contract.customerId}, ${contract.currency}, ${description}, ${amountMinor},
			${interval?.unit ?? null}, ${interval?.count ?? null}, ${firstDueOn}, ${firstDueOn}, ${lastDueOn},
			${interval !== null && arrears}, ${nameActor(scope.actor)}, ${scope.now}) returning id`
	if (!added) throw new Error('A payable was not written')
	await emit(scope, {
		kind: 'payable.added',
		subject: { kind: 'payable', id: added.id },
		...{ customerId: contract.customerId, contractId: contract.id },
		facts: {
			description,
			amountMinor: String(amountMinor),
			currency: contract.currency,
			firstDueOn,
			lastDueOn,
			interval,
		},
	})
	return added
}
