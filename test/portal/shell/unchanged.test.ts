import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { emit } from '#core/event.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { revokeLink } from '#core/sign-in/revoke-link.ts'
import { unchanged } from '#portal/unchanged.ts'
import { closeServer } from '#portal/web/close.ts'
import { welcomeCustomer } from '#test/core/sign-in/people.ts'
import { openBooks, type World } from '#test/support/books.ts'

const system = { kind: 'system', name: 'test' } as const

/** A server whose pages count how often they are made, and somebody who holds a secure link. */
async function openPages(world: World) {
	const customer = await welcomeCustomer(world, 'Acme', 'ann@acme.example')
	const subject = { kind: 'customer', id: customer.id } as const
	const link = expectOk(
		await act(world.books, system, createLink, {
			customerId: customer.id,
			contactId: customer.contactId,
			subject,
			scope: 'view',
		}),
	)
	let made = 0
	let version = 'one'
	const app = express().set('etag', false)
	app.use((_request, response, next) => {
		response.setHeader('content-security-policy', "script-src 'nonce-new'")
		next()
	})
	app.use((...call) => unchanged({ books: world.books, version, secure: false })(...call))
	app.use((request, response) => {
		made++
		if (request.path === '/invoices/elsewhere') response.redirect('/overview')
		else response.send('page')
	})
	const server = app.listen(0)
	const port = (server.address() as AddressInfo).port
	const get = (path: string, headers: Record<string, string> = {}) =>
		fetch(`http://localhost:${port}${path}`, {
			headers: { cookie: `language=en; links=${link.token}`, ...headers },
			redirect: 'manual',
		})
	const happen = (customerId: string) =>
		act(
			world.books,
			system,
			(scope) => emit(scope, { kind: 'customer.updated', subject: { kind: 'customer', id: customerId }, customerId }),
			undefined,
		)
	/** Whether the page as first seen is still good. */
	const isStill = async (etag: string, path = '/overview', headers: Record<string, string> = {}) =>
		(await get(path, { ...headers, 'if-none-match': etag })).status === 304
	return {
		customer,
		link,
		get,
		happen,
		isStill,
		see: async (path = '/overview') => (await get(path)).headers.get('etag') ?? 'none',
		made: () => made,
		rebuild: () => {
			version = 'two'
		},
		[Symbol.asyncDispose]: () => closeServer(server),
	}
}

test('a page that nothing has touched is answered 304 without being made, and keeps the policy it came with', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await using pages = await openPages(world)
	const etag = await pages.see()
	const answer = await pages.get('/overview', { 'if-none-match': etag })
	expect(answer.status).toBe(304)
	expect(answer.headers.get('content-security-policy')).toBeNull()
	expect(await pages.isStill(etag)).toBe(true)
	expect(pages.made()).toBe(1)
})

test('whatever happens to the customer makes a new page, what happens to others does not', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await using pages = await openPages(world)
	const other = await welcomeCustomer(world, 'Other', 'olga@other.example')
	const etag = await pages.see()
	await pages.happen(other.id)
	expect(await pages.isStill(etag)).toBe(true)
	await pages.happen(pages.customer.id)
	expect(await pages.isStill(etag)).toBe(false)
})

test('an event that was written earlier and committed later is seen', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await using pages = await openPages(world)
	const written = Promise.withResolvers<void>()
	const released = Promise.withResolvers<void>()
	const customerId = pages.customer.id
	const early = act(
		world.books,
		system,
		async (scope) => {
			await emit(scope, { kind: 'customer.updated', subject: { kind: 'customer', id: customerId }, customerId })
			written.resolve()
			await released.promise
		},
		undefined,
	)
	await written.promise
	await pages.happen(customerId)
	const etag = await pages.see()
	released.resolve()
	await early
	expect(await pages.isStill(etag)).toBe(false)
})

test('a new day, another language, another address and a new build each make a new page', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await using pages = await openPages(world)
	const etag = await pages.see()
	expect(await pages.isStill(etag, '/invoices')).toBe(false)
	expect(await pages.isStill(etag, '/overview?customer=x')).toBe(false)
	expect(await pages.isStill(etag, '/overview', { cookie: `language=vi; links=${pages.link.token}` })).toBe(false)
	expect(await pages.isStill(etag)).toBe(true)
	world.clock.moveOn({ days: 1 })
	expect(await pages.isStill(etag)).toBe(false)
	const tomorrow = await pages.see()
	pages.rebuild()
	expect(await pages.isStill(tomorrow)).toBe(false)
})

test('a demonstration’s moved clock and changed settings of the company make a new page', async () => {
	await using world = await openBooks({ on: '2026-03-01', company: { demo: true } })
	await using pages = await openPages(world)
	const etag = await pages.see()
	await world.sql`update company set days_ahead = 1`
	expect(await pages.isStill(etag)).toBe(false)
})

test('nothing is remembered for a stranger, a withdrawn link, a redirect or a page that is not listed', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await using pages = await openPages(world)
	const etag = await pages.see()
	expect((await pages.get('/overview', { cookie: '' })).headers.get('etag')).toBeNull()
	expect((await pages.get('/pay')).headers.get('etag')).toBeNull()
	expect((await pages.get('/invoices/elsewhere')).headers.get('etag')).toBeNull()
	expectOk(await act(world.books, system, revokeLink, { id: pages.link.id }))
	expect(await pages.isStill(etag)).toBe(false)
	expect(await pages.see()).toBe('none')
})
