import type { LinkScope, Scope } from '../act.ts'
import { findReaders } from '../customer/readers.ts'
import { sees } from '../field-right/rights.ts'
import type { QueuedLetter } from '../outbox/letter.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type SendLink = {
	contractId: string
	/** Null: to everybody who reads the customer's letters about money. */
	contactId: string | null
	scope: LinkScope
	message?: string
	/** Made once per form shown: pressing twice sends one letter. */
	key: string
}

/**
 * Mails a secure link to a contract; it is made when the letter leaves. Answers the addresses it goes to, where the sender may see
 * such. Refuses `not_found`, `customer.no_reader`.
 */
export async function sendLink(scope: Scope, input: SendLink): Promise<{ emails: string[] }> {
	permit(scope, 'link.send')
	const { sql, actor } = scope
	const [contract] = await sql<{ customerId: string; name: string }[]>`
		select customer_id as "customerId", customer.name from contract join customer on customer.id = customer_id
		where contract.id = ${input.contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const readers = await findReaders(scope, contract)
	const wanted = readers.filter((reader) => !input.contactId || reader.contactId === input.contactId)
	if (wanted.length === 0) refuse('customer.no_reader', { name: contract.name })
	const [sender] =
		actor.kind === 'staff' ? await sql<{ name: string }[]>`select name from staff_user where id = ${actor.userId}` : []
	const letter: QueuedLetter = {
		letter: 'secure-link',
		customerId: contract.customerId,
		contactId: input.contactId,
		contractId: input.contractId,
		scope: input.scope,
		sentBy: sender?.name ?? '',
		message: input.message ?? '',
	}
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:secure-link:${input.contractId}:${input.key}`,
		payload: letter,
	})
	return { emails: sees(scope, 'customer', 'email', null) ? wanted.map((reader) => reader.email) : [] }
}
