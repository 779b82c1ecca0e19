import type { Scope } from '../act.ts'
import { releaseGone } from '../equipment/follow-lines.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { withdrawSignatures } from '../quote/withdraw.ts'
import { lockContract } from './lock.ts'
import { stateAfter } from './state.ts'

/** Sets a contract aside that was a mistake and never came into force. Machines that were reserved for it
 * are free again. Refuses `contract.not_allowed_in_state`, `equipment.out_on_contract`. */
export async function voidContract(scope: Scope, input: { id: string; reason: string }): Promise<{ id: string }> {
	permit(scope, 'contract.void')
	const contract = await lockContract(scope, input.id)
	const state = stateAfter('void', contract)
	await scope.sql`update contract set state = ${state}, version = version + 1, updated_at = ${scope.now} where id = ${contract.id}`
	await withdrawSignatures(scope, [contract.id])
	await releaseGone(scope, [contract.id], 'all')
	await emit(scope, {
		kind: 'contract.voided',
		subject: { kind: 'contract', id: contract.id },
		customerId: contract.customerId,
		contractId: contract.id,
		facts: { reason: input.reason },
	})
	return { id: contract.id }
}
