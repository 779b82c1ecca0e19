import type { RequestHandler } from 'express'

const longest = 10_000

/**
 * Reads on what an answer did not wait for: a form that is too long, or sent to nothing. Left unread it would stand before
 * the next request of the same connection, which then is never answered.
 */
export const drain: RequestHandler = (request, response, next) => {
	response.on('finish', () => {
		if (request.readableEnded) return
		const late = setTimeout(() => request.destroy(), longest).unref()
		request.once('end', () => clearTimeout(late))
		request.removeAllListeners('data')
		request.resume()
	})
	next()
}
