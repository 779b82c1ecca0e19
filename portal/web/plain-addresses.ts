import type { RequestHandler } from 'express'

/**
 * `_data` in a query asks the page framework for an older kind of answer that this build does not give; it would call
 * that a failure of its own.
 */
export const plainAddresses: RequestHandler = (request, response, next) => {
	if (!/[?&]_data(=|&|$)/.test(request.originalUrl)) return next()
	response.status(400).type('text/plain').send('This address asks for nothing.\n')
}
