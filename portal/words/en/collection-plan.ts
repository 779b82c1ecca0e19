import { words } from '../shape.ts'

/** Collection plans, as customer and staff read them. */
export const collectionPlan = words({
	title: 'Payment plan',
	lead: 'What was agreed, what has been invoiced and what has come in.',
	see: 'See the payment plan',
	none: 'There is no payment plan.',
	covers: 'For {{lines}}',
	received: 'Received',
	receivedOf: '{{received}} of {{total}}',
	number: 'Instalment {{number}} of {{of}}',
	downPayment: 'Down payment',
	instalment: 'Instalment',
	due: 'Due',
	planned: 'Planned',
	invoice: 'Invoice',
	paidMinor: 'Received',
	open: 'Open',
	coming: 'Comes {{day}}',
	paid: 'Paid',
	next: 'Next: {{amount}}, due {{day}}.',
	overdue: '{{amount}} is overdue.',
	givenUp: '{{amount}} is not asked for any more.',
	payRest: 'Pay all that is left now',
	payRestNote: 'We issue the invoices of the remaining instalments today, and you pay them in one go.',
	late: { one: '{{count}} day late', other: '{{count}} days late' },
	payOpen: { one: 'Pay the open invoice', other: 'Pay {{count}} open invoices' },
})
