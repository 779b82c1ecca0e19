import type { Response } from 'express'
import type { Outcome } from '#core/act.ts'
import type { Refusal } from '#core/refusal.ts'
import { presentRefusal } from '../present/refusal.ts'
import { speakerOf } from '../words/speakers.ts'

/** What is wrong with a request, as RFC 9457 has it; `code` and `facts` are core's. */
export type ApiProblem = { status: number; code: string; detail: string; facts?: Record<string, unknown> }

const titles: Record<number, string> = {
	400: 'The request cannot be read',
	401: 'A key is needed',
	403: 'The key does not allow this',
	404: 'That does not exist',
	405: 'This is not done here',
	409: 'Something stands in the way',
	413: 'The request is too large',
	422: 'The request is refused',
	429: 'Too many requests',
	500: 'Our mistake',
}

export function sendProblem(response: Response, { status, ...problem }: ApiProblem): void {
	response.status(status).type('application/problem+json')
	response.send(
		jsonOf({ title: titles[status] ?? 'It did not go well', status, ...problem, reference: response.locals.requestId }),
	)
}

/** Amounts as text, days and moments as ISO writes them. */
export function jsonOf(value: unknown): string {
	return JSON.stringify(value, (_name, one) => (typeof one === 'bigint' ? String(one) : one))
}

export function sendJson(response: Response, value: unknown, status = 200): void {
	response.status(status).type('application/json').send(jsonOf(value))
}

/** The value, or undefined once the refusal is sent. */
export function valueIn<Value>(response: Response, outcome: Outcome<Value>): Value | undefined {
	if (outcome.ok) return outcome.value
	sendRefusal(response, outcome.refusal)
	return undefined
}

export function sendRefusal(response: Response, refusal: Refusal): void {
	const { code, facts } = refusal
	sendProblem(response, {
		...{ status: statusOf(refusal), code, facts },
		detail: presentRefusal(speakerOf('en'), refusal),
	})
}

function statusOf({ code }: Refusal): number {
	if (code === 'not_found') return 404
	if (code === 'not_permitted') return 403
	if (code === 'api.name_reused' || code === 'changed_meanwhile' || code.endsWith('_taken')) return 409
	return 422
}
