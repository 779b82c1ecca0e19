import type { Express, RequestHandler } from 'express'

const forwarded = [
	'forwarded',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-port',
	'x-forwarded-proto',
	'x-forwarded-ssl',
	'x-real-ip',
]

/** Anyone can write these headers; only a proxy that the settings name is believed. */
export function stripForwarded(app: Express): RequestHandler {
	const isTrusted: (address: string, hop: number) => boolean = app.get('trust proxy fn')
	return (request, _response, next) => {
		if (!isTrusted(request.socket.remoteAddress ?? '', 0)) for (const name of forwarded) delete request.headers[name]
		next()
	}
}
