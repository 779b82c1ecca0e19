import type { RequestHandler } from 'express'
import type { Books } from '#core/act.ts'
import { readLetter } from './letters.ts'

/**
 * A letter's own HTML, for the frame of its page. It stands outside the portal's policy, as a mail program's window
 * does: its own styles count, no script runs, and a link leaves the frame.
 */
export function showLetter(books: Pick<Books, 'sql'>): RequestHandler {
	return async (request, response) => {
		const letter = await readLetter(books, String(request.params.letterId))
		response.setHeader(
			'content-security-policy',
			"sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:; frame-ancestors 'self'",
		)
		response.setHeader('cache-control', 'private, no-store')
		if (!letter) return response.status(404).type('text/plain').send('No such letter.\n')
		return response.type('html').send(letter.html.replace(/<head>|$/, '$&<base target="_top">'))
	}
}
