import type { RequestHandler } from 'express'

const known = ['GET', 'HEAD', 'POST']

/** Pages are read and forms are sent; nothing else is done to them, and the page framework need not hear of it. */
export const knownMethods: RequestHandler = (request, response, next) => {
	if (known.includes(request.method)) return next()
	response.status(405).setHeader('allow', known.join(', '))
	response.type('text/plain').send('This is not done here.\n')
}
