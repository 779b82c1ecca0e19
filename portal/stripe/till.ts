import type Stripe from 'stripe'
import type { Actor, Books } from '#core/act.ts'
import type { Log } from '../log.ts'

/** What taking cards needs: the books, the processor, and where the payer comes back to. */
export type Till = {
	books: Books
	stripe: Stripe
	/** Origin without a trailing slash. */
	publicUrl: string
	/** Whether real money moves; messages of the other kind are refused. */
	live: boolean
	log: Log
}

/** The processor's word moves payments, so it acts in its own name, whoever pressed the button. */
export const processor: Actor = { kind: 'system', name: 'card processor' }

/** The page that waits for the outcome of a payment. */
export function outcomePage(till: Pick<Till, 'publicUrl'>, paymentId: string): string {
	return `${till.publicUrl}/payments/${paymentId}`
}

/** What is said while the processor cannot be asked. */
export const unavailable = { ok: false, refusal: { code: 'payment.processor_unavailable', facts: {} } } as const
