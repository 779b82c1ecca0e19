import type { ErrorRequestHandler } from 'express'

/** What fails before a page is reached: an address that cannot be read is its sender's mistake, all else is ours. */
export const answerFailure: ErrorRequestHandler = (error: unknown, _request, response, next) => {
	if (response.headersSent) return next(error)
	const ofSender = error instanceof URIError
	if (!ofSender) response.locals.log.error({ err: error, reference: response.locals.requestId }, 'unexpected error')
	response.status(ofSender ? 400 : 500).type('text/plain')
	response.send(
		ofSender ? 'This address cannot be read.\n' : `Something failed. Reference: ${response.locals.requestId}\n`,
	)
}
