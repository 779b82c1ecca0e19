import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { hireStaff } from '#test/core/sign-in/people.ts'
import { enter } from '#test/portal/customer/enter.ts'
import { openShop, type Shop } from '#test/portal/customer/shop.ts'
import { linkTo, type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let shop: Shop
let told: Story
let staff: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 2)
	shop = await openShop(world)
	await hireStaff(world, 'sam@halden.example', 'manager')
	staff = await enter(world, shop, 'sam@halden.example', 'staff')
}, 180_000)
afterAll(async () => {
	await shop.close()
	await world.close()
})

test('the list of a customer’s links says what each of them opens', async () => {
	const [invoice] = await world.sql<{ id: string; number: string }[]>`
		select id, number from invoice where customer_id = ${told.nordwind.id} and kind = 'invoice' order by number limit 1`
	await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.service.id })
	await linkTo(world.books, told.nordwind, { kind: 'invoice', id: invoice?.id ?? '' })
	await linkTo(world.books, told.nordwind, { kind: 'customer', id: told.nordwind.id })
	const page = textOf(await (await staff.get(`/staff/customers/${told.nordwind.id}`)).text())
	expect(page).toContain(`Contract ${told.service.number} ·`)
	expect(page).toContain(`Invoice ${invoice?.number} ·`)
	expect(page).toContain('Everything of this customer ·')
})

test('a person who is removed reaches nothing of the customer, by link or session, and no one else loses theirs', async () => {
	const path = `/staff/customers/${told.nordwind.id}`
	const session = await enter(world, shop, told.nordwind.email)
	const own = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.subscription.id })
	const browser = new Visit(shop.address)
	await browser.post(`/l/${own.token}`)
	const input = {
		customerId: told.nordwind.id,
		subject: { kind: 'contract', id: told.subscription.id },
		scope: 'view',
	} as const
	const others = new Visit(shop.address)
	await others.post(`/l/${expectOk(await act(world.books, system, createLink, input)).token}`)
	expect((await session.get(`/contracts/${told.subscription.id}`)).status).toBe(200)

	const removed = await staff.post(path, { intent: 'remove_contact', contactId: told.nordwind.contactId })
	expect(removed.headers.get('location')).toBe(`${path}?done=remove_contact`)
	expect(await staff.read(`${path}?done=remove_contact`)).toContain(
		'Removed. Their links to this customer no longer open.',
	)
	const refused = await browser.get(`/contracts/${told.subscription.id}`)
	expect(refused.headers.get('location')).toContain('link=revoked')
	expect((await session.get(`/contracts/${told.subscription.id}`)).status).toBe(404)
	expect((await session.get('/overview')).status).toBe(200)
	expect((await session.get('/statement')).status).toBe(404)
	expect((await others.get(`/contracts/${told.subscription.id}`)).status).toBe(200)
})

test('the last person who reads the bills stays where the customer has no address of its own', async () => {
	await world.sql`update customer set email = '' where id = ${told.stranger.id}`
	const path = `/staff/customers/${told.stranger.id}`
	const refused = await staff.post(path, { intent: 'remove_contact', contactId: told.stranger.contactId })
	expect(refused.status).toBe(422)
	expect(await refused.text()).toContain('There is nobody at Südwind Spedition to write to')
	const [kept] = await world.sql`select count(*)::int from customer_contact where customer_id = ${told.stranger.id}`
	expect(kept).toEqual({ count: 1 })
})
