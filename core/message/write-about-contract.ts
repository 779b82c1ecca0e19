import type { Scope } from '../act.ts'
import { seenByCustomer } from '../contract/seen.ts'
import type { ContractDirection } from '../contract/write.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { NewAttachment } from './attachment.ts'
import { letterWindow } from './letter-window.ts'
import { isOfCustomer, writeMessage } from './write.ts'

export type WriteAboutContract = { contractId: string; text: string; attachments?: readonly NewAttachment[] }

/**
 * A message about a contract, from its customer or the company, and a letter to the other side; several within ten
 * minutes go into one letter. Its customer must see the contract. Refuses `not_found`, `link.view_only`,
 * `contract.not_allowed_in_state`, and what `writeMessage` refuses.
 */
export async function writeAboutContract(scope: Scope, input: WriteAboutContract): Promise<{ id: string }> {
	permit(scope, 'message.write')
	const { contractId, text, attachments = [] } = input
	type Row = { number: string; state: string; direction: ContractDirection; customerId: string; seen: boolean }
	const [contract] = await scope.sql<Row[]>`
		select number, state, direction, customer_id as "customerId", ${seenByCustomer(scope)} as seen from contract
		where id = ${contractId} and ${reach(scope).contract()}`
	const asked = isOfCustomer(scope)
	if (!contract || (asked && !contract.seen)) refuse('not_found', { noun: 'contract' })
	const { number, state, customerId } = contract
	if (contract.direction === 'payable') refuse('contract.payable', { party: number })
	if (!contract.seen) refuse('contract.not_allowed_in_state', { number, state, action: 'write', possible: 'activate' })
	const subject = { kind: 'contract', id: contractId } as const
	const message = await writeMessage(scope, { subject, customerId, contractId, text, attachments })
	const until = letterWindow(scope.now).until.toString()
	const letter = asked ? 'message-received' : 'message-answered'
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:${letter}:${contractId}:${until}`,
		payload: { letter, contractId, until },
	})
	return message
}
