import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectOk, look } from '#core/act.ts'
import { processMessage, sweepInbox } from '#core/inbox/process.ts'
import { openInbox } from '#core/inbox/receive.ts'
import { Undeliverable } from '#core/outbox/undeliverable.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
const message = { provider: 'telegram', id: '7' }

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
})
beforeEach(async () => {
	await world.sql`delete from inbox`
	await openInbox(world.books)({ ...message, kind: 'update', payload: '{}' })
	await world.sql`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`
})
afterAll(() => world.close())

const kept = async () =>
	(
		await world.sql<{ done: boolean; attempts: number; error: string }[]>`
			select processed_at is not null as done, attempts, last_error as error from inbox`
	)[0]
const doctor = async () => {
	const actor = { kind: 'system', name: 'test' } as const
	const findings = expectOk(await look(world.books, actor, examine, undefined as never))
	return findings.find(({ promise }) => promise === 'inbox_processes')?.found ?? []
}

test('a message whose answer nobody will ever take is settled with its reason', async () => {
	await processMessage(world.books, message, async () => {
		throw new Undeliverable('Telegram: chat not found')
	})
	expect(await kept()).toEqual({ done: true, attempts: 1, error: 'Undeliverable: Telegram: chat not found' })
	await world.sql`update inbox set received_at = now() - interval '2 hours'`
	expect(await sweepInbox(world.books)).toBe(0)
	expect(await doctor()).toEqual([])
})

test('any other failure is tried again', async () => {
	const handle = async () => {
		throw new Error('the database is away')
	}
	await expect(processMessage(world.books, message, handle)).rejects.toThrow('away')
	expect(await kept()).toEqual({ done: false, attempts: 1, error: 'Error: the database is away' })
	await world.sql`update inbox set received_at = now() - interval '2 hours'`
	expect(await sweepInbox(world.books)).toBe(1)
})

test('the more often it has failed the longer it waits, until the sweep gives it up and the doctor tells so', async () => {
	await world.sql`update inbox set received_at = now() - interval '2 hours', attempts = 7, last_error = 'Error: no'`
	expect(await sweepInbox(world.books)).toBe(1)
	await world.sql`update inbox set attempts = 9`
	expect(await sweepInbox(world.books)).toBe(0)
	await world.sql`update inbox set received_at = '2026-01-01T00:00Z', attempts = 24`
	expect(await sweepInbox(world.books)).toBe(1)
	expect(await doctor()).toEqual([expect.stringMatching(/^telegram 7 waits since .*: Error: no$/)])
	await world.sql`update inbox set attempts = 25`
	expect(await sweepInbox(world.books)).toBe(0)
	expect(await doctor()).toEqual(['telegram 7 was given up after 25 attempts: Error: no'])
})
