import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { withdrawSignatures } from '../quote/withdraw.ts'
import { lockContract } from './lock.ts'
import { stateAfter } from './state.ts'

/** A contract that was not signed, or is not to be signed as it is, is a draft again. Refuses `not_found`, `contract.not_allowed_in_state`. */
export async function takeBackContract(scope: Scope, { id }: { id: string }): Promise<{ id: string }> {
	permit(scope, 'contract.write')
	const contract = await lockContract(scope, id)
	const state = stateAfter('take_back', contract)
	await scope.sql`update contract set state = ${state}, version = version + 1, updated_at = ${scope.now} where id = ${id}`
	await withdrawSignatures(scope, [id])
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id },
		customerId: contract.customerId,
		contractId: id,
	})
	return { id }
}
