import type { IncomingHttpHeaders } from 'node:http'
import type { RequestHandler, Response } from 'express'
import type { TransactionSql } from '#db/client.ts'
import { checkKey, checkVersion } from './access.ts'
import { ENDPOINTS } from './endpoints.ts'
import { Declined, errorAnswer, Fault } from './errors.ts'
import { API_VERSION } from './events.ts'
import { expand } from './expand.ts'
import { fingerprint, parseForm, type RawHash, readBody } from './form.ts'
import { type Asked, keepAnswer, type StoredAnswer, takeKey } from './idempotency.ts'
import { read } from './parameters.ts'
import { freshId, Store } from './store.ts'
import type { Endpoint, Turn } from './turn.ts'
import type { Works } from './works.ts'

type Found = { endpoint: Endpoint; ids: string[] }
type Answer = { status: number; text: string; headers: Record<string, string> }

const PATTERNS = ENDPOINTS.map((endpoint) => ({
	endpoint,
	matcher: new RegExp(`^${endpoint.pattern.replace(/:[a-z]+/g, '([^/]+)')}$`),
}))

function findEndpoint(method: string, path: string): Found {
	for (const { endpoint, matcher } of PATTERNS) {
		const match = endpoint.method === method ? matcher.exec(path) : null
		if (match !== null) return { endpoint, ids: match.slice(1).map(decodeURIComponent) }
	}
	throw new Fault(
		404,
		{
			type: 'invalid_request_error',
			message: `Unrecognized request URL (${method}: ${path}). The card processor sandbox has no such address.`,
		},
		{ beforeExecution: true },
	)
}

function header(headers: IncomingHttpHeaders, name: string): string | null {
	const value = headers[name]
	return typeof value === 'string' && value !== '' ? value : null
}

/** Runs the endpoint inside a savepoint: a refusal undoes what it began, a declined card does not. */
async function execute(
	transaction: TransactionSql,
	turn: Omit<Turn, 'store'>,
	{ endpoint, ids }: Found,
	params: unknown,
): Promise<{ status: number; body: unknown; stored: boolean; headers: Record<string, string> }> {
	try {
		const answer = await transaction.savepoint(async (sql) => {
			const inner: Turn = { ...turn, store: new Store(sql) }
			const result = await endpoint.answer(inner, ids, params)
			if (result instanceof Declined) return { status: result.status, body: failure(result.body, turn) }
			const paths = (params as { expand?: string[] }).expand
			return { status: 200, body: await expand(inner, result, paths) }
		})
		return { ...answer, stored: true, headers: {} }
	} catch (error) {
		if (!(error instanceof Fault)) throw error
		return {
			status: error.status,
			body: failure(error.body, turn),
			stored: !error.beforeExecution,
			headers: error.headers,
		}
	}
}

function failure(body: Fault['body'], turn: Omit<Turn, 'store'>): unknown {
	return errorAnswer(body, turn.requestId ?? '', turn.now)
}

async function answerOnce(works: Works, turn: Omit<Turn, 'store'>, found: Found, params: unknown, asked: Asked | null) {
	return works.sql.begin(async (transaction): Promise<Answer> => {
		await transaction`set local lock_timeout = '5s'`
		const before: StoredAnswer | null = asked === null ? null : await takeKey(transaction, asked)
		if (before !== null) {
			return {
				status: before.status,
				text: before.answer,
				headers: { 'Idempotent-Replayed': 'true', 'Original-Request': before.requestId },
			}
		}
		const { status, body, stored, headers } = await execute(transaction, turn, found, params)
		const text = JSON.stringify(body, null, 2)
		if (asked !== null && stored) {
			await keepAnswer(transaction, asked, { status, answer: text, requestId: turn.requestId ?? '' })
		}
		return {
			status,
			text,
			headers: asked === null ? headers : { ...headers, 'Original-Request': turn.requestId ?? '' },
		}
	})
}

/** Turns what the database or a bug threw into the refusal that the API gives. */
function asFault(error: unknown): Fault {
	if (error instanceof Fault) return error
	const code = (error as { code?: unknown }).code
	if (code === '55P03' || code === '40P01') {
		return new Fault(
			429,
			{
				type: 'invalid_request_error',
				code: 'lock_timeout',
				message:
					'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.',
			},
			{ headers: { 'Stripe-Should-Retry': 'true' } },
		)
	}
	return new Fault(500, {
		type: 'api_error',
		message: `The card processor sandbox failed: ${error instanceof Error ? error.message : 'unknown error'}`,
	})
}

function send(response: Response, answer: Answer): void {
	response.status(answer.status)
	for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
	response.setHeader('Content-Type', 'application/json')
	response.setHeader('Cache-Control', 'no-cache, no-store')
	response.end(answer.text)
}

function rawParams(method: string, url: string, body: string): RawHash {
	const query = url.indexOf('?')
	const fromQuery = parseForm(query === -1 ? '' : url.slice(query + 1))
	return method === 'POST' ? { ...fromQuery, ...parseForm(body) } : fromQuery
}

/** Answers everything under `/v1/`. */
export function apiHandler(works: Works): RequestHandler {
	return async (request, response) => {
		const url = request.originalUrl
		const path = url.split('?')[0] ?? url
		const key = request.method === 'POST' ? header(request.headers, 'idempotency-key') : null
		const now = Math.floor(works.clock.now().epochMilliseconds / 1000)
		const requestId = freshId('req', 14)
		const turn = { now, requestId, idempotencyKey: key, publicUrl: works.publicUrl(), written: { events: 0 } }
		response.setHeader('Request-Id', requestId)
		response.setHeader('Stripe-Version', API_VERSION)
		if (key !== null) response.setHeader('Idempotency-Key', key)
		let pattern: string | null = null
		let raw: RawHash = {}
		let answer: Answer
		try {
			checkKey(request.headers)
			checkVersion(request.headers)
			const found = findEndpoint(request.method, path)
			pattern = found.endpoint.pattern
			raw = rawParams(request.method, url, await readBody(request))
			const params = read(found.endpoint.fields, raw)
			await works.ready()
			const asked = key === null ? null : { key, method: request.method, path, fingerprint: fingerprint(raw) }
			answer = await answerOnce(works, turn, found, params, asked)
		} catch (error) {
			const fault = asFault(error)
			answer = {
				status: fault.status,
				text: JSON.stringify(errorAnswer(fault.body, requestId, now), null, 2),
				headers: fault.headers,
			}
		}
		send(response, answer)
		if (turn.written.events > 0) works.wake()
		works.observe?.({
			method: request.method,
			path,
			pattern,
			params: raw,
			status: answer.status,
			answer: JSON.parse(answer.text),
		})
	}
}
