import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type SettleConversation = { contractId: string /** The last message that was seen. */; messageId: string }

/**
 * Staff say that nothing is to be answered, such as to a word of thanks. What came in meanwhile is not settled with it.
 * Refuses `changed_meanwhile`, `not_permitted`.
 */
export async function settleConversation(scope: Scope, { contractId, messageId }: SettleConversation): Promise<void> {
	permit(scope, 'message.settle')
	const [settled] = await scope.sql<{ customerId: string }[]>`
		update conversation set waiting_since = null
		where subject_kind = 'contract' and subject_id = ${contractId} and last_message_id = ${messageId} and waiting_since is not null
		returning customer_id as "customerId"`
	if (!settled) refuse('changed_meanwhile', { noun: 'conversation' })
	const { customerId } = settled
	await emit(scope, { kind: 'message.settled', subject: { kind: 'contract', id: contractId }, customerId, contractId })
}
