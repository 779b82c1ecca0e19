import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findAudit } from '#core/report/audit.ts'
import { beginSecondFactor } from '#core/sign-in/second-factor/set-up.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn, signInToken } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { typed } from './typed.ts'

const key = 'a key of the tests, long enough for it'
const dataDir = mkdtempSync(join(tmpdir(), 'counterpart-factor-'))
let world: World
let portal: Portal

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world, { settings: { secretKey: key } })
	const settings = { DATABASE_URL: world.url, DATA_DIR: dataDir, PORT: '3000', NODE_ENV: 'test' }
	for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
}, 180_000)
afterAll(async () => {
	vi.unstubAllEnvs()
	rmSync(dataDir, { recursive: true })
	await portal.close()
	await world.close()
})

const type = (...words: string[]) => typed('reset-second-factor', ...words)

/** Somebody whose app has made a right code, once. */
async function equipped(role: 'administrator' | 'salesperson') {
	const person = await hire(world.books, role)
	const visit = await signedIn(world.books, portal.address, 'staff', person.email)
	const actor = { kind: 'staff', userId: person.id, role } as const
	expectOk(await act(world.books, actor, beginSecondFactor, { key }))
	await world.sql`update second_factor set confirmed_at = created_at where user_id = ${person.id}`
	return { person, visit, actor }
}

async function comeBack(email: string): Promise<Visit> {
	const visit = new Visit(portal.address)
	await visit.post(`/sign-in/open/${await signInToken(world.books, 'staff', email)}`)
	return visit
}

test('the only administrator, without their phone, comes in by a letter again; sessions end, and it is on the record', async () => {
	const { person, visit, actor } = await equipped('administrator')
	const other = await equipped('salesperson')
	expect((await (await comeBack(person.email)).get('/staff')).status).toBe(302)
	const { code, out } = await type(person.email.toUpperCase(), '--reason', ' The phone fell into the sea ')
	expect([code, out]).toEqual([0, expect.stringContaining('comes in by a letter alone')])
	expect((await visit.get('/staff')).status).toBe(302)
	expect((await (await comeBack(person.email)).get('/staff')).status).toBe(200)
	expect((await (await comeBack(other.person.email)).get('/staff')).status).toBe(302)
	const events = expectOk(await look(world.books, actor, findAudit, { limit: 50 }))
	expect(events.filter(({ kind }) => kind === 'second_factor.off')).toEqual([
		expect.objectContaining({
			byKind: 'system',
			by: 'terminal',
			facts: { reset: true, reason: 'The phone fell into the sea' },
		}),
	])
	const [letter] = await world.sql<{ payload: object }[]>`
		select payload from outbox where payload->>'letter' = 'second-factor-reset' and payload->'to'->>'email' = ${person.email}`
	expect(letter?.payload).toMatchObject({ reason: 'The phone fell into the sea' })
})

test('nobody by that address, nothing to take away, and no reason are told apart, and nothing is changed', async () => {
	const { person } = await equipped('salesperson')
	expect(await type('nobody@example.com', '--reason', 'x')).toMatchObject({
		code: 1,
		err: expect.stringContaining('Nobody'),
	})
	const plain = await hire(world.books, 'finance')
	expect(await type(plain.email, '--reason', 'x')).toMatchObject({
		code: 1,
		err: expect.stringContaining('no second factor'),
	})
	// A secret that was shown and never confirmed is asked of nobody.
	const actor = { kind: 'staff', userId: plain.id, role: 'finance' } as const
	expectOk(await act(world.books, actor, beginSecondFactor, { key }))
	expect(await type(plain.email, '--reason', 'x')).toMatchObject({
		code: 1,
		err: expect.stringContaining('no second factor'),
	})
	const asJson = await type(plain.email, '--reason', 'x', '--json')
	expect(JSON.parse(asJson.out)).toMatchObject({ refusal: { code: 'not_found' } })
	for (const words of [[person.email], [person.email, '--reason', ' '], [], [person.email, 'more', '--reason', 'x']])
		expect(await type(...words)).toMatchObject({ code: 2, err: expect.stringContaining('--reason TEXT') })
	expect(await world.sql`select from second_factor where user_id = ${person.id}`).toHaveLength(1)
})
