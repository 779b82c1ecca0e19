import { expect, test } from 'vitest'
import { act, type Books, expectOk } from '#core/act.ts'
import { sweepOutbox } from '#core/outbox/deliver.ts'
import { type Effect, queueEffect, queueEffects } from '#core/outbox/queue.ts'
import { system } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'

test('what a past queues wakes no worker until the outbox is swept, and then only for what still waits', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { sql, books } = world
	const queue = async (of: Books, key: string) =>
		expectOk(await act(of, system, queueEffect, { kind: 'mail', key, payload: {} } satisfies Effect))
	const jobs = async () => (await sql`select from graphile_worker.jobs where task_identifier = 'deliver'`).count
	await queue({ ...books, past: true }, 'long ago')
	await queue({ ...books, past: true }, 'yesterday')
	expect(await jobs()).toBe(0)
	await sql`update outbox set delivered_at = queued_at where key = 'long ago'`
	expect(await sweepOutbox(books)).toBe(1)
	expect(await jobs()).toBe(1)
	await queue(books, 'now')
	expect(await jobs()).toBe(2)
})

test('what is said in chats goes before letters, each card by a job of its own', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { sql, books } = world
	const effect = (kind: Effect['kind'], key: string): Effect => ({ kind, key, payload: {} })
	const letters = Array.from({ length: 60 }, (_, count) => effect('mail', `letter:${count}`))
	const chats = [effect('chat', 'answer'), effect('chat_card', 'card:1'), effect('chat_card', 'card:2')]
	expectOk(await act(books, system, queueEffects, [...letters, ...chats, effect('chat_home', 'home')]))
	const jobs = await sql<{ priority: number; effects: number }[]>`
		select priority, json_array_length(payload -> 'ids') as effects
		from graphile_worker._private_jobs order by priority, effects`
	expect(jobs.map(({ priority, effects }) => [priority, effects])).toEqual([
		...[1, 1, 2].map((effects) => [-1, effects]),
		...[10, 50].map((effects) => [0, effects]),
	])
})
