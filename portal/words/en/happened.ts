import { words } from '../shape.ts'

/** What happened to a contract, by the kinds of core's events. */
export const happened = words({
	'contract.created': 'The contract was drawn up.',
	'contract.activated': 'The contract came into force.',
	'contract.amended': 'The contract was changed from {{day}} on.',
	'contract.ending': 'The end of the contract was set.',
	'contract.closed': 'The contract ended.',
	'contract.voided': 'The contract was withdrawn.',
	'invoice.issued': 'Invoice {{number}} over {{amount}} was issued.',
	'invoice.voided': 'Invoice {{number}} was taken back.',
	'invoice.overdue': 'Invoice {{number}} passed its due day.',
	'credit_note.issued': 'Credit note {{number}} over {{amount}} was issued.',
	'payment.succeeded': 'We received {{amount}}. Thank you.',
	'payment.failed': 'A payment of {{amount}} did not go through.',
	'payment.action_required': 'Your bank asked you to confirm a payment of {{amount}}.',
	'payment.refunded': '{{amount}} was sent back to you.',
	'payment.disputed': 'A payment of {{amount}} was disputed.',
	'payment.dispute_closed': 'The dispute about a payment was decided.',
	'link.sent': 'A personal link to this page was sent.',
	'link.opened': 'A personal link was opened.',
	'link.revoked': 'A personal link was withdrawn.',
	byCustomer: 'your side',
	reason: 'Reason: {{reason}}',
})
