import { words } from '../shape.ts'

/** What settles everything on a day, what comes after it, and paying it. */
export const payOff = words({
	see: 'Penalty interest and pay-off',
	unpaid: 'Reckoned as if nothing were paid until then.',
	on: 'To settle everything on {{day}}',
	withComing: 'All open invoices, what will be invoiced by then, and the penalty interest, as of {{day}}.',
	coming: 'To be invoiced by then',
	comes: 'invoiced on {{day}}',
	after: 'Still to come after that day',
	afterNote: '{{amount}} is still to come after that day, in instalments or sold once.',
	rounding: 'Rounding',
	pay: 'Pay all of it now',
	payNote: 'We issue the invoice of the penalty interest owed today, and you pay it together with what is open.',
})
