import { createHash } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Books } from '#core/act.ts'
import type { ReadLink } from '#core/sign-in/read-links.ts'
import { readStamp } from '#core/sign-in/stamp.ts'
import { cookieIn } from './words/language.ts'

/**
 * Pages that show nothing but what their customers' events, the company, the day and the address decide. A page with a
 * form that must be new each time, such as a payment's key, is not among them.
 */
const stampedPages = [/^\/overview$/, /^\/contracts\/[^/]+$/, /^\/invoices(\/[^/]+)?$/]

declare module 'express-serve-static-core' {
	interface Locals {
		links?: ReadLink[]
	}
}

type UnchangedOptions = {
	books: Pick<Books, 'sql' | 'clock'>
	/** Changes with every build. */
	version: string
	secure: boolean
}

/**
 * Answers 304 to a browser that already holds the page as it is, before the page framework wakes up. The stamp is read
 * before the page is made, so a page can be newer than its stamp, never older.
 */
export function unchanged({ books, version, secure }: UnchangedOptions): RequestHandler {
	return async (request, response, next) => {
		const path = request.path.replace(/\.data$/, '')
		if (request.method !== 'GET' || !stampedPages.some((page) => page.test(path))) return next()
		const cookies = request.headers.cookie ?? ''
		const named = (name: string) => cookieIn(cookies, secure ? `__Host-${name}` : name)
		const now = books.clock.now()
		const stamp = await readStamp(books.sql, {
			session: named('session'),
			tokens: named('links')?.split('.') ?? [],
			now,
		})
		if (!stamp) return next()
		response.locals.links = stamp.links
		const today = now
			.add({ hours: 24 * stamp.daysAhead })
			.toZonedDateTimeISO(stamp.timeZone)
			.toPlainDate()
		const { 'accept-language': languages, 'accept-encoding': codings } = request.headers
		const made = [version, request.originalUrl, cookies, languages, codings, today.toString(), stamp.text]
		const etag = `W/"${createHash('sha256').update(JSON.stringify(made)).digest('base64url').slice(0, 27)}"`
		if (request.headers['if-none-match'] === etag) {
			// The page that the browser holds carries the nonce of its own policy, not of this answer's.
			response.removeHeader('content-security-policy')
			response.setHeader('etag', etag)
			response.status(304).end()
			return
		}
		keepForSuccess(response, etag)
		next()
	}
}

/** A redirect or a refusal must not be remembered under the page's stamp. */
function keepForSuccess(response: Parameters<RequestHandler>[1], etag: string): void {
	const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => typeof response
	response.writeHead = (...head: unknown[]) => {
		if (response.statusCode === 200 && !response.hasHeader('set-cookie')) response.setHeader('etag', etag)
		return writeHead(...head)
	}
}
