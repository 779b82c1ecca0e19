import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type ChooseLetters = {
	customerId: string
	contactId: string
	billing: boolean
	reminders: boolean
	conversation: boolean
	ratings: boolean
}

/**
 * Which letters a person gets for a customer; a customer's people choose their own. Somebody must read the invoices: the last
 * one who does cannot stop it where the customer has no address of its own. Refuses `not_found`, `not_permitted`,
 * `customer.no_reader`.
 */
export async function chooseLetters(scope: Scope, input: ChooseLetters): Promise<void> {
	permit(scope, scope.actor.kind === 'contact' ? 'account.write' : 'customer.write')
	const { sql, actor } = scope
	if (actor.kind === 'contact' && actor.contactId !== input.contactId)
		refuse('not_permitted', { action: 'account.write' })
	const [customer] = await sql<{ name: string; email: string }[]>`
		select name, email from customer where id = ${input.customerId} and ${reach(scope).customer()} for update`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const changed = await sql`
		update customer_contact set billing = ${input.billing}, reminders = ${input.reminders},
			conversation = ${input.conversation}, ratings = ${input.ratings}
		where customer_id = ${input.customerId} and contact_id = ${input.contactId}`
	if (changed.count === 0) refuse('not_found', { noun: 'contact' })
	if (!input.billing && customer.email === '') {
		const [reader] = await sql`select from customer_contact where customer_id = ${input.customerId} and billing limit 1`
		if (!reader) refuse('customer.no_reader', { name: customer.name })
	}
	const { customerId, contactId, ...letters } = input
	await emit(scope, {
		kind: 'contact.letters_chosen',
		subject: { kind: 'contact', id: contactId },
		customerId,
		facts: letters,
	})
}
