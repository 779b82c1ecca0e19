import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { openInbox } from '#core/inbox/receive.ts'
import { queueEffects } from '#core/outbox/queue.ts'
import type { Post } from '#emails/post/mail.ts'
import { openLog } from '#portal/log.ts'
import { openStripe } from '#portal/stripe/client.ts'
import { startWorker } from '#portal/worker.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { tellContract } from './contract.ts'

async function until(condition: () => Promise<boolean>): Promise<void> {
	for (let turn = 0; turn < 200; turn++) {
		if (await condition()) return
		await setTimeout(50)
	}
	throw new Error('it did not happen in ten seconds')
}

function countingPost() {
	const sent: string[] = []
	const post: Post = {
		async send(mail) {
			await setTimeout(5)
			sent.push(mail.idempotencyKey)
			return { id: mail.idempotencyKey, repeated: false }
		},
		async close() {},
	}
	return { sent, post }
}

const cards = { stripe: openStripe('sk_test_none', 'http://127.0.0.1:9'), live: false }

async function start(world: World, post: Post) {
	const { books, url: databaseUrl } = world
	const settings = { publicUrl: 'https://portal.example' }
	return await startWorker({ books, databaseUrl, settings, post, cards, log: openLog('silent'), clockwork: false })
}

test('two workers beside each other deliver every effect once', async () => {
	await using world = await openBooks({ on: '2026-03-02', max: 20 })
	const customer = await welcome(world.books)
	const owed = await invoice(world.books, customer, 10_00n)
	const { sent, post } = countingPost()
	const workers = [await start(world, post), await start(world, post)]
	const effects = Array.from({ length: 24 }, (_, index) => ({
		kind: 'mail' as const,
		key: `letter ${index}`,
		payload: { letter: 'invoice-issued', invoiceId: owed.id },
	}))
	expectOk(await act(world.books, system, queueEffects, effects))
	expectOk(await act(world.books, system, queueEffects, effects))
	await world.sql`
		select graphile_worker.add_job('deliver', json_build_object('ids', array_agg(id))) from outbox`
	await until(async () => (await world.sql`select from outbox where delivered_at is null`).length === 0)
	await Promise.all(workers.map((worker) => worker.stop()))
	expect(sent.length).toBe(24)
	expect(new Set(sent).size).toBe(24)
})

test('an effect whose worker died is delivered when its lease is over', async () => {
	await using world = await openBooks({ on: '2026-03-02', max: 20 })
	const customer = await welcome(world.books)
	const owed = await invoice(world.books, customer, 10_00n)
	const payload = { letter: 'invoice-issued', invoiceId: owed.id }
	expectOk(await act(world.books, system, queueEffects, [{ kind: 'mail', key: 'left behind', payload }]))
	await world.sql`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`
	await world.sql`update outbox set attempts = 1, leased_until = now() - interval '2 minutes'`
	const { sent, post } = countingPost()
	const worker = await start(world, post)
	await world.sql`select graphile_worker.add_job('sweep')`
	await until(async () => sent.length === 1)
	await worker.stop()
})

test('a message that cannot be handled now stays, says why, and is handled later', async () => {
	await using world = await openBooks({ on: '2026-03-02', max: 20 })
	const object = { id: 'pi_1', object: 'payment_intent', metadata: {}, status: 'processing' }
	const payload = JSON.stringify({ id: 'evt_1', type: 'payment_intent.processing', data: { object } })
	const receive = openInbox(world.books)
	await receive({ provider: 'stripe', id: 'evt_1', kind: 'payment_intent.processing', payload })
	await receive({ provider: 'other', id: 'evt_2', kind: 'hello', payload: '{}' })
	const worker = await start(world, countingPost().post)
	await until(
		async () =>
			(await world.sql`select from inbox where attempts > 0 and (processed_at is not null or last_error <> '')`)
				.length === 2,
	)
	await worker.stop()
	const rows = await world.sql`select message_id, processed_at is not null as done, last_error from inbox order by 1`
	expect(rows).toEqual([
		{ message_id: 'evt_1', done: false, last_error: expect.stringContaining('connection to Stripe') },
		{ message_id: 'evt_2', done: true, last_error: '' },
	])
	const [job] = await world.sql`select attempts, run_at > now() as later from graphile_worker.jobs`
	expect(job).toEqual({ attempts: 1, later: true })
})

test('the invoice run starts by itself unless the company wants to press the button', async () => {
	await using world = await openBooks({ on: '2026-03-02', max: 20 })
	await tellContract(world)
	const worker = await start(world, countingPost().post)
	const run = async () => {
		await world.sql`select graphile_worker.add_job('run_invoices')`
		await until(
			async () =>
				(await world.sql`select from graphile_worker.jobs where task_identifier = 'run_invoices'`).length === 0,
		)
	}
	await world.sql`update company set options = '{"autorun": false}'`
	await run()
	expect((await world.sql`select from invoice`).length).toBe(0)
	await world.sql`update company set options = '{}'`
	await run()
	expect((await world.sql`select from invoice`).length).toBe(1)
	await worker.stop()
})

test('before the company is founded the worker waits, and nothing fails', async () => {
	await using world = await openBooks({ on: '2026-03-02', max: 20, company: false })
	const said: string[] = []
	const log = openLog('trace', { write: (line) => said.push(line) })
	const { post } = countingPost()
	const { books, url: databaseUrl } = world
	const settings = { publicUrl: 'https://portal.example' }
	const worker = await startWorker({ books, databaseUrl, settings, post, cards, log, clockwork: false })
	await world.sql`select graphile_worker.add_job(name) from unnest(array['run_invoices', 'sweep', 'ask_for_ratings']) as name`
	await until(async () => (await world.sql`select from graphile_worker.jobs`).length === 0)
	await worker.stop()
	expect(said.filter((line) => JSON.parse(line).level >= 40)).toEqual([])
})
