import { act, expectOk } from '#core/act.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import type { World } from '#test/support/books.ts'
import { lettersIn } from '#test/support/secrets.ts'

const system = { kind: 'system', name: 'test' } as const

/** A customer with one contact. */
export async function welcomeCustomer({ books }: World, name: string, email: string) {
	const customer = expectOk(
		await act(books, system, createCustomer, {
			name,
			language: 'en',
			currency: 'EUR',
			email,
			street: 'Kai 1',
			city: 'Hamburg',
			country: 'DE',
		}),
	)
	const contact = expectOk(
		await act(books, system, addContact, { customerId: customer.id, name: `Person of ${name}`, email, language: 'vi' }),
	)
	return { id: customer.id, contactId: contact.id, email }
}

/** The key of a session that a contact has just begun; begun that many minutes ago otherwise. */
export async function signIn({ sql }: World, contactId: string, minutesAgo = 0): Promise<string> {
	const [opened] = await sql<{ key: string }[]>`
		with holder as (
			insert into account (contact_id) values (${contactId})
			on conflict (contact_id) do update set contact_id = excluded.contact_id returning id
		)
		insert into session (id, account_id, expires_at, created_at)
		select ${crypto.randomUUID()}, id, now() + interval '1 hour', now() - ${minutesAgo} * interval '1 minute' from holder
		returning key`
	return opened?.key ?? ''
}

export async function hireStaff({ sql }: World, email: string, role = 'salesperson'): Promise<string> {
	const [user] = await sql<{ id: string }[]>`
		insert into staff_user (email, name, role) values (${email}, 'Staff', ${role}) returning id`
	return user?.id ?? ''
}

/** What the letters waiting in the outbox carry. */
export const lettersTo = ({ sql }: World, email: string) => lettersIn(sql, { to: email })
