import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { refuseUnconfirmed, tellPeople } from './own-people.ts'

export type RemoveContact = { customerId: string; contactId: string; sessionKey?: string | undefined }

/**
 * A person no longer belongs to a customer: they reach nothing of it any more, and the secure links that were made for
 * them stop. What they did stays told under their name. Somebody must read the bills: the last one who does cannot go
 * where the customer has no address of its own; nor can anybody remove themselves. Refuses `not_found`,
 * `not_permitted`, `customer.no_reader`, and `sign_in.not_fresh` to a customer's people.
 */
export async function removeContact(scope: Scope, input: RemoveContact): Promise<{ name: string }> {
	const { sql, actor } = scope
	permit(scope, actor.kind === 'contact' ? 'account.write' : 'customer.write')
	if (actor.kind === 'contact' && actor.contactId === input.contactId)
		refuse('not_permitted', { action: 'account.write' })
	await refuseUnconfirmed(scope, input.sessionKey)
	const [customer] = await sql<{ name: string; email: string }[]>`
		select name, email from customer where id = ${input.customerId} and ${reach(scope).customer()} for update`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const [removed] = await sql<{ name: string; billing: boolean }[]>`
		delete from customer_contact using contact
		where customer_contact.customer_id = ${input.customerId} and customer_contact.contact_id = ${input.contactId}
			and contact.id = customer_contact.contact_id
		returning coalesce(customer_contact.added_as, contact.name) as name, customer_contact.billing`
	if (!removed) refuse('not_found', { noun: 'contact' })
	if (removed.billing && customer.email === '') {
		const [reader] = await sql`select from customer_contact where customer_id = ${input.customerId} and billing limit 1`
		if (!reader) refuse('customer.no_reader', { name: customer.name })
	}
	await sql`
		update secure_link set revoked_at = ${scope.now}
		where customer_id = ${input.customerId} and contact_id = ${input.contactId} and revoked_at is null`
	await emit(scope, {
		kind: 'contact.removed',
		subject: { kind: 'contact', id: input.contactId },
		customerId: input.customerId,
	})
	await tellPeople(scope, { ...input, what: 'removed', name: removed.name })
	return { name: removed.name }
}
