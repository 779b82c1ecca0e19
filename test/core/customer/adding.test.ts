import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findCustomerAccount } from '#core/customer/account.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { removeContact } from '#core/customer/remove-contact.ts'
import { welcomeCustomer } from '#test/core/sign-in/people.ts'
import { openBooks } from '#test/support/books.ts'

test('somebody known elsewhere is added under the name that was typed, and nothing more is told of them', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const nordwind = await welcomeCustomer(world, 'Nordwind', 'anna@nordwind.example')
	const suedwind = await welcomeCustomer(world, 'Suedwind', 'bo@suedwind.example')
	const anna = { kind: 'contact', contactId: nordwind.contactId } as const
	const add = (email: string) =>
		act(world.books, anna, addContact, { customerId: nordwind.id, name: 'Somebody', email, language: 'en' })
	expectOk(await add('bo@suedwind.example'))
	expectOk(await add('nobody@nowhere.example'))
	const { people } = expectOk(await look(world.books, anna, findCustomerAccount, { customerId: nordwind.id }))
	const told = people.filter(({ id }) => id !== nordwind.contactId).map(({ id: _, email: __, ...person }) => person)
	expect(told[1]).toEqual(told[0])
	expect(told[0]?.name).toBe('Somebody')
	expect(JSON.stringify(people)).not.toContain('Person of Suedwind')
	const removed = await act(world.books, anna, removeContact, {
		customerId: nordwind.id,
		contactId: suedwind.contactId,
	})
	expect(expectOk(removed)).toEqual({ name: 'Somebody' })
})

test('the database keeps no empty name for somebody', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { id } = await welcomeCustomer(world, 'Nordwind', 'anna@nordwind.example')
	const write = world.sql`update customer_contact set added_as = '' where customer_id = ${id}`
	await expect(write).rejects.toMatchObject({ constraint_name: 'customer_contact_added_as' })
})
