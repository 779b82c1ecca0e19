import { act, expectOk } from '#core/act.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import type { World } from '#test/support/books.ts'
import { lastSecrets } from '#test/support/secrets.ts'
import type { Shop } from './shop.ts'
import { Visit } from './visit.ts'

const system = { kind: 'system', name: 'test' } as const

/** A browser in which somebody has signed in by the link of a letter. */
export async function enter(
	world: World,
	shop: Shop,
	email: string,
	audience: 'customer' | 'staff' = 'customer',
): Promise<Visit> {
	const { token } = expectOk(await act(world.books, system, createSignIn, { audience, email }))
	const browser = new Visit(shop.address)
	await browser.post(`/sign-in/open/${token}`)
	return browser
}

/** The six digits of the last letter to an address that has not left yet. */
export async function codeSentTo(world: World, email: string): Promise<string> {
	return (await lastSecrets(world.sql, { to: email })).code
}
