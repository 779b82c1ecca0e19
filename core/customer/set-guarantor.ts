import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type SetGuarantor = { customerId: string; contactId: string; guarantor: boolean }

/** Notes that a person of the customer stands good for what it owes, or no more. Again, nothing happens. Refuses `not_found`. */
export async function setGuarantor(scope: Scope, { customerId, contactId, guarantor }: SetGuarantor): Promise<void> {
	permit(scope, 'customer.write')
	const { sql, actor } = scope
	if (actor.kind !== 'staff' && actor.kind !== 'system') refuse('not_permitted', { action: 'customer.write' })
	const [person] = await sql<{ was: boolean; name: string }[]>`
		select guarantor as was, name from customer_contact join contact on contact.id = contact_id
		where customer_id = ${customerId} and contact_id = ${contactId} and ${reach(scope).customer('customer_contact.customer_id')}
		for update of customer_contact`
	if (!person) refuse('not_found', { noun: 'contact' })
	if (person.was === guarantor) return
	await sql`
		update customer_contact set guarantor = ${guarantor} where customer_id = ${customerId} and contact_id = ${contactId}`
	// A guarantor is a party with a page of their own.
	await sql`
		insert into guarantor (name, phone, contact_id, created_at)
		select left(name, 200), phone, id, ${scope.now} from contact where id = ${contactId}
		on conflict (contact_id) where contact_id is not null do nothing`
	await emit(scope, {
		kind: 'contact.updated',
		subject: { kind: 'contact', id: contactId },
		...{ customerId, facts: { guarantor, name: person.name } },
	})
}
