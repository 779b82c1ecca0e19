import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { findLinks } from '#core/sign-in/find-links.ts'
import { openLink } from '#core/sign-in/open-link.ts'
import { readLinks } from '#core/sign-in/read-links.ts'
import { revokeLink } from '#core/sign-in/revoke-link.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hireStaff, welcomeCustomer } from './people.ts'

const system = { kind: 'system', name: 'test' } as const
const visitor = { address: '203.0.113.7', browser: 'Firefox' }

async function sendLink(world: World, customer: { id: string; contactId: string }, days?: number) {
	const subject = { kind: 'customer', id: customer.id } as const
	const input = { customerId: customer.id, contactId: customer.contactId, subject, scope: 'pay' as const }
	return expectOk(await act(world.books, system, createLink, days === undefined ? input : { ...input, days }))
}

const usesOf = ({ sql }: World) =>
	sql`select outcome, address, browser from secure_link_use order by id`.then((rows) => rows.map((row) => ({ ...row })))

describe('a secure link', () => {
	test('opens its subject with its scope for the company’s number of days', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const customer = await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const { id, token } = await sendLink(world, customer)
		world.clock.standOn('2026-04-29')
		const opened = expectOk(await openLink(world.books, { token, ...visitor }))
		expect(opened.actor).toEqual({
			kind: 'link',
			linkId: id,
			customerId: customer.id,
			contactId: customer.contactId,
			subject: { kind: 'customer', id: customer.id },
			scope: 'pay',
		})
		expect(opened).toMatchObject({ language: 'vi', customer: { name: 'Acme' }, contact: { email: 'ann@acme.example' } })
		expect(await usesOf(world)).toEqual([{ outcome: 'opened', ...visitor }])
	})

	test('is refused once it has expired, and the refused use stays in the log', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const { token } = await sendLink(world, await welcomeCustomer(world, 'Acme', 'ann@acme.example'), 7)
		world.clock.standOn('2026-03-08')
		const outcome = await openLink(world.books, { token, ...visitor })
		expect(outcome).toEqual({ ok: false, refusal: { code: 'link.expired', facts: { expiredOn: '2026-03-08' } } })
		expect(await usesOf(world)).toEqual([{ outcome: 'expired', ...visitor }])
	})

	test('is refused once it is withdrawn, also to whoever holds it already', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const { id, token } = await sendLink(world, await welcomeCustomer(world, 'Acme', 'ann@acme.example'))
		expectOk(await act(world.books, system, revokeLink, { id }))
		expectOk(await act(world.books, system, revokeLink, { id }))
		expect(await openLink(world.books, { token, ...visitor })).toEqual({
			ok: false,
			refusal: { code: 'link.revoked', facts: {} },
		})
		expect(expectOk(await look(world.books, system, readLinks, [token]))).toMatchObject([{ state: 'revoked' }])
		expect(await usesOf(world)).toMatchObject([{ outcome: 'revoked' }])
		const [events] = await world.sql`select count(*)::int from event where kind = 'link.revoked'`
		expect(events).toEqual({ count: 1 })
	})

	test('that nobody made is refused, whatever its shape', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		for (const token of ['', 'x', "' or 1=1 --", 'A'.repeat(43), '\0'.repeat(43)]) {
			expect(await openLink(world.books, { token, ...visitor })).toEqual({
				ok: false,
				refusal: { code: 'link.invalid', facts: {} },
			})
		}
	})

	test('is nowhere in the database, only its hash', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const { token } = await sendLink(world, await welcomeCustomer(world, 'Acme', 'ann@acme.example'))
		expect(token).toMatch(/^[\w-]{43}$/)
		const tables = ['secure_link', 'secure_link_use', 'event', 'outbox']
		for (const table of tables) {
			const rows = await world.sql`select row_to_json(${world.sql(table)})::text as text from ${world.sql(table)}`
			for (const row of rows) expect(row.text).not.toContain(token)
		}
	})

	test('is made only for what belongs to the customer', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const acme = await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const other = await welcomeCustomer(world, 'Other', 'bo@other.example')
		const scope = 'view' as const
		const foreign = { customerId: acme.id, subject: { kind: 'customer', id: other.id }, scope } as const
		expect(await act(world.books, system, createLink, foreign)).toMatchObject({
			refusal: { code: 'not_found', facts: { noun: 'customer' } },
		})
		const stranger = {
			customerId: acme.id,
			contactId: other.contactId,
			subject: { kind: 'customer', id: acme.id },
			scope,
		} as const
		expect(await act(world.books, system, createLink, stranger)).toMatchObject({
			refusal: { code: 'not_found', facts: { noun: 'contact' } },
		})
	})

	test('is sent by staff who may, and by no customer', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const acme = await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const input = { customerId: acme.id, subject: { kind: 'customer', id: acme.id }, scope: 'view' } as const
		const userId = await hireStaff(world, 'sam@halden.example')
		expectOk(await act(world.books, { kind: 'staff', userId, role: 'salesperson' }, createLink, input))
		const refused = { ok: false, refusal: { code: 'not_permitted' } }
		const contact = { kind: 'contact', contactId: acme.contactId } as const
		expect(await act(world.books, contact, createLink, input)).toMatchObject(refused)
		expect(await look(world.books, contact, findLinks, { customerId: acme.id })).toMatchObject(refused)
		expect(await act(world.books, { kind: 'staff', userId, role: 'storekeeper' }, createLink, input)).toMatchObject(
			refused,
		)
	})

	test('is listed with its uses, several tokens are read in the order they are held', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const acme = await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const first = await sendLink(world, acme)
		const second = await sendLink(world, acme)
		await openLink(world.books, { token: first.token, ...visitor })
		await openLink(world.books, { token: first.token, ...visitor })
		expect(expectOk(await look(world.books, system, findLinks, { customerId: acme.id }))).toMatchObject([
			{ id: second.id, opened: 0, lastOpenedAt: null, state: 'open' },
			{ id: first.id, opened: 2, contactName: 'Person of Acme' },
		])
		const held = expectOk(await look(world.books, system, readLinks, [second.token, 'junk', first.token]))
		expect(held.map((link) => [link.actor.linkId, link.token])).toEqual([
			[second.id, second.token],
			[first.id, first.token],
		])
	})
})
