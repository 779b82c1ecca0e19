import type { RequestHandler } from 'express'
import type { Books } from '#core/act.ts'

/**
 * Until the company is written into a new database there is nothing to show and nobody to sign in: each address says
 * so, with what to do. Once founded it stays founded, and nothing is asked any more.
 */
export function onlyFounded({ sql }: Pick<Books, 'sql'>): RequestHandler {
	let founded = false
	return async (_request, response, next) => {
		if (!founded) founded = (await sql`select from company`).length > 0
		if (founded) return next()
		response
			.status(503)
			.setHeader('cache-control', 'no-store')
			.setHeader('retry-after', '60')
			.type('text/plain')
			.send(
				`Counterpart is running, but its database holds no company yet.
Whoever operates it writes it once, with the command "found": docs/deploy.md shows it. This page then works by itself.
`,
			)
	}
}
