import { Router } from 'express'
import type { Books } from '#core/act.ts'

/**
 * `/health`: the product can be used, its database answers. `/ready`: and this process wants more work, which it stops
 * wanting when it begins to close.
 */
export function healthRoutes(books: Pick<Books, 'sql'>, isClosing: () => boolean): Router {
	const router = Router()
	const answers = async () => {
		const late = Promise.withResolvers<never>()
		const timer = setTimeout(() => late.reject(new Error('the database did not answer within two seconds')), 2000)
		try {
			await Promise.race([books.sql`select 1`, late.promise])
		} finally {
			clearTimeout(timer)
		}
	}
	router.get(['/health', '/ready'], async (request, response) => {
		response.setHeader('cache-control', 'no-store')
		if (request.path === '/ready' && isClosing()) return response.status(503).json({ status: 'closing' })
		try {
			await answers()
			return response.json({ status: 'ok' })
		} catch (error) {
			response.locals.log.error({ err: error }, 'health')
			return response.status(503).json({ status: 'database unreachable' })
		}
	})
	return router
}
