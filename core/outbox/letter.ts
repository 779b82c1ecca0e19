import type { LinkScope } from '../act.ts'

/**
 * What waits in the outbox for a letter: its name and ids. The letter is composed when it leaves, so that it says how
 * things are then. `secrets` are struck out of the row once it has left.
 */
export type QueuedLetter =
	| { letter: 'invoice-issued' | 'credit-note-issued' | 'invoice-overdue'; invoiceId: string }
	| { letter: 'quote-sent' | 'quote-reminder' | 'quote-accepted' | 'quote-decided'; quoteId: string }
	| { letter: 'quote-question' | 'quote-answered'; quoteId: string; messageId: string }
	| {
			letter: 'link-code'
			to: { name: string; email: string }
			language: string
			minutes: number
			requestedAt: string
			secrets: { code: string }
	  }
	| { letter: 'approval-asked' | 'approval-decided'; requestId: string }
	| { letter: 'address-changed'; addressChangeId: string }
	| { letter: 'contact-added'; customerId: string; contactId: string; addedBy: string }
	| { letter: 'email-changed'; to: { name: string; email: string }; language: string; email: string }
	| { letter: 'payment-received' | 'payment-failed' | 'payment-to-confirm'; paymentId: string }
	| { letter: 'invoice-due-soon'; invoiceId: string }
	| { letter: 'card-saved' | 'card-expiring'; paymentMethodId: string }
	| { letter: 'card-removed'; paymentMethodId: string; contractIds: string[]; by: 'customer' | 'processor' }
	| { letter: 'autopay-changed'; contractId: string; on: boolean; paymentMethodId: string }
	| { letter: 'service-changed'; contractId: string; state: 'normal' | 'warned' | 'restricted' | 'blocked' }
	| { letter: 'payment-refunded'; refundId: string }
	| {
			letter: 'dispute-opened'
			paymentId: string
			amountMinor: string
			reason: string
			answerBy: string | null
			inquiry: boolean
	  }
	| {
			letter: 'sign-in'
			to: { name: string; email: string }
			language: string
			audience: 'customer' | 'staff'
			minutes: number
			requestedAt: string
			secrets: { token: string; code: string }
	  }
	| {
			letter: 'secure-link'
			customerId: string
			/** To one contact; to all who read letters about money when null. */
			contactId: string | null
			contractId: string
			scope: LinkScope
			/** Name of the member of staff, or empty. */
			sentBy: string
			message: string
	  }
