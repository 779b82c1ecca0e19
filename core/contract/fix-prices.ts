import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockContract } from './lock.ts'

/** `through`: the last day (ISO) on which price updates leave the contract alone; null for no such day. */
export type FixPrices = { id: string; through: string | null }

/** Says until when a contract's prices stay as agreed. What is planned for it already stays planned. Refuses `not_found`, `input.invalid`. */
export async function fixPrices(scope: Scope, { id, through }: FixPrices): Promise<void> {
	permit(scope, 'contract.amend')
	if (!z.nullable(dayInput).safeParse(through).success)
		refuse('input.invalid', { field: 'through', problem: 'invalid' })
	const contract = await lockContract(scope, id)
	await scope.sql`
		update contract set prices_fixed_through = ${through}, version = version + 1, updated_at = ${scope.now} where id = ${id}`
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id },
		customerId: contract.customerId,
		contractId: id,
		facts: { pricesFixedThrough: through },
	})
}
