import type { IncomingHttpHeaders } from 'node:http'
import { Fault } from './errors.ts'
import { API_VERSION } from './events.ts'

function refusal(message: string, code?: string): Fault {
	return new Fault(
		401,
		{ type: 'invalid_request_error', message, ...(code === undefined ? {} : { code }) },
		{ beforeExecution: true, headers: { 'WWW-Authenticate': 'Bearer realm="Stripe"' } },
	)
}

function givenKey(authorization: string | undefined): string | null {
	const [scheme, value] = (authorization ?? '').split(' ')
	if (value === undefined || value === '') return null
	if (scheme?.toLowerCase() === 'bearer') return value
	if (scheme?.toLowerCase() !== 'basic') return null
	return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? null
}

function masked(key: string): string {
	const shown = key.slice(0, 8)
	return `${shown}${'*'.repeat(Math.max(key.length - 12, 4))}${key.slice(-4)}`
}

/** Any secret test key opens the sandbox; a live, publishable or missing one is refused as Stripe refuses it. */
export function checkKey(headers: IncomingHttpHeaders): void {
	const key = givenKey(headers.authorization)
	if (key === null) {
		throw refusal(
			"You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
		)
	}
	if (key.startsWith('pk_')) {
		throw refusal(
			'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
			'secret_key_required',
		)
	}
	if (!/^(sk|rk)_test_\w+$/.test(key)) throw refusal(`Invalid API Key provided: ${masked(key)}`)
}

/** The sandbox speaks one version; being asked for another is an error, not something to guess at. */
export function checkVersion(headers: IncomingHttpHeaders): void {
	const version = headers['stripe-version']
	if (version === undefined || version === API_VERSION) return
	throw new Fault(
		400,
		{
			type: 'invalid_request_error',
			message: `Invalid Stripe API version: ${String(version)}. The card processor sandbox speaks ${API_VERSION}.`,
		},
		{ beforeExecution: true },
	)
}
