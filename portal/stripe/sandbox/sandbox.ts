import { Router } from 'express'
import type { Sql } from '#db/client.ts'
import { apiHandler } from './api.ts'
import { deliverDue } from './deliver.ts'
import { followUp } from './follow-up.ts'
import { pageRoutes } from './pages/routes.ts'
import { prepareStore } from './store.ts'
import type { Clock, Exchange } from './turn.ts'
import type { Works } from './works.ts'

export type SandboxSettings = {
	/** A postgres.js client; the sandbox keeps its own schema `card_sandbox` there. */
	sql: Sql
	/** Where signed events are posted; a function where the port is known only later. */
	webhookUrl: string | (() => string)
	webhookSecret: string
	/** Where the browser reaches this server, without a slash at the end. */
	publicUrl: string | (() => string)
	clock: Clock
	/** The seller's name on the hosted pages. */
	merchant?: string
	/** As the product's own setting says: the sandbox refuses to be made there. */
	production?: boolean
	/** Sees every exchange with the API; tests hold both sides against the SDK's types. */
	observe?: (exchange: Exchange) => void
}

export type CardSandbox = {
	/** Serves `/v1/*` and `/sandbox/*`. Mount it before any body parser. */
	router: Router
	/** Delivers events and does what the processor does by itself, until `stop`. */
	startDelivering(): void
	/** Stops delivering; resolves when the delivery under way is over. */
	stop(): Promise<void>
	/** Does at once everything that is due or would become due: settlement, disputes, refunds, expiry, deliveries. */
	catchUp(): Promise<{ delivered: number }>
}

/** How often due things are looked for when nothing has woken the sandbox. */
const PULSE_MILLISECONDS = 500

const late = (value: string | (() => string)) => (typeof value === 'function' ? value : () => value)

/**
 * The local card processor: Stripe's API as the pinned SDK speaks it, with hosted pages, test cards and signed,
 * repeated webhooks. Refuses to be made in production.
 */
export function stripeSandbox(settings: SandboxSettings): CardSandbox {
	if (settings.production) {
		throw new Error('The card processor sandbox must not run in production: set STRIPE_SECRET_KEY.')
	}
	let prepared: Promise<void> | undefined
	let running = false
	let timer: NodeJS.Timeout | undefined
	let round: Promise<void> = Promise.resolve()
	let woken = false

	const works: Works = {
		sql: settings.sql,
		clock: settings.clock,
		publicUrl: late(settings.publicUrl),
		webhookUrl: late(settings.webhookUrl),
		webhookSecret: settings.webhookSecret,
		merchant: settings.merchant ?? 'Counterpart',
		ready: () => {
			prepared ??= prepareStore(settings.sql).catch((error: unknown) => {
				prepared = undefined
				throw error
			})
			return prepared
		},
		wake: () => {
			woken = true
			if (running) schedule(0)
		},
		observe: settings.observe,
	}

	function schedule(wait: number): void {
		clearTimeout(timer)
		timer = setTimeout(() => {
			round = round.then(pulse)
		}, wait)
		timer.unref()
	}

	async function pulse(): Promise<void> {
		if (!running) return
		woken = false
		try {
			await works.ready()
			await followUp(works)
			await deliverDue(works)
		} catch {
			// The database is away or closing: the next pulse tries again, and nothing due is forgotten.
		}
		if (running) schedule(woken ? 0 : PULSE_MILLISECONDS)
	}

	const router = Router()
	router.use('/v1', apiHandler(works))
	router.use('/sandbox', pageRoutes(works))
	return {
		router,
		startDelivering: () => {
			running = true
			schedule(0)
		},
		stop: async () => {
			running = false
			clearTimeout(timer)
			await round
		},
		catchUp: async () => {
			await works.ready()
			await followUp(works, true)
			return { delivered: await deliverDue(works, true) }
		},
	}
}
