/** A change that a customer asks for and a person must agree to. */
export const approvalEn = {
	customer: 'Customer',
	contract: 'Contract',
	now: 'Billed at once',
	credited: 'Credited at once',
	monthBefore: 'A month so far',
	monthAfter: 'A month then',
	from: 'From',
	overdue: 'Overdue',
	overdueSince: (amount: string, days: number) => `${amount}, for ${days} ${days === 1 ? 'day' : 'days'}`,
	asked: {
		subject: (customer: string, contract: string) => `${customer} asks for a change of ${contract}`,
		heading: 'A change waits for your decision',
		lead: (name: string, contract: string) =>
			`${name} asks for a change of contract ${contract} that needs somebody’s word.`,
		words: 'In their words:',
		button: 'Look and decide',
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
