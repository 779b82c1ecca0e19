import express, { type ErrorRequestHandler, Router } from 'express'
import type { Books } from '#core/act.ts'
import type { ListName } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import { sendJson, sendProblem } from './answer.ts'
import { authenticate } from './authenticate.ts'
import { describe } from './describe.ts'
import { readDescribed } from './described.ts'
import { comingHandler, eventsHandler, journalHandler, listHandler, oneHandler, termsHandler } from './read.ts'
import { writeHandler, writes } from './write.ts'

export const apiPath = '/api/v1'

/**
 * What programs ask: JSON, by a key, outside the page framework. Described by OpenAPI at `openapi.json`, for everybody; to who
 * has a key with the company's own fields.
 */
export function apiRoutes(books: Books, publicUrl: string): Router {
	const router = Router()
	router.use((_request, response, next) => {
		response.setHeader('cache-control', 'private, no-store')
		next()
	})
	const server = `${publicUrl}${apiPath}`
	router.get('/openapi.json', (request, response, next) =>
		request.headers.authorization ? next() : sendJson(response, describe(server)),
	)
	router.use(authenticate(books))
	router.get('/openapi.json', async (_request, response) => {
		sendJson(response, describe(server, await readDescribed(books, response.locals.program.actor)))
	})
	for (const name of Object.keys(lists) as ListName[]) {
		router.get(`/${name}`, listHandler(books, name))
		router.get(`/${name}/:id`, oneHandler(books, name))
	}
	router.get('/contracts/:id/coming', comingHandler(books))
	router.get('/contracts/:id/terms', termsHandler(books))
	router.get('/events', eventsHandler(books))
	router.get('/journal', journalHandler(books))
	const body = express.json({ limit: '1mb', strict: true })
	for (const write of writes) router.post(`/${write.path}`, body, writeHandler(books, write))
	router.use((request, response) => {
		const known = ['GET', 'HEAD', 'POST'].includes(request.method)
		sendProblem(response, {
			status: known ? 404 : 405,
			code: known ? 'not_found' : 'api.method',
			detail: `There is nothing at ${request.method} here. The description is at ${server}/openapi.json`,
		})
	})
	router.use(answerError)
	return router
}

const answerError: ErrorRequestHandler = (error: { status?: number; type?: string }, _request, response, next) => {
	if (response.headersSent) return next(error)
	if (error.type === 'entity.too.large')
		return sendProblem(response, { status: 413, code: 'api.too_large', detail: 'At most a megabyte at once.' })
	if (error.type?.startsWith('entity.') || (error.status && error.status < 500))
		return sendProblem(response, { status: 400, code: 'api.unreadable', detail: 'The body is not JSON.' })
	response.locals.log.error({ reference: response.locals.requestId, err: error }, 'unexpected error')
	sendProblem(response, {
		status: 500,
		code: 'broken',
		detail: `Something went wrong here. Quote ${response.locals.requestId}.`,
	})
}
