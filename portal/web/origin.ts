import type { RequestHandler } from 'express'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses whatever changes something and was not sent by a page of ours. A browser says so itself in Sec-Fetch-Site;
 * where it does not (plain http), Origin must be ours; a request with neither comes from no page at all.
 */
export function sameOriginOnly(publicOrigin: string): RequestHandler {
	return (request, response, next) => {
		if (reading.has(request.method) || isOurs(request.headers, publicOrigin)) return next()
		response.locals.log.warn({ origin: request.headers.origin }, 'refused a request from another origin')
		response.status(403).type('text/plain').send('This was not sent by a page of this site.\n')
	}
}

function isOurs(
	headers: { host?: string | undefined; origin?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined },
	publicOrigin: string,
): boolean {
	const site = headers['sec-fetch-site']
	if (site !== undefined && site !== 'same-origin') return false
	if (headers.origin === undefined || headers.origin === 'null') return site === 'same-origin'
	return (
		headers.origin === publicOrigin || (URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host)
	)
}
