import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns'
import { request as askPlainly } from 'node:http'
import { request as askSafely } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { type CallEndpoint, type WebhookMessage, WebhookRefused } from '#core/webhook/deliver.ts'

/** How long an endpoint is waited for, in milliseconds. */
const patience = 10_000

/**
 * Sends a message to an endpoint, signed as Standard Webhooks has it (standardwebhooks.com): `v1,` and the HMAC-SHA-256 of id,
 * moment and body by the endpoint's secret. No redirection is followed, and unless `plain`, no address is called that is not
 * out on the web: what an administrator writes down must not reach what stands beside the product.
 */
export function callWebhook({ plain }: { plain: boolean }): CallEndpoint {
	return (message) =>
		new Promise((resolve, reject) => {
			const url = new URL(message.url)
			if (!plain && isIP(url.hostname.replace(/^\[|\]$/g, '')) && isInside(url.hostname.replace(/^\[|\]$/g, '')))
				throw new Error('It is not an address on the web')
			const ask = url.protocol === 'https:' ? askSafely : askPlainly
			const sent = ask(
				url,
				{
					method: 'POST',
					timeout: patience,
					signal: AbortSignal.timeout(patience),
					headers: { ...signed(message), 'content-length': Buffer.byteLength(message.body) },
					...(plain ? {} : { lookup: lookupOutside }),
				},
				(answer) => {
					answer.resume()
					const status = answer.statusCode ?? 0
					if (status >= 200 && status < 300) resolve(status)
					else reject(new WebhookRefused(status))
				},
			)
			sent.on('error', (error) =>
				reject(sent.destroyed && error.name === 'TimeoutError' ? new Error('It did not answer in ten seconds') : error),
			)
			sent.end(message.body)
		})
}

function signed({ id, body, secret }: WebhookMessage): Record<string, string> {
	const moment = String(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000))
	const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
	const signature = createHmac('sha256', key).update(`${id}.${moment}.${body}`).digest('base64')
	return {
		'content-type': 'application/json',
		'user-agent': 'Counterpart-Webhooks/1',
		'webhook-id': id,
		'webhook-timestamp': moment,
		'webhook-signature': `v1,${signature}`,
	}
}

/** Addresses of the machine itself, of private networks, and those that name no one place. */
const inside = new BlockList()
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
] as const)
	inside.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
	['::', 127],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
] as const)
	inside.addSubnet(network, prefix, 'ipv6')

/** An IPv4 address in an IPv6 one is checked as what it is. */
export function isInside(address: string): boolean {
	return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** The look-up of a connection, so that the name cannot lead elsewhere between the check and the call. */
const lookupOutside: LookupFunction = (name, options, done) => {
	lookup(name, { ...options, all: true }, (error, addresses) => {
		if (error) return done(error, '', 4)
		if (addresses.some(({ address }) => isInside(address)))
			return done(new Error('It is not an address on the web'), '', 4)
		const [first] = addresses
		if (options.all) return done(null, addresses)
		done(null, first?.address ?? '', first?.family)
	})
}
