import type { Scope } from '../act.ts'
import { propose } from '../approval/ask.ts'
import { lockContract } from '../contract/lock.ts'
import { permit } from '../permit.ts'

/** In force; or a draft still, and asked for: `request` is what waits for somebody's word. */
export type Activated = { id: string; request?: { id: string; state: 'waiting' } }

/**
 * Brings a draft into force as the console's button does: at once, or once those have agreed whom a workflow asks. Refuses
 * what `propose` refuses.
 */
export async function askToActivate(scope: Scope, { id }: { id: string }): Promise<Activated> {
	permit(scope, 'contract.activate')
	const { direction } = await lockContract(scope, id)
	const kind = direction === 'payable' ? 'supplier_contract' : 'contract_activation'
	const proposed = await propose(scope, { kind, input: { id } })
	return proposed.kind === 'done' ? { id } : { id, request: { id: proposed.requestId, state: 'waiting' } }
}
