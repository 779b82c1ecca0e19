import { afterAll, beforeAll, expect, test } from 'vitest'
import { hireStaff } from '#test/core/sign-in/people.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let [one, other] = ['', '']

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	;[one, other] = [await hireStaff(world, 'one@halden.example'), await hireStaff(world, 'two@halden.example')]
	await world.sql`
		insert into passkey (user_id, credential_id, public_key, counter, transports, name, created_at)
		values (${one}, 'abc', 'key', 7, '{usb}', 'Blue', now())`
})
afterAll(() => world.close())

const refuses = (statement: string, by: RegExp) => expect(world.sql.unsafe(statement)).rejects.toThrow(by)

test('a passkey is known once, stays whose it is, and never counts backwards', async () => {
	await refuses(
		`insert into passkey (user_id, credential_id, public_key, counter, transports, name, created_at)
			values ('${other}', 'abc', 'key', 0, '{}', 'Stolen', now())`,
		/passkey_credential_id/,
	)
	await refuses(`update passkey set user_id = '${other}'`, /what it was made as/)
	await refuses(`update passkey set public_key = 'other'`, /what it was made as/)
	await refuses('update passkey set counter = 6', /what it was made as/)
	await world.sql`update passkey set counter = 8, name = 'Red', last_used_at = now()`
	await refuses(`update passkey set name = ''`, /passkey_name/)
})

test('a challenge is for one purpose, and names a person unless the passkey is to do so', async () => {
	const ask = (purpose: string, user: string) =>
		`insert into passkey_challenge (challenge, purpose, user_id, expires_at) values ('${purpose}', '${purpose}', ${user}, now())`
	await refuses(ask('enter', `'${one}'`), /passkey_challenge_whose/)
	await refuses(ask('pass', 'null'), /passkey_challenge_whose/)
	await refuses(ask('other', `'${one}'`), /passkey_challenge_purpose/)
	await world.sql.unsafe(ask('pass', `'${one}'`))
	await refuses(ask('pass', `'${one}'`), /passkey_challenge_pkey/)
})
