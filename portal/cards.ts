import type { Books } from '#core/act.ts'
import type { Settings } from '#core/settings.ts'
import type { Log } from './log.ts'
import type { Receiver } from './server.ts'
import { openCardProcessor } from './stripe/client.ts'
import { receiveStripe } from './stripe/receive.ts'
import type { CardSandbox } from './stripe/sandbox/sandbox.ts'
import type { Till } from './stripe/till.ts'

/** Everything about cards that a process needs: the till, what the web serves for it, and the sandbox if it plays. */
export type Cards = { till: Till; receivers: Receiver[]; paymentOrigins: string[]; sandbox: CardSandbox | undefined }

const webhooks = '/webhooks/stripe'

/** Opens Stripe, or without its keys the sandbox, which lives in the web server of this machine. */
export async function openCards(books: Books, settings: Settings, log: Log): Promise<Cards> {
	const { stripe, live, webhookSecret, sandbox: local } = openCardProcessor(settings, settings.port)
	const till = { books, stripe, live, publicUrl: settings.publicUrl, log }
	const receive = { path: webhooks, handle: receiveStripe({ books, webhookSecret, live, log }) }
	if (!local) {
		return { till, receivers: [receive], paymentOrigins: ['https://checkout.stripe.com'], sandbox: undefined }
	}
	const { stripeSandbox } = await import('./stripe/sandbox/sandbox.ts')
	const [company] = await books.sql<{ name: string }[]>`select name from company`
	const sandbox = stripeSandbox({
		...(company ? { merchant: company.name } : {}),
		production: settings.production,
		sql: books.sql,
		webhookUrl: `http://127.0.0.1:${settings.port}${webhooks}`,
		webhookSecret,
		publicUrl: settings.publicUrl,
		clock: { now: () => Temporal.Now.instant() },
	})
	return { till, receivers: [receive, { path: '/', handle: sandbox.router }], paymentOrigins: [], sandbox }
}
