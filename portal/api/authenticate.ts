import type { Request, RequestHandler } from 'express'
import type { Books } from '#core/act.ts'
import { openApiKey, type Program } from '#core/api/open-key.ts'
import { isWithin, networkOf } from '../sign-in/limits.ts'
import { sendProblem } from './answer.ts'

declare module 'express-serve-static-core' {
	interface Locals {
		program: Program
	}
}

/** Lets programs in by their key. Wrong keys are counted by network, right ones by key. */
export function authenticate(books: Books): RequestHandler {
	return async (request, response, next) => {
		const program = await openApiKey(books, keyIn(request))
		if (!program) {
			const within = await isWithin(books.sql, 'wrong_keys', networkOf(request.ip ?? ''))
			response.setHeader('www-authenticate', 'Bearer realm="Counterpart"')
			if (within)
				return sendProblem(response, {
					status: 401,
					code: 'api.key',
					detail: 'Send a key as “Authorization: Bearer cpk_…”.',
				})
		} else if (await isWithin(books.sql, 'requests', program.keyId)) {
			response.locals.program = program
			return next()
		}
		response.setHeader('retry-after', '60')
		sendProblem(response, { status: 429, code: 'api.too_many', detail: 'Too many requests. Wait a minute.' })
	}
}

function keyIn(request: Request): string {
	const [scheme = '', key = ''] = (request.headers.authorization ?? '').split(' ')
	return scheme.toLowerCase() === 'bearer' ? key : ''
}
