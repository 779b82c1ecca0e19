import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { refuseLocked } from '../field-right/locked.ts'
import { permit } from '../permit.ts'
import { lockContract } from './lock.ts'

export type SetAccess = { id: string; access: 'none' | 'upsell' | 'upsell_and_downsell' }

/** Says what the customer of a contract may change by themselves, from now on. Refuses `not_found`, `field.locked`. */
export async function setAccess(scope: Scope, { id, access }: SetAccess): Promise<void> {
	permit(scope, 'contract.amend')
	const contract = await lockContract(scope, id)
	refuseLocked(scope, 'contract', contract.state, ['access'])
	await scope.sql`
		update contract set access = ${access}, version = version + 1, updated_at = ${scope.now} where id = ${id}`
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id },
		customerId: contract.customerId,
		contractId: id,
		facts: { access },
	})
}
