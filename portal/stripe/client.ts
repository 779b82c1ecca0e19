import { createHmac } from 'node:crypto'
import Stripe from 'stripe'
import { type Settings, secretKey } from '#core/settings.ts'

/** The version that the types of the pinned SDK describe. */
export const apiVersion = Stripe.API_VERSION

export type CardProcessor = {
	stripe: Stripe
	webhookSecret: string
	live: boolean
	/** The local sandbox plays the processor. */
	sandbox: boolean
}

/**
 * Opens Stripe as the settings say: with a key Stripe itself (or what STRIPE_API_URL names); without one the sandbox
 * that this machine's own web server serves on `port`.
 */
export function openCardProcessor(settings: Settings, port: number): CardProcessor {
	const { stripe } = settings
	if (!stripe) {
		const url = `http://127.0.0.1:${port}`
		return {
			stripe: openStripe('sk_test_sandbox', url),
			webhookSecret: sandboxWebhookSecret(settings),
			live: false,
			sandbox: true,
		}
	}
	return {
		stripe: openStripe(stripe.secretKey, stripe.apiUrl),
		webhookSecret: stripe.webhookSecret,
		live: /^(sk|rk)_live_/.test(stripe.secretKey),
		sandbox: false,
	}
}

/** What the sandbox signs its messages with: made from the product's own key, so that every process knows it. */
function sandboxWebhookSecret(settings: Settings): string {
	return `whsec_${createHmac('sha256', secretKey(settings)).update('card sandbox webhook').digest('hex')}`
}

type Tuning = { timeout?: number; maxNetworkRetries?: number }

/** A client for one key. `url` is an origin; Stripe's own when not given. */
export function openStripe(key: string, url?: string, tuning: Tuning = {}): Stripe {
	const origin = url ? new URL(url) : undefined
	return new Stripe(key, {
		apiVersion,
		timeout: tuning.timeout ?? 20_000,
		maxNetworkRetries: tuning.maxNetworkRetries ?? 2,
		telemetry: false,
		...(origin && {
			protocol: origin.protocol === 'http:' ? 'http' : 'https',
			host: origin.hostname,
			port: origin.port || (origin.protocol === 'http:' ? 80 : 443),
		}),
	})
}
