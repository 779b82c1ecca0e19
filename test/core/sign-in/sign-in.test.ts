import { describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { claimAccount } from '#core/sign-in/claim-account.ts'
import { redeemCode, redeemToken } from '#core/sign-in/redeem.ts'
import { createSignIn, requestSignIn } from '#core/sign-in/request.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hireStaff, lettersTo, welcomeCustomer } from './people.ts'

const system = { kind: 'system', name: 'test' } as const
const expired = { ok: false, refusal: { code: 'sign_in.expired', facts: {} } }

async function ask(world: World, email: string, audience: 'customer' | 'staff' = 'customer') {
	return expectOk(await act(world.books, system, requestSignIn, { audience, email }))
}

async function lastSecrets(world: World, email: string) {
	const secrets = (await lettersTo(world, email)).at(-1)?.secrets
	if (!secrets) throw new Error(`no letter to ${email}`)
	return secrets
}

describe('signing in by mail', () => {
	test('lets in once by the link in the letter', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		await ask(world, ' ANN@acme.example ')
		const { token } = await lastSecrets(world, 'ann@acme.example')
		const signedIn = expectOk(await redeemToken(world.books, { token }))
		expect(signedIn).toMatchObject({ audience: 'customer', language: 'vi' })
		expect(await redeemToken(world.books, { token })).toEqual(expired)
	})

	test('lets in once by the code, in the browser that asked', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const request = await ask(world, 'ann@acme.example')
		const { code, token } = await lastSecrets(world, 'ann@acme.example')
		expect(code).toMatch(/^\d{6}$/)
		const elsewhere = await redeemCode(world.books, { id: request.id, handle: 'another browser', code })
		expect(elsewhere).toMatchObject({ refusal: { code: 'sign_in.code_wrong', facts: { attemptsLeft: 4 } } })
		expectOk(await redeemCode(world.books, { ...request, code }))
		expect(await redeemCode(world.books, { ...request, code })).toEqual(expired)
		expect(await redeemToken(world.books, { token })).toEqual(expired)
	})

	test('takes no more codes for an address after 25 wrong ones in a day, known or not, while the link still lets in', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		for (const email of ['Ann@acme.example', 'nobody@acme.example']) {
			for (let letter = 0; letter < 5; letter++) {
				const request = await ask(world, email)
				for (let count = 0; count < 5; count++) await redeemCode(world.books, { ...request, code: 'wrong' })
			}
		}
		const closed = { ok: false, refusal: { code: 'sign_in.code_closed', facts: {} } }
		const unknown = await ask(world, 'nobody@acme.example')
		expect(await redeemCode(world.books, { ...unknown, code: '123456' })).toEqual(closed)
		const request = await ask(world, 'ann@acme.example')
		const { code, token } = await lastSecrets(world, 'ann@acme.example')
		expect(await redeemCode(world.books, { ...request, code })).toEqual(closed)
		expectOk(await redeemToken(world.books, { token }))
		world.clock.moveOn({ hours: 25 })
		const tomorrow = await ask(world, 'ann@acme.example')
		expectOk(await redeemCode(world.books, { ...tomorrow, code: (await lastSecrets(world, 'ann@acme.example')).code }))
	})

	test('counts wrong codes, and after five not even the right one helps', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const request = await ask(world, 'ann@acme.example')
		const { code } = await lastSecrets(world, 'ann@acme.example')
		const wrong = code === '000000' ? '000001' : '000000'
		for (const attemptsLeft of [4, 3, 2, 1, 0]) {
			expect(await redeemCode(world.books, { ...request, code: wrong })).toEqual({
				ok: false,
				refusal: { code: 'sign_in.code_wrong', facts: { attemptsLeft } },
			})
		}
		expect(await redeemCode(world.books, { ...request, code })).toEqual(expired)
	})

	test('wrong codes sent all at once are five tries and no more', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const request = await ask(world, 'ann@acme.example')
		const tries = Array.from({ length: 20 }, (_, index) => `x${index}`)
		const outcomes = await Promise.all(tries.map((code) => redeemCode(world.books, { ...request, code })))
		expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal.code === 'sign_in.code_wrong')).toHaveLength(5)
	})

	test('works for ten minutes', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const request = await ask(world, 'ann@acme.example')
		const { code, token } = await lastSecrets(world, 'ann@acme.example')
		world.clock.moveOn({ minutes: 10 })
		expect(await redeemToken(world.books, { token })).toEqual(expired)
		expect(await redeemCode(world.books, { ...request, code })).toEqual(expired)
	})

	test('answers an unknown address the same, sends it nothing and lets it in by no code', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const request = await ask(world, 'nobody@nowhere.example')
		expect(request).toEqual({ id: expect.any(String), handle: expect.stringMatching(/^[\w-]{43}$/) })
		expect(await lettersTo(world, 'nobody@nowhere.example')).toEqual([])
		expect(await redeemCode(world.books, { ...request, code: '123456' })).toEqual({
			ok: false,
			refusal: { code: 'sign_in.code_wrong', facts: { attemptsLeft: 4 } },
		})
	})

	test('keeps staff and customers apart, and lets nobody in who has left', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const userId = await hireStaff(world, 'sam@halden.example')
		await ask(world, 'sam@halden.example', 'customer')
		expect(await lettersTo(world, 'sam@halden.example')).toEqual([])
		await ask(world, 'sam@halden.example', 'staff')
		const { token } = await lastSecrets(world, 'sam@halden.example')
		await world.sql`update staff_user set left_at = now() where id = ${userId}`
		expect(await redeemToken(world.books, { token })).toEqual(expired)
		await ask(world, 'sam@halden.example', 'staff')
		expect(await lettersTo(world, 'sam@halden.example')).toHaveLength(1)
	})

	test('one letter that was used takes the others along', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		await ask(world, 'ann@acme.example')
		const first = await lastSecrets(world, 'ann@acme.example')
		await ask(world, 'ann@acme.example')
		expectOk(await redeemToken(world.books, { token: (await lastSecrets(world, 'ann@acme.example')).token }))
		expect(await redeemToken(world.books, { token: first.token })).toEqual(expired)
	})

	test('the outbox forgets the secrets once the letter has left', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		await ask(world, 'ann@acme.example')
		await world.sql`update outbox set attempts = 1`
		expect((await lettersTo(world, 'ann@acme.example'))[0]).toHaveProperty('secrets')
		await world.sql`update outbox set delivered_at = now()`
		expect((await lettersTo(world, 'ann@acme.example'))[0]).not.toHaveProperty('secrets')
	})

	test('a link for the terminal is made for the product itself only', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const userId = await hireStaff(world, 'sam@halden.example', 'administrator')
		const input = { audience: 'staff', email: 'sam@halden.example', minutes: 600 } as const
		expect(await act(world.books, { kind: 'staff', userId, role: 'administrator' }, createSignIn, input)).toMatchObject(
			{
				refusal: { code: 'not_permitted' },
			},
		)
		const { token } = expectOk(await act(world.books, system, createSignIn, input))
		world.clock.moveOn({ hours: 9 })
		expect(expectOk(await redeemToken(world.books, { token }))).toMatchObject({ audience: 'staff' })
	})

	test('the holder of a link claims the account of the contact it was made for, by mail to that contact', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const acme = await welcomeCustomer(world, 'Acme', 'ann@acme.example')
		const holder = {
			kind: 'link',
			linkId: acme.id,
			customerId: acme.id,
			contactId: acme.contactId,
			subject: { kind: 'customer', id: acme.id },
			scope: 'view',
		} as const
		const claimed = expectOk(await act(world.books, holder, claimAccount, undefined))
		expect(claimed.email).toBe('ann@acme.example')
		const { code } = await lastSecrets(world, 'ann@acme.example')
		expectOk(await redeemCode(world.books, { ...claimed, code }))
		const anonymous = await act(world.books, { ...holder, contactId: null }, claimAccount, undefined)
		expect(anonymous).toMatchObject({ refusal: { code: 'not_permitted' } })
	})
})
