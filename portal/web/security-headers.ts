import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

export type SecurityOptions = {
	production: boolean
	/** Origins where a card is entered: a form may lead there, their script and frame may stand in a page. */
	paymentOrigins: string[]
	/** The development server connects back to the page. */
	development: boolean
}

/** The headers of everything that is answered, files and providers included: https from now on, and no guessing of types. */
export function plainHeaders({ production }: Pick<SecurityOptions, 'production'>): RequestHandler {
	return (_request, response, next) => {
		response.setHeader('x-content-type-options', 'nosniff')
		if (production) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains')
		next()
	}
}

/**
 * The headers of every page. Scripts run only with this response's nonce; nobody may frame us; addresses, which carry
 * secure links, are told to no other origin.
 */
export function securityHeaders({ production, paymentOrigins, development }: SecurityOptions): RequestHandler[] {
	const nonce: RequestHandler = (_request, response, next) => {
		response.locals.nonce = randomBytes(16).toString('base64')
		next()
	}
	const headers = helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				scriptSrc: [
					"'self'",
					(_request, response) => `'nonce-${(response as { locals?: { nonce?: string } }).locals?.nonce}'`,
					...paymentOrigins,
				],
				styleSrc: ["'self'", ...(development ? ["'unsafe-inline'"] : [])],
				imgSrc: ["'self'", 'data:', 'blob:'],
				fontSrc: ["'self'"],
				connectSrc: ["'self'", ...paymentOrigins, ...(development ? ['ws:'] : [])],
				frameSrc: ["'self'", ...paymentOrigins],
				formAction: ["'self'", ...paymentOrigins],
				objectSrc: ["'none'"],
				baseUri: ["'none'"],
				frameAncestors: ["'none'"],
				...(production ? { upgradeInsecureRequests: [] } : {}),
			},
		},
		referrerPolicy: { policy: 'same-origin' },
		strictTransportSecurity: false,
		xContentTypeOptions: false,
		crossOriginOpenerPolicy: { policy: 'same-origin' },
		crossOriginResourcePolicy: { policy: 'same-origin' },
		xFrameOptions: { action: 'deny' },
	})
	const permissions: RequestHandler = ({ path }, response, next) => {
		// A collector may say where they are; the browser asks them first.
		const geolocation = path === '/staff' || path.startsWith('/staff/') ? '(self)' : '()'
		response.setHeader(
			'permissions-policy',
			`accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=${geolocation}, gyroscope=(), magnetometer=(), microphone=(), midi=(), usb=(), payment=(self)`,
		)
		next()
	}
	return [nonce, headers, permissions]
}
