import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { processMessage } from '#core/inbox/process.ts'
import { deliverEffects } from '#core/outbox/deliver.ts'
import { readSettings } from '#core/settings.ts'
import { openPost } from '#emails/send.ts'
import { buildPortal } from '#portal/build.ts'
import { openLog } from '#portal/log.ts'
import { startWeb, type Web } from '#portal/server.ts'
import { openStripe } from '#portal/stripe/client.ts'
import { handleEvent } from '#portal/stripe/events.ts'
import { receiveStripe } from '#portal/stripe/receive.ts'
import { stripeSandbox } from '#portal/stripe/sandbox/sandbox.ts'
import type { Till } from '#portal/stripe/till.ts'
import { carrier } from '#portal/worker-tasks.ts'
import type { World } from '#test/support/books.ts'

export type Shop = {
	till: Till
	/** Where the portal is served. */
	address: string
	/** What the processor's messages and our own effects ask for is done, until nothing is left to do now. */
	settle(): Promise<void>
	close(): Promise<void>
	[Symbol.asyncDispose](): Promise<void>
}

const secret = 'whsec_of_the_shop'

/**
 * The whole portal over a world that takes cards: the real SDK in front of the sandbox, which has a server of its own.
 * `near`: its pages stand under the portal's own address, as they do where no card processor is connected.
 */
export async function openShop({ books, sql, clock }: World, { near = false } = {}): Promise<Shop> {
	await buildPortal()
	const log = openLog('silent')
	const processor = express()
	const bank = await listen(processor)
	const bankUrl = `http://127.0.0.1:${portOf(bank)}`
	const port = await freePort()
	const address = `http://localhost:${port}`
	const sandbox = stripeSandbox({
		sql,
		webhookUrl: `${bankUrl}/webhooks/stripe`,
		webhookSecret: secret,
		publicUrl: near ? address : bankUrl,
		clock,
		merchant: 'Halden Systems',
	})
	processor.use(sandbox.router)
	processor.use('/webhooks/stripe', receiveStripe({ books, webhookSecret: secret, live: false, log }))
	const stripe = openStripe('sk_test_of_the_shop', bankUrl, { timeout: 5000, maxNetworkRetries: 0 })
	const till: Till = { books, stripe, publicUrl: address, live: false, log }
	const settings = { ...readSettings({}), publicUrl: address }
	const web: Web = await startWeb({
		books,
		settings,
		log,
		till,
		port,
		host: '127.0.0.1',
		...(near ? { receivers: [{ path: '/', handle: sandbox.router }] } : { paymentOrigins: [bankUrl] }),
	})
	const post = openPost({ kind: 'mailbox', from: 'Halden <billing@halden.example>' }, sql)
	const carry = carrier(till, { books, post, publicUrl: address })
	const settle = async () => {
		for (;;) {
			await sandbox.catchUp()
			const messages = await sql<{ provider: string; id: string }[]>`
				select provider, message_id as id from inbox where processed_at is null order by received_at`
			for (const message of messages)
				await processMessage(books, message, (received) => handleEvent(till, received.payload as never))
			const effects = await sql<{ id: string }[]>`
				select id from outbox where delivered_at is null and gave_up_at is null and leased_until is null order by id`
			await deliverEffects(
				books,
				effects.map((effect) => effect.id),
				carry,
			)
			if (messages.length + effects.length === 0) return
		}
	}
	const close = async () => {
		await web.close()
		await sandbox.stop()
		await closeServer(bank)
	}
	return { till, address, settle, close, [Symbol.asyncDispose]: close }
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

async function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
	const server = createServer(handler)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return server
}

async function freePort(): Promise<number> {
	const server = await listen(undefined)
	const port = portOf(server)
	await closeServer(server)
	return port
}

function closeServer(server: Server): Promise<void> {
	server.closeAllConnections()
	return new Promise((resolve) => server.close(() => resolve()))
}
