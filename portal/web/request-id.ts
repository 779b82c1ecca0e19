import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import { type Log, loggable } from '../log.ts'

declare module 'express-serve-static-core' {
	interface Locals {
		requestId: string
		nonce: string
		log: Log
	}
}

const alphabet = '23456789abcdefghjkmnpqrstvwxyz'

/** Ten characters that can be read aloud without confusion; 2^49 of them. */
export function newRequestId(): string {
	return Array.from(randomBytes(10), (byte) => alphabet[byte % alphabet.length]).join('')
}

/** Names every request, answers with the name, and writes one line when it is over. */
export function nameAndLog(log: Log): RequestHandler {
	return (request, response, next) => {
		const started = performance.now()
		const requestId = newRequestId()
		response.locals.requestId = requestId
		response.locals.log = log.child({ request: requestId })
		response.setHeader('x-request-id', requestId)
		response.on('close', () => {
			const line = {
				request: requestId,
				method: request.method,
				path: loggable(request.originalUrl),
				status: response.statusCode,
				milliseconds: Math.round(performance.now() - started),
				...(response.writableFinished ? {} : { aborted: true }),
			}
			if (response.statusCode >= 500) log.error(line, 'request')
			else log.info(line, 'request')
		})
		next()
	}
}
