/**
 * Events that other systems ask for most; an endpoint may name any kind that leaves. Which kinds leave at all, the database
 * says: `leaves_by_webhook`.
 */
export const webhookKinds = [
	'customer.created',
	'customer.updated',
	'contract.created',
	'contract.activated',
	'contract.amended',
	'contract.cancelled',
	'contract.renewed',
	'contract.closed',
	'quote.sent',
	'quote.accepted',
	'quote.declined',
	'invoice.issued',
	'invoice.voided',
	'invoice.overdue',
	'credit_note.issued',
	'payment.succeeded',
	'payment.recorded',
	'payment.failed',
	'payment.refunded',
	'payment.disputed',
	'allocation.made',
	'service.blocked',
	'service.restored',
	'message.written',
	'rating.given',
] as const
export type WebhookKind = (typeof webhookKinds)[number]
