import type { Scope } from '../act.ts'

export type PaymentState = 'started' | 'processing' | 'action_required' | 'succeeded' | 'failed' | 'canceled'

/** Why a card was not charged, as it can be told to its holder. The processor's own codes stay at the processor's edge. */
export type FailureReason =
	| 'declined'
	| 'insufficient_funds'
	| 'expired_card'
	| 'incorrect_details'
	| 'authentication_required'
	| 'card_not_supported'
	| 'limit_exceeded'
	| 'lost_or_stolen'
	| 'processing_error'

export const receiptMethods = ['transfer', 'cash', 'cheque', 'card', 'otherwise'] as const
export type ReceiptMethod = (typeof receiptMethods)[number]

/** Money in, or one attempt at it. Amounts in minor units of `currency`. */
export type Payment = {
	id: string
	customerId: string
	currency: string
	amountMinor: bigint
	source: 'card' | 'recorded'
	state: PaymentState
	initiatedBy: 'customer' | 'company'
	intentId: string | null
	sessionId: string | null
	sessionUrl: string | null
	paymentMethodId: string | null
	/** Empty until the processor says which card it was. */
	methodBrand: string
	methodLast4: string
	/** Of the last attempt that failed; empty when none did. A payment that is not final may still succeed. */
	failureCode: FailureReason | ''
	reference: string
	/** Of money recorded by hand: how it came, where that is known. */
	method: ReceiptMethod | ''
	receiptNumber: string | null
	contactId: string | null
	receivedOn: Temporal.PlainDate | null
	createdAt: Temporal.Instant
	settledAt: Temporal.Instant | null
	expiresAt: Temporal.Instant | null
	saveCard: boolean
	/** Of a charge without the customer: its one invoice, and which charge of it this is, from 1. */
	chargedInvoiceId: string | null
	chargeNumber: number | null
	allocatedMinor: bigint
	returnedMinor: bigint
}

/** An attempt that may still bring money: nothing else is started for its invoices. */
export const openStates: PaymentState[] = ['started', 'processing', 'action_required']

/** Somebody is paying at this moment. A charge that waits for its holder to confirm it holds nothing up. */
export const busyStates: PaymentState[] = ['started', 'processing']

export function isOpen(payment: { state: PaymentState }): boolean {
	return openStates.includes(payment.state)
}

/** The columns of a Payment, for a `select` or `returning` on the table payment. */
export function paymentColumns({ sql }: Pick<Scope, 'sql'>) {
	return sql`payment.id, payment.customer_id as "customerId", payment.currency, payment.amount_minor as "amountMinor",
		payment.source, payment.state, payment.initiated_by as "initiatedBy", payment.processor_intent_id as "intentId",
		payment.processor_session_id as "sessionId", payment.processor_session_url as "sessionUrl",
		payment.payment_method_id as "paymentMethodId", payment.method_brand as "methodBrand",
		payment.method_last4 as "methodLast4", payment.failure_code as "failureCode", payment.reference, payment.method,
		payment.receipt_number as "receiptNumber", payment.contact_id as "contactId", payment.received_on as "receivedOn",
		payment.created_at as "createdAt", payment.settled_at as "settledAt", payment.expires_at as "expiresAt",
		payment.save_card as "saveCard", payment.charged_invoice_id as "chargedInvoiceId", payment.charge_number as "chargeNumber", payment.allocated_minor as "allocatedMinor", payment.returned_minor as "returnedMinor"`
}
