import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findCustomerAccount } from '#core/customer/account.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { chooseLetters } from '#core/customer/choose-letters.ts'
import { removeContact } from '#core/customer/remove-contact.ts'
import { signIn, welcomeCustomer } from '#test/core/sign-in/people.ts'
import { openBooks } from '#test/support/books.ts'

test('somebody known elsewhere is added under the name that was typed, and nothing more is told of them', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const nordwind = await welcomeCustomer(world, 'Nordwind', 'anna@nordwind.example')
	const suedwind = await welcomeCustomer(world, 'Suedwind', 'bo@suedwind.example')
	const anna = { kind: 'contact', contactId: nordwind.contactId } as const
	const sessionKey = await signIn(world, nordwind.contactId)
	const person = { customerId: nordwind.id, name: 'Somebody', language: 'en', sessionKey } as const
	const add = (email: string) => act(world.books, anna, addContact, { ...person, email })
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
		sessionKey,
	})
	expect(expectOk(removed)).toEqual({ name: 'Somebody' })
})

test('a customer’s people add and remove others only with a sign-in of the last minutes, and nobody twice', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const nordwind = await welcomeCustomer(world, 'Nordwind', 'anna@nordwind.example')
	const suedwind = await welcomeCustomer(world, 'Suedwind', 'bo@suedwind.example')
	const anna = { kind: 'contact', contactId: nordwind.contactId } as const
	const person = { customerId: nordwind.id, name: 'Carl', email: 'carl@nordwind.example', language: 'en' } as const
	const add = (sessionKey?: string) => act(world.books, anna, addContact, { ...person, sessionKey })
	const stale = { ok: false, refusal: { code: 'sign_in.not_fresh' } }
	expect(await add(await signIn(world, nordwind.contactId, 16))).toMatchObject(stale)
	expect(await add()).toMatchObject(stale)
	expect(await add(await signIn(world, suedwind.contactId)), 'of somebody else').toMatchObject(stale)
	const fresh = await signIn(world, nordwind.contactId)
	const { id: contactId } = expectOk(await add(fresh))
	expect(await add(fresh)).toMatchObject({ ok: false, refusal: { code: 'customer.person_there' } })
	const remove = (sessionKey?: string) =>
		act(world.books, anna, removeContact, { customerId: nordwind.id, contactId, sessionKey })
	expect(await remove()).toMatchObject(stale)
	expectOk(await remove(fresh))
})

test('a customer’s person does not choose which letters another gets', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { id: customerId, contactId } = await welcomeCustomer(world, 'Nordwind', 'anna@nordwind.example')
	const carl = { customerId, name: 'Carl', email: 'carl@nordwind.example', language: 'en' } as const
	const { id } = expectOk(await act(world.books, { kind: 'system', name: 'test' }, addContact, carl))
	const letters = { customerId, billing: false, reminders: false, conversation: false, ratings: false }
	const choose = (whose: string) =>
		act(world.books, { kind: 'contact', contactId }, chooseLetters, { ...letters, contactId: whose })
	expect(await choose(id)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
	expectOk(await choose(contactId))
})

test('the database keeps no empty name for somebody', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { id } = await welcomeCustomer(world, 'Nordwind', 'anna@nordwind.example')
	const write = world.sql`update customer_contact set added_as = '' where customer_id = ${id}`
	await expect(write).rejects.toMatchObject({ constraint_name: 'customer_contact_added_as' })
})
