/** Sentences of the letters about suppliers and partners, and about becoming one. */
export const partnerEn = {
	term: {
		renews: {
			subject: (party: string, contract: string, day: string) => `Object by ${day}: ${contract} with ${party} renews`,
			heading: 'A contract that we pay renews by itself',
			lead: (party: string, contract: string, day: string) =>
				`Contract ${contract} with ${party} goes on for another term unless it is ended. Notice must reach them by ${day}.`,
		},
		ends: {
			subject: (party: string, contract: string, day: string) => `${contract} with ${party} ends on ${day}`,
			heading: 'A contract that we pay comes to its end',
			lead: (party: string, contract: string, day: string) =>
				`Contract ${contract} with ${party} ends by itself on ${day}. If it is still needed, agree on what follows.`,
		},
		party: 'Supplier or partner',
		contract: 'Contract',
		lastDay: 'Last day to object',
		endsOn: 'End of the term',
		renewedUntil: 'It would then run until',
		yearly: 'To pay in the next twelve months',
		button: 'Open the contract',
	},
	confirm: {
		subject: (company: string) => `Confirm your application to ${company}`,
		heading: 'One step left',
		lead: (applicant: string, company: string) =>
			`You have applied for ${applicant} to become a partner of ${company}. Confirm that this address is yours, and your application goes to the people who decide.`,
		button: 'Confirm the application',
		until: (day: string) => `The link works until ${day}.`,
		notYou: 'Was it not you? Then you need not do anything: without the confirmation nothing happens.',
	},
	approved: {
		subject: (company: string) => `${company}: welcome as a partner`,
		heading: 'Your application is accepted',
		lead: (applicant: string, company: string) =>
			`${applicant} is now a partner of ${company}. We look forward to working together.`,
		next: 'Somebody of our team will write to you about the next steps.',
	},
	rejected: {
		subject: (company: string) => `Your application to ${company}`,
		heading: 'About your application',
		lead: (applicant: string, company: string) =>
			`Thank you for the application of ${applicant} to become a partner of ${company}. We have looked at it with care and cannot accept it at this time.`,
		next: 'Things change: you are welcome to apply again later.',
	},
}
