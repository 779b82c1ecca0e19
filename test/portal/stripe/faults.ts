import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What goes wrong with one request. `after`: Stripe has done what was asked, and we do not hear of it. */
export type Fault =
	| 'timeout before'
	| 'timeout after'
	| 'reset before'
	| 'reset after'
	| 'half a body after'
	| 'refused with 429'
	| 'error 500 before'
	| 'error 500 after'
	/** Stripe keeps the error under the key and answers it for ever. */
	| 'error 500 kept before'
	| 'error 500 kept after'
	| 'foreign 404 before'
	| 'foreign 404 after'

export const allFaults: Fault[] = [
	'timeout before',
	'timeout after',
	'reset before',
	'reset after',
	'half a body after',
	'refused with 429',
	'error 500 before',
	'error 500 after',
	'error 500 kept before',
	'error 500 kept after',
	'foreign 404 before',
	'foreign 404 after',
]

export type Faults = {
	url: string
	/** The next POSTs to a path that begins like this go wrong in these ways, one after the other. */
	next(path: string, ...faults: (Fault | 'none')[]): void
	/** What was planned and has not happened is called off. */
	forget(): void
	/** POSTs that reached Stripe, as `POST /v1/...`. */
	passed: string[]
	close(): Promise<void>
}

type Passed = { status: number; headers: Record<string, string>; body: string }

/** A line to Stripe on which things go wrong as told. */
export async function openFaults(target: string): Promise<Faults> {
	const planned: { path: string; fault: Fault | 'none' }[] = []
	const spent = new Set<string>()
	const passed: string[] = []

	const pass = async (request: IncomingMessage, body: string): Promise<Passed> => {
		const answer = await fetch(`${target}${request.url}`, {
			method: request.method ?? 'GET',
			headers: Object.fromEntries(
				['authorization', 'content-type', 'idempotency-key', 'stripe-version'].flatMap((name) =>
					typeof request.headers[name] === 'string' ? [[name, request.headers[name]]] : [],
				),
			),
			...(request.method === 'POST' ? { body } : {}),
		})
		if (request.method === 'POST') passed.push(`POST ${request.url}`)
		const headers: Record<string, string> = {}
		for (const name of ['idempotent-replayed', 'stripe-should-retry', 'request-id'])
			if (answer.headers.has(name)) headers[name] = answer.headers.get(name) ?? ''
		return { status: answer.status, headers, body: await answer.text() }
	}

	const serve = async (request: IncomingMessage, response: ServerResponse) => {
		const parts: Buffer[] = []
		for await (const part of request) parts.push(part as Buffer)
		const body = Buffer.concat(parts).toString('utf8')
		const key = String(request.headers['idempotency-key'])
		if (request.method === 'POST' && spent.has(key)) return sayError(response, 500, { 'idempotent-replayed': 'true' })
		const at = request.method === 'POST' ? planned.findIndex((one) => request.url?.startsWith(one.path)) : -1
		const [plan] = at < 0 ? [] : planned.splice(at, 1)
		const fault = plan?.fault ?? 'none'
		if (fault === 'none') return say(response, await pass(request, body))
		const answer = fault.endsWith('after') ? await pass(request, body) : undefined
		if (fault.includes('kept')) spent.add(key)
		fail(fault, response, answer)
	}

	const server = createServer((request, response) => {
		serve(request, response).catch(() => response.destroy())
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		next: (path, ...faults) => planned.push(...faults.map((fault) => ({ path, fault }))),
		forget: () => {
			planned.length = 0
		},
		passed,
		close: () => {
			server.closeAllConnections()
			return new Promise((resolve) => server.close(() => resolve()))
		},
	}
}

function say(response: ServerResponse, { status, headers, body }: Passed): void {
	response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(body)
}

function sayError(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
	const error = { type: status === 429 ? 'rate_limit_error' : 'api_error', message: 'Something went wrong' }
	say(response, { status, headers, body: JSON.stringify({ error }) })
}

function fail(fault: Fault, response: ServerResponse, answer: Passed | undefined): void {
	if (fault.startsWith('timeout')) return
	if (fault.startsWith('reset')) {
		response.destroy()
	} else if (fault === 'half a body after') {
		const body = answer?.body ?? ''
		response.writeHead(200, { 'content-type': 'application/json' })
		response.end(body.slice(0, body.length / 2))
	} else if (fault.startsWith('foreign 404')) {
		say(response, { status: 404, headers: {}, body: '{"message":"no Route matched with those values"}' })
	} else sayError(response, fault === 'refused with 429' ? 429 : 500)
}
