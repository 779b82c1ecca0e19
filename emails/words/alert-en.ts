import { plural } from './plural.ts'

/** What staff are told of, and their morning. */
export const alertEn = {
	payment_received: (amount: string) => `${amount} was received.`,
	payment_failed: (amount: string, reason: string) => `A payment of ${amount} failed${reason ? `: ${reason}` : ''}.`,
	next: (day: string) => `The card is tried again on ${day}.`,
	noNext: 'It is not tried again by itself: the customer has a link to pay.',
	payment_refunded: (amount: string) => `${amount} was sent back to the customer.`,
	payment_disputed: (amount: string) => `The customer disputes a payment of ${amount}.`,
	invoice_overdue: (number: string, amount: string) => `Invoice ${number} is overdue: ${amount} is open.`,
	promise_kept: (amount: string, day: string, invoice: string) =>
		`A promise was kept: ${amount}${invoice ? ` for ${invoice}` : ''}, promised by ${day}, has come.`,
	promise_broken: (amount: string, day: string, invoice: string) =>
		`A promise was broken: ${amount}${invoice ? ` for ${invoice}` : ''} was promised by ${day}.`,
	promise_part: (amount: string) => `${amount} came.`,
	promise_nothing: 'Nothing came.',
	contract_ends: (day: string) => `The contract ends on ${day}.`,
	contract_renews: (day: string) => `The term ends on ${day}; the contract then goes on by itself.`,
	contract_cancelled: (day: string) => `Notice was given: the contract ends on ${day}.`,
	reason: (words: string) => `Reason: ${words}`,
	noReason: 'No reason was given.',
	equipment_delivered: (serial: string) => `Machine ${serial} was delivered.`,
	machine_request_failed: (what: string) => `A request about machines did not go well: ${what}.`,
	machine_request_done: (serial: string) => `What was asked for is done: ${serial}.`,
	machineProblems: {
		not_reached: (machine: string) =>
			`A request about machines did not go well: ${machine}. The provider was not reached.`,
		machine_moved: (machine: string) =>
			`A request about machines did not go well: ${machine}. The machine is not where it was any more.`,
		late: (what: string) => `A request about machines has not been confirmed in time: ${what}.`,
		withdrawn: (machines: string) =>
			`A request about machines was withdrawn: ${machines}. A condition is no longer met.`,
	},
	collection_dispatched: (amount: string, collector: string) =>
		`${amount} is to be collected: the case was given to ${collector}.`,
	instalment_reminded: (amount: string, day: string, invoice: string) =>
		`An instalment is to be watched: ${amount}${invoice ? ` of ${invoice}` : ''}, due on ${day}, ${invoice ? 'is open' : 'will be invoiced'}.`,
	survey_dispatched: (surveyor: string) => `A credit survey was given to ${surveyor}, who is to fill it in.`,
	survey_returned: (words: string) => `A credit survey comes back to you for more: “${words}”`,
	tax_details_given: (details: string) =>
		`Gave a tax number or country that lowers no tax until somebody checks it: ${details}`,
	survey_submitted: (words: string) => `A credit survey that you asked for was handed in: “${words}”`,
	payable_due: (amount: string, day: string, what: string) =>
		`To be paid on ${day} and not marked as paid: ${amount} for “${what}”.`,
	message_received: (words: string) => `Wrote: “${words}”`,
	failures: {
		declined: 'the card was declined',
		insufficient_funds: 'not enough money on the card',
		expired_card: 'the card has expired',
		authentication_required: 'the bank wants the customer to confirm it',
	} as Record<string, string>,
	subjectMany: (count: number) =>
		plural('en', count, { one: `${count} thing has happened`, other: `${count} things have happened` }),
	heading: 'This has just happened',
	more: (count: number) => `And ${count} more.`,
	button: 'Open the console',
	quiet: 'You choose in the console when you hear of such things.',
	digest: {
		subject: (day: string) => `Your morning, ${day}`,
		heading: (name: string) => (name ? `Good morning, ${name}` : 'Good morning'),
		nothing: 'Nothing waits for you, and nothing is overdue.',
		overdue: 'Overdue',
		received: 'Received yesterday',
		invoices: (count: number) => plural('en', count, { one: `${count} invoice`, other: `${count} invoices` }),
		payments: (count: number) => plural('en', count, { one: `${count} payment`, other: `${count} payments` }),
		approvals: 'Approvals that wait for you',
		waiting: 'Customers who wait for an answer',
		steps: 'Next steps due',
		cases: 'Cases of collection to look at',
		ending: 'Contracts whose term ends within 30 days',
		since: 'Since your last digest:',
	},
}
