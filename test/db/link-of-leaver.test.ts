import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, keyOf, link, other, writeStanding } from './standing.ts'

/* Plain SQL: whichever program lets a person go, or moves their address, ends their links. */

let world: World
const [ann, bob] = [keyOf(200), keyOf(201)]

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10', company: false })
	await writeStanding(world.sql)
	await world.sql`insert into contact (id, name, email) values (${ann}, 'Ann', 'ann@acme.example'), (${bob}, 'Bob', 'bob@acme.example')`
	await world.sql`
		insert into customer_contact (customer_id, contact_id) values (${acme}, ${ann}), (${other}, ${ann}), (${acme}, ${bob})`
	for (const [customer, contact, name] of [
		[acme, ann, 'ann of acme'],
		[other, ann, 'ann of other'],
		[acme, bob, 'bob of acme'],
	] as const)
		await world.sql`
			insert into secure_link (token_hash, customer_id, contact_id, subject_kind, subject_id, scope, created_by, created_at, expires_at)
			values (sha256(${name}::bytea), ${customer}, ${contact}, 'customer', ${customer}, 'view', ${name}, now(), now() + interval '1 day')`
})
afterAll(() => world.close())

const open = async () =>
	(
		await world.sql<{ name: string }[]>`
		select created_by as name from secure_link where revoked_at is null and id <> ${link} order by 1`
	).map((row) => row.name)

test('a new spelling of an address ends nothing', async () => {
	await world.sql`update contact set email = 'Bob@Acme.example', name = 'Robert' where id = ${bob}`
	expect(await open()).toEqual(['ann of acme', 'ann of other', 'bob of acme'])
})

test('who leaves one customer keeps what they have of another', async () => {
	await world.sql`delete from customer_contact where customer_id = ${acme} and contact_id = ${ann}`
	expect(await open()).toEqual(['ann of other', 'bob of acme'])
})

test('a new address ends the links and the sign-in letters of the old one', async () => {
	const [account] = await world.sql<{ id: string }[]>`insert into account (contact_id) values (${ann}) returning id`
	await world.sql`
		insert into sign_in_request (audience, email, account_id, token_hash, code_hash, requested_at, expires_at)
		values ('customer', 'ann@acme.example', ${account?.id ?? ''}, sha256('t'), sha256('c'), now(), now() + interval '10 minutes')`
	await world.sql`update contact set email = 'ann@new.example' where id = ${ann}`
	expect(await open()).toEqual(['bob of acme'])
	expect(await world.sql`select from sign_in_request where used_at is null`).toHaveLength(0)
})
