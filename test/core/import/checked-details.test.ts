import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { changeAddress } from '#core/customer/change-address.ts'
import { undoBatch } from '#core/import/undo/undo-batch.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, customerMap, customers, importer } from './bring-in.ts'

/** The country that stands on invoices, and the one that taxes go by while nobody has checked it. */
async function countries(world: World) {
	const [acme] = await world.sql<{ said: string; known: string | null }[]>`
		select party.country as said, known.country as known from customer
			join billing_party as party on party.id = billing_party_id left join billing_party as known on known.id = taxed_as_id
		where import_key = 'A-1'`
	return [acme?.said, acme?.known]
}

async function moveAbroad(world: World): Promise<void> {
	const [acme] = await world.sql<{ id: string; contactId: string; seenId: string }[]>`
		select customer.id, contact_id as "contactId", billing_party_id as "seenId" from customer
			join customer_contact on customer_id = customer.id where import_key = 'A-1'`
	if (!acme) throw new Error('The customer was not imported')
	const ada = { kind: 'contact', contactId: acme.contactId } as const
	const to = { name: 'Acme SA', street: 'Rue Haute 4', postalCode: '1000', city: 'Bruxelles', country: 'BE' }
	const asked = {
		...to,
		taxNumber: 'BE0123456749',
		effectiveOn: '2026-03-01',
		customerId: acme.id,
		seenId: acme.seenId,
	}
	expectOk(await act(world.books, ada, changeAddress, asked))
}

test('a file that says nothing new of a country or tax number leaves unchecked what its people gave', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await bringIn(world.books, customerMap, customers)
	await moveAbroad(world)
	expect(await countries(world)).toEqual(['BE', 'DE'])
	const map = { ...customerMap, onConflict: 'file' as const }
	expect(await bringIn(world.books, map, customers.replace('Köln', 'Bonn'))).toMatchObject({ updated: 1 })
	expect(await countries(world)).toEqual(['BE', 'DE'])
})

test('a country out of a file counts as checked, and taken back leaves unchecked what stood before', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await bringIn(world.books, customerMap, customers)
	await moveAbroad(world)
	const map = { ...customerMap, onConflict: 'file' as const }
	const { id } = await bringIn(world.books, map, customers.replace(',DE,', ',FR,'))
	expect(await countries(world)).toEqual(['FR', null])
	expectOk(await undoBatch(world.books, importer, { id }))
	expect(await countries(world)).toEqual(['BE', 'DE'])
})
