import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { processMessages } from '#core/inbox/process.ts'
import { type Carry, deliverEffects } from '#core/outbox/deliver.ts'
import { openPost } from '#emails/send.ts'
import { openLog } from '#portal/log.ts'
import { openStripe } from '#portal/stripe/client.ts'
import { handleEvent } from '#portal/stripe/events.ts'
import { receiveStripe } from '#portal/stripe/receive.ts'
import { type CardSandbox, stripeSandbox } from '#portal/stripe/sandbox/sandbox.ts'
import type { Till } from '#portal/stripe/till.ts'
import { carrier } from '#portal/worker-tasks.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Faults, openFaults } from './faults.ts'

export const secret = 'whsec_of_the_tests'

export type Taking = World & {
	till: Till
	sandbox: CardSandbox
	/** The address of our own server: webhooks and the sandbox. */
	url: string
	faults: Faults
	/** What Stripe's messages and our own effects ask for is done, until nothing is left to do now. */
	settle(): Promise<void>
	/** Names of the letters that have left. */
	letters: string[]
	/** With `hold`: what Stripe has posted, oldest first, kept back from us. */
	posted: { body: string; signature: string }[]
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

async function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
	const server = createServer(handler)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return server
}

function closeServer(server: Server): Promise<void> {
	server.closeAllConnections()
	return new Promise((resolve) => server.close(() => resolve()))
}

/**
 * A company that takes cards: our code and the real SDK on one side, the sandbox on the other, faults between them.
 * `hold` keeps Stripe's messages back, for the test to post as it likes. Without `mail`, letters are named, not written.
 */
export async function openTaking({
	on = '2026-03-02',
	timeout = 5000,
	hold = false,
	mail = false,
} = {}): Promise<Taking> {
	const world = await openBooks({ on, max: 24 })
	const log = openLog('silent')
	const posted: Taking['posted'] = []
	const app = express()
	const server = await listen(app)
	const url = `http://127.0.0.1:${portOf(server)}`
	const sandbox = stripeSandbox({
		sql: world.sql,
		webhookUrl: `${url}${hold ? '/held' : '/webhooks/stripe'}`,
		webhookSecret: secret,
		publicUrl: url,
		clock: world.clock,
	})
	app.use(sandbox.router)
	app.use('/held', async (request, response) => {
		const parts: Buffer[] = []
		for await (const part of request) parts.push(part as Buffer)
		posted.push({
			body: Buffer.concat(parts).toString('utf8'),
			signature: String(request.headers['stripe-signature']),
		})
		response.status(200).end()
	})
	app.use('/webhooks/stripe', receiveStripe({ books: world.books, webhookSecret: secret, live: false, log }))
	const faults = await openFaults(url)
	const stripe = openStripe('sk_test_of_the_tests', faults.url, { timeout, maxNetworkRetries: 0 })
	const till: Till = { books: world.books, stripe, publicUrl: url, live: false, log }
	const post = openPost({ kind: 'mailbox', from: 'Halden <billing@halden.example>' }, world.sql)
	const out = carrier(till, { books: world.books, post, publicUrl: url })
	const letters: string[] = []
	const carry: Carry = async (effect) => {
		if (effect.kind === 'mail') letters.push(String(effect.payload.letter))
		if (effect.kind !== 'mail' || mail) await out(effect)
	}
	const close = async () => {
		await sandbox.stop()
		await faults.close()
		await closeServer(server)
		await world.close()
	}
	const settle = async () => {
		for (let failures = 0; ; ) {
			await sandbox.catchUp()
			const messages = await world.sql<{ provider: string; id: string }[]>`
				select provider, message_id as id from inbox where processed_at is null order by received_at`
			try {
				await processMessages(world.books, messages, (received) => handleEvent(till, received.payload))
			} catch (error) {
				// The queue would try again, and so does a test; a machine under load is slow to answer.
				if (++failures > 4) throw error
			}
			const effects = await world.sql<{ id: string }[]>`
				select id from outbox where delivered_at is null and gave_up_at is null and leased_until is null order by id`
			await deliverEffects(
				world.books,
				effects.map((effect) => effect.id),
				carry,
			)
			if (messages.length + effects.length === 0) return
		}
	}
	return { ...world, till, sandbox, url, faults, settle, letters, posted, close, [Symbol.asyncDispose]: close }
}

/** Fills in the card on the sandbox's page and presses pay. Answers where the page leads, or its text when it stays. */
export async function payWith(page: string, number: string, expiry = '04/30'): Promise<string> {
	const body = new URLSearchParams({
		email: 'anna@nordwind.example',
		number,
		expiry,
		cvc: '123',
		name: 'Anna Petersen',
		country: 'DE',
	})
	const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' })
	return answer.headers.get('location') ?? (await answer.text())
}
