/** A change that a customer asks for and a person must agree to. */
export const approvalEn = {
	customer: 'Customer',
	now: 'Billed at once',
	credited: 'Credited at once',
	monthBefore: 'Per month now',
	monthAfter: 'A month then',
	from: 'From',
	overdue: 'Overdue',
	overdueSince: (amount: string, days: number) => `${amount}, for ${days} ${days === 1 ? 'day' : 'days'}`,
	amount: 'Amount',
	open: 'Open the request',
	/** What is asked for, of the contract, invoice, payment or person named. */
	what: {
		contract_change: (of: string) => `a change of contract ${of}`,
		contract_activation: (of: string) => `activating contract ${of}`,
		quote_send: (of: string) => `sending quote ${of}`,
		discount: (of: string) => `lower prices on contract ${of}`,
		cancellation: (of: string) => `ending contract ${of}`,
		credit_note: (of: string) => `a credit note for invoice ${of}`,
		refund: (of: string) => `a refund of payment ${of}`,
		write_off: (of: string) => `writing off invoice ${of}`,
		plan_rest: (of: string) => `giving up the rest of a collection plan of contract ${of}`,
		penalty_waiver: (of: string) => `waiving penalty interest of contract ${of}`,
		reschedule: (of: string) => `rescheduling instalments of contract ${of}`,
		delivery: (of: string) => `a delivery of contract ${of}`,
		machine_lock: (of: string) => `locking machines of contract ${of}`,
		machine_unlock: (of: string) => `unlocking machines of contract ${of}`,
		repossession: (of: string) => `repossessing machines of contract ${of}`,
		settlement: (of: string) => `settling contract ${of}`,
		user_access: (of: string) => `access for ${of}`,
		supplier_contract: (of: string) => `contract ${of}, which we pay`,
		partner_application: (of: string) => `the partner application of ${of}`,
	},
	asked: {
		subject: (who: string, what: string) => `${who}: approval wanted for ${what}`,
		again: (subject: string) => `Still waiting: ${subject}`,
		heading: 'Somebody waits for your decision',
		lead: (name: string, what: string) => `${name} asks for your approval of ${what}.`,
		words: 'In their words:',
		button: 'Look and decide',
	},
	news: {
		approved: {
			subject: (what: string) => `Approved: ${what}`,
			heading: 'It is approved and done',
			lead: (name: string, what: string) => `${name} approved ${what}. It is done.`,
		},
		rejected: {
			subject: (what: string) => `Declined: ${what}`,
			heading: 'It is declined',
			lead: (name: string, what: string) => `${name} declined ${what}. Nothing was done.`,
		},
		outdated: {
			subject: (what: string) => `The figures had changed: ${what}`,
			heading: 'The figures had changed',
			lead: (_name: string, what: string) =>
				`Since ${what} was asked for, the figures have changed. Nothing was done. Where it could be, a fresh request with the figures of now has taken its place.`,
		},
		failed: {
			subject: (what: string) => `Could not be done: ${what}`,
			heading: 'Approved, but no longer possible',
			lead: (name: string, what: string) =>
				`${name} approved ${what}, but it could no longer be done. Nothing was changed. The request says why.`,
		},
		undone: {
			subject: (what: string) => `Taken back: ${what}`,
			heading: 'It is taken back',
			lead: (name: string, what: string) =>
				`${name} took back what you had agreed to: ${what}. What was given up is owed again.`,
		},
		question: {
			subject: (what: string) => `A question about ${what}`,
			heading: 'A question before the decision',
			lead: (name: string, what: string) => `Before deciding on ${what}, ${name} asks:`,
		},
	},
	approved: {
		subject: (contract: string) => `Your change of contract ${contract} is made`,
		heading: 'We have agreed',
		lead: (contract: string) =>
			`The change of contract ${contract} that you asked for is made, for the amounts you saw.`,
		button: 'View contract',
	},
	rejected: {
		subject: (contract: string) => `Your change of contract ${contract} is declined`,
		heading: 'We have declined your change',
		lead: (contract: string) => `The change of contract ${contract} that you asked for is not made.`,
		button: 'View contract',
	},
	outdated: {
		subject: (contract: string) => `Please look again at your change of contract ${contract}`,
		heading: 'Please look again',
		lead: (contract: string) =>
			`Things had changed on contract ${contract} since you asked, and the change would no longer have done what you saw. Nothing was changed.`,
		button: 'Look again',
	},
	answer: 'Our answer:',
}
