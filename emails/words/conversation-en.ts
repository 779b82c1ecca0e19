/** Sentences of the letters about conversations and ratings. */
export const conversationEn = {
	received: {
		subject: (customer: string, contract: string) => `${customer} writes about contract ${contract}`,
		heading: 'A message from a customer',
		wrote: (name: string) => `${name} writes:`,
		files: (names: string) => `Files: ${names}`,
		button: 'Answer',
	},
	mentioned: {
		subject: (author: string, contract: string) => `${author} names you, about contract ${contract}`,
		heading: 'A colleague has named you',
		wrote: (author: string, contract: string, customer: string) =>
			`${author} writes about contract ${contract} of ${customer}:`,
		among: 'This stays among colleagues: the customer does not see it.',
		button: 'Open the discussion',
	},
	answered: {
		subject: (contract: string) => `A message for you about contract ${contract}`,
		heading: 'We have written to you',
		wrote: (name: string) => `${name} writes:`,
		files: (names: string) => `Files: ${names}`,
		button: 'Read and reply',
		note: 'Files are on the page, not in this email.',
	},
	rating: {
		subject: (company: string) => `How satisfied are you with ${company}?`,
		heading: 'How satisfied are you?',
		lead: {
			first_invoice_paid: (contract: string) =>
				`Your first invoice for ${contract} is paid. How was the start with us?`,
			renewed: (contract: string) => `${contract} has been renewed. How do you like being our customer?`,
			conversation_answered: (contract: string) => `You wrote to us about ${contract}. How was our answer?`,
			visit_done: (contract: string) => `${contract}: we were with you. How was our visit?`,
		},
		press: 'One click chooses, a second one sends:',
		scores: { s5: 'Very good', s4: 'Good', s3: 'Fair', s2: 'Poor', s1: 'Very poor' },
		stop: 'You do not want such questions? Turn them off in your account under “Emails”.',
	},
	lowRating: {
		subject: (customer: string, score: number) => `${customer} gave ${score} of 5`,
		heading: 'A low rating',
		lead: (contact: string, customer: string, score: number) => `${contact} of ${customer} gave ${score} of 5.`,
		stage: 'Asked about',
		stages: {
			first_invoice_paid: 'First invoice paid',
			renewed: 'Renewal',
			conversation_answered: 'Answer to a message',
			visit_done: 'Care visit',
		},
		contract: 'Contract',
		noComment: 'There is no comment.',
		button: 'Open the customer',
	},
}
