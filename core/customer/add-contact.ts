import { z } from 'zod'
import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { emit } from '../event.ts'
import { refuseLocked } from '../field-right/locked.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { refuseUnconfirmed, tellPeople } from './own-people.ts'

export type AddContact = {
	customerId: string
	name: string
	email: string
	phone?: string
	language: Language
	billing?: boolean
	/** Names the session of a customer's person who adds. */
	sessionKey?: string | undefined
}

/**
 * A person of the customer. Someone already known by that address is joined to this customer too. A customer's people who
 * add them go on reading the name that they typed: whether, and as whom, we know an address is not told. Refuses
 * `customer.email_invalid`, `not_found`; a customer's people also `sign_in.not_fresh`, `customer.person_there`.
 */
export async function addContact(scope: Scope, input: AddContact): Promise<{ id: string }> {
	permit(scope, scope.actor.kind === 'contact' ? 'account.write' : 'customer.write')
	await refuseUnconfirmed(scope, input.sessionKey)
	refuseLocked(scope, 'customer', null, input.phone ? ['email', 'phone'] : ['email'])
	const { sql } = scope
	const email = input.email.trim()
	if (!z.email().max(254).safeParse(email).success) refuse('customer.email_invalid', { email })
	const [customer] =
		await sql`select from customer where id = ${input.customerId} and ${reach(scope).customer()} for share`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const [contact] = await sql<{ id: string; known: boolean }[]>`
		insert into contact (name, email, phone, language, created_at)
		values (${input.name.trim()}, ${email}, ${input.phone ?? ''}, ${input.language}, ${scope.now})
		on conflict (lower(email)) do update set email = contact.email
		returning id, xmax <> 0 as known`
	if (!contact) throw new Error('The contact was not written')
	const addedAs = contact.known && scope.actor.kind === 'contact' ? input.name.trim() : null
	const [member] = await sql<{ joins: boolean }[]>`
		insert into customer_contact (customer_id, contact_id, billing, added_as)
		values (${input.customerId}, ${contact.id}, ${input.billing ?? true}, ${addedAs})
		on conflict (customer_id, contact_id) do update set billing = excluded.billing
		returning xmax = 0 as joins`
	if (scope.actor.kind === 'contact') {
		if (!member?.joins) refuse('customer.person_there', { email })
		await queueEffect(scope, {
			kind: 'mail',
			key: `contact-added:${input.customerId}:${contact.id}:${scope.now}`,
			payload: {
				letter: 'contact-added',
				customerId: input.customerId,
				contactId: contact.id,
				addedBy: scope.actor.contactId,
			},
		})
		const told = { customerId: input.customerId, contactId: contact.id, name: input.name.trim() }
		await tellPeople(scope, { ...told, what: 'added' })
	}
	await emit(scope, {
		kind: 'contact.added',
		subject: { kind: 'contact', id: contact.id },
		customerId: input.customerId,
		facts: { email },
	})
	return { id: contact.id }
}
