import type { RequestHandler } from 'express'

/** Where a person or a secret stands: nothing of it is written to a disk. */
const unkept = /^\/(account|sign-in|confirm|l|rate|calendar|settings|staff\/(password|second-factor))(\/|\.|$)/i

/**
 * What browsers may keep, where a page does not say it. Most pages a browser may hold, so that it can ask whether they are
 * still good and be answered before the page framework wakes up; it must ask each time, and signing out takes them away
 * (`Clear-Site-Data`).
 */
export const keeping: RequestHandler = (request, response, next) => {
	const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => typeof response
	response.writeHead = (...head: unknown[]) => {
		if (!response.hasHeader('cache-control'))
			response.setHeader('cache-control', unkept.test(request.path) ? 'no-store' : 'private, no-cache')
		return writeHead(...head)
	}
	next()
}
