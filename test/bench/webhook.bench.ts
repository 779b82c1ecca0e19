import { createHmac, timingSafeEqual } from 'node:crypto'
import { Agent, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Sql } from '#db/client.ts'
import { openLog } from '#portal/log.ts'
import { receiveStripe } from '#portal/stripe/receive.ts'
import { nameAndLog } from '#portal/web/request-id.ts'
import { type BenchGround, openBenchBooks } from './database.ts'
import type { BenchRow } from './row.ts'

const secret = 'whsec_bench'
const connections = 32
const messages = 3000
const rounds = 3

/** How fast signed messages are taken in, against the least that a server could do with them. */
export async function bench(): Promise<BenchRow[]> {
	const ground = await openBenchBooks('2026-03-02')
	const ours = await listen(ourApp(ground))
	const bare = await listen(bareApp(ground.sql))
	const seconds = { ours: [] as number[], bare: [] as number[] }
	const waits = { ours: [] as number[], bare: [] as number[] }
	try {
		await pour(ours, 0, 300, [])
		await pour(bare, 1, 300, [])
		for (let round = 1; round <= rounds; round++) {
			seconds.bare.push(await pour(bare, round * 2 + 1, messages, waits.bare))
			seconds.ours.push(await pour(ours, round * 2, messages, waits.ours))
		}
		const [stored] = await ground.sql<
			{ count: number }[]
		>`select count(*)::int as count from inbox where provider = 'stripe'`
		if (stored?.count !== 300 + messages * rounds) throw new Error(`${stored?.count} messages were stored`)
	} finally {
		await Promise.all([ours, bare].map((server) => new Promise((resolve) => server.close(resolve))))
		await ground.close()
	}
	return rowsOf(
		messages / median(seconds.ours),
		messages / median(seconds.bare),
		slowest(waits.ours),
		slowest(waits.bare),
	)
}

function rowsOf(ours: number, reference: number, ourWait: number, bareWait: number): BenchRow[] {
	const referenceIs = 'a bare node:http server that checks the signature and inserts'
	return [
		{
			what: 'Webhook taken in',
			ours,
			reference,
			referenceIs,
			ratio: ours / reference,
			goal: 0.8,
			unit: 'messages/s',
			howToRead: 'Ours also writes the job that wakes a worker, in the same statement, and a line of log.',
		},
		{
			what: 'Webhook, slowest of a hundred',
			ours: ourWait,
			reference: bareWait,
			referenceIs,
			ratio: bareWait / ourWait,
			goal: 0.6,
			unit: 'ms',
			howToRead: `At ${connections} connections. A message that comes while others are stored waits for them: two commits at most. On an idle machine it should be under 30 ms.`,
		},
	]
}

/** The wait that one in a hundred exceeds. */
const slowest = (waits: number[]) => [...waits].sort((one, two) => one - two)[Math.floor(waits.length * 0.99)] ?? 1
const median = (numbers: number[]) => [...numbers].sort((one, two) => one - two)[Math.floor(numbers.length / 2)] ?? 1

function ourApp({ books }: BenchGround) {
	const app = express()
	const log = openLog('silent')
	app.use(nameAndLog(log))
	app.use('/hooks', receiveStripe({ books, webhookSecret: secret, live: false, log }))
	return app
}

function bareApp(sql: Sql): Parameters<typeof createServer>[1] {
	return async (incoming, response) => {
		const parts: Buffer[] = []
		for await (const part of incoming) parts.push(part as Buffer)
		const body = Buffer.concat(parts)
		const [, at = '', given = ''] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(incoming.headers['stripe-signature'])) ?? []
		const right = createHmac('sha256', secret).update(`${at}.`).update(body).digest()
		if (!timingSafeEqual(right, Buffer.from(given, 'hex'))) return response.writeHead(400).end()
		const text = body.toString('utf8')
		const { id, type } = JSON.parse(text) as { id: string; type: string }
		await sql`
			insert into inbox (provider, message_id, kind, payload, received_at)
			values ('bare', ${id}, ${type}, ${text}::text::jsonb, now()) on conflict do nothing`
		return response.writeHead(200, { 'content-type': 'application/json' }).end('{"received":true}')
	}
}

async function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
	const server = createServer(handler)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return server
}

/** Posts messages that nobody has posted before and answers the seconds it took; waits are in milliseconds. */
async function pour(server: Server, round: number, count: number, waits: number[]): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections })
	const { port } = server.address() as AddressInfo
	const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
	const posts = Array.from({ length: count }, (_, index) => {
		const body = messageOf(`evt_${round}_${index}`)
		const signature = `t=${now},v1=${createHmac('sha256', secret).update(`${now}.${body}`).digest('hex')}`
		return { body, signature }
	})
	const started = performance.now()
	const work = async () => {
		for (let next = posts.pop(); next; next = posts.pop()) {
			const begun = performance.now()
			const status = await post(agent, port, next)
			if (status !== 200) throw new Error(`answered ${status}`)
			waits.push(performance.now() - begun)
		}
	}
	await Promise.all(Array.from({ length: connections }, work))
	agent.destroy()
	return (performance.now() - started) / 1000
}

function post(agent: Agent, port: number, { body, signature }: { body: string; signature: string }): Promise<number> {
	return new Promise((resolve, reject) => {
		const headers = { 'stripe-signature': signature, 'content-length': Buffer.byteLength(body) }
		const sent = request({ agent, port, host: '127.0.0.1', path: '/hooks', method: 'POST', headers }, (answer) => {
			answer.resume()
			answer.once('end', () => resolve(answer.statusCode ?? 0))
		})
		sent.once('error', reject)
		sent.end(body)
	})
}

/** As large as Stripe's usual messages about a payment: three kilobytes. */
function messageOf(id: string): string {
	const object = { id: `pi_${id}`, object: 'payment_intent', metadata: { payment_id: id }, rest: 'x'.repeat(2700) }
	return JSON.stringify({ id, object: 'event', type: 'payment_intent.succeeded', livemode: false, data: { object } })
}
