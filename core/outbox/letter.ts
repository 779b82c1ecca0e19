import type { LinkScope } from '../act.ts'

/** What of the ways into an account was changed; `closed`: a password that was wrong too often. */
export type AccessChange =
	| 'set'
	| 'changed'
	| 'removed'
	| 'closed'
	| 'passkey_added'
	| 'passkey_removed'
	| 'factor_on'
	| 'factor_off'

/**
 * What waits in the outbox for a letter: its name and ids. The letter is composed when it leaves, so that it says how
 * things are then. `secrets` are struck out of the row once it has left.
 */
export type QueuedLetter =
	| { letter: 'invoice-issued' | 'credit-note-issued' | 'invoice-overdue'; invoiceId: string }
	| { letter: 'quote-sent' | 'quote-reminder' | 'quote-accepted' | 'quote-decided'; quoteId: string }
	| { letter: 'quote-question' | 'quote-answered'; quoteId: string; messageId: string }
	/** What was written in the ten minutes that end then. */
	| { letter: 'message-received' | 'message-answered'; contractId: string; until: string }
	| {
			letter: 'rating-asked'
			to: { name: string; email: string }
			language: string
			stage: 'first_invoice_paid' | 'renewed' | 'conversation_answered' | 'visit_done'
			contactId: string
			/** A visit may be of no contract: then it is what is asked about. */
			contractId: string | null
			subjectId?: string
			secrets: { token: string }
	  }
	| { letter: 'rating-low'; requestId: string }
	| {
			letter: 'link-code'
			to: { name: string; email: string }
			language: string
			minutes: number
			requestedAt: string
			secrets: { code: string }
	  }
	| { letter: 'approval-asked'; requestId: string; userId: string; again?: boolean }
	| {
			letter: 'request-news'
			requestId: string
			userId: string
			news: 'approved' | 'rejected' | 'outdated' | 'failed' | 'undone' | 'question'
			/** Who decided or asks. */
			name: string
			comment: string
	  }
	| { letter: 'approval-decided'; requestId: string }
	| {
			letter: 'contract-cancelled'
			contractId: string
			sequence: number
			/** By the company: its customer cannot take it back. */
			byCompany?: boolean
			endsOn: string
			currency: string
			effectMinor: string
			lastInvoice: { on: string; totalMinor: string } | null
	  }
	| { letter: 'contract-kept'; contractId: string; sequence: number }
	| { letter: 'contract-settled'; requestId: string; contractId: string }
	| { letter: 'cancel-noted'; contractId: string; sequence: number; what: 'cancelled' | 'kept' | 'stayed' }
	| {
			letter: 'offer-taken'
			contractId: string
			sequence: number
			kind: 'discount' | 'pause' | 'plan'
			percent: string
			periods: number
			until: string
			currency: string
			effectiveOn: string
			effectMinor: string
			monthMinor: string
	  }
	| { letter: 'renewal-coming'; contractId: string; endsOn: string; lastDay: string }
	| { letter: 'contract-ends'; contractId: string; endsOn: string }
	/** To who wants to become a partner. */
	| { letter: 'application-confirm'; applicationId: string; secrets: { token: string } }
	| { letter: 'application-decided'; applicationId: string }
	/** To the company's own: it goes on by itself unless somebody objects by the last day, or ends. */
	| { letter: 'supplier-term'; contractId: string; endsOn: string; lastDay: string; renews: boolean }
	| { letter: 'price-change' | 'price-kept'; contractId: string; priceUpdateId: string }
	| { letter: 'address-changed'; addressChangeId: string }
	| { letter: 'contact-added'; customerId: string; contactId: string; addedBy: string }
	| {
			letter: 'people-changed'
			customerId: string
			contactId: string
			/** The contact who did it. */
			by: string
			what: 'added' | 'removed'
			name: string
	  }
	| { letter: 'email-changed'; to: { name: string; email: string }; language: string; email: string }
	| {
			letter: 'access-changed'
			to: { name: string; email: string }
			language: string
			audience: 'customer' | 'staff'
			what: AccessChange
	  }
	| {
			letter: 'second-factor-reset'
			to: { name: string; email: string }
			language: string
			by: string
			reason: string
	  }
	| { letter: 'payment-received' | 'payment-failed' | 'payment-to-confirm'; paymentId: string }
	| { letter: 'invoice-due-soon'; invoiceId: string }
	| { letter: 'instalment-due-soon'; instalmentId: string }
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
			to: { name: string; email: string; country?: string }
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
