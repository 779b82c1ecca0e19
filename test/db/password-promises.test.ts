import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword, isPassword } from '#core/sign-in/password/hash.ts'
import { hireStaff } from '#test/core/sign-in/people.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let account: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	const user = await hireStaff(world, 'one@halden.example')
	const [row] = await world.sql<{ id: string }[]>`insert into account (staff_user_id) values (${user}) returning id`
	account = row?.id ?? ''
})
afterAll(() => world.close())

const keep = (hash: string, wrong = 0) =>
	world.sql`insert into password (account_id, hash, set_at, wrong) values (${account}, ${hash}, now(), ${wrong})`

test('a password is kept as an argon2id hash with a salt of its own, and as nothing else', async () => {
	const [one, other] = [await hashPassword('tricycle garden moss'), await hashPassword('tricycle garden moss')]
	expect(one).not.toBe(other)
	expect([await isPassword('tricycle garden moss', one), await isPassword('tricycle garden mosS', one)]).toEqual([
		true,
		false,
	])
	await expect(keep('tricycle garden moss')).rejects.toThrow(/password_hashed/)
	await expect(keep(one.replace('argon2id', 'argon2i'))).rejects.toThrow(/password_hashed/)
	await expect(keep(one, 101)).rejects.toThrow(/password_wrong/)
	await keep(one)
	await expect(keep(other)).rejects.toThrow(/password_pkey/)
})
