import { collectingEn } from './collecting-en.ts'
import { plural } from './plural.ts'

const days = (count: number) => `${count} ${plural('en', count, { one: 'day', other: 'days' })}`

export const lettersEn = {
	...collectingEn,
	hello: (name: string) => `Hello ${name},`,
	helloAnyone: 'Hello,',
	openInstead: 'If the button does not work, copy this address into your browser:',
	questions: 'Questions? Just reply to this email.',
	sentBy: (company: string) => `Sent by ${company}`,
	invoice: 'Invoice',
	contract: 'Contract',
	amount: 'Amount',
	amountDue: 'Amount due',
	issued: 'Issued',
	due: 'Due',
	date: 'Date',
	reason: 'Reason',
	card: (brand: string, last4: string) => `${brand} ending in ${last4}`,
	bankTransfer: 'Bank transfer',
	cash: 'Cash',
	cheque: 'Cheque',
	otherMethod: 'Other',
	invoiceIssued: {
		subject: (number: string, amount: string, company: string) => `Invoice ${number} from ${company}: ${amount}`,
		subjectDue: (number: string, amount: string, day: string) => `Invoice ${number}: ${amount} due by ${day}`,
		heading: 'Your new invoice',
		lead: (day: string) => `Please pay by ${day}.`,
		leadAutomatic: (amount: string, card: string, day: string) =>
			`We will charge ${amount} to your ${card} on ${day}. You do not need to do anything.`,
		leadNothingDue: 'There is nothing to pay. The invoice is for your records.',
		attached: 'The invoice is attached as a PDF. Every line on the page says how its amount was worked out.',
		pay: (amount: string) => `Pay ${amount}`,
		view: 'View invoice',
	},
	paymentReceived: {
		subject: (amount: string) => `We received your payment of ${amount}`,
		heading: 'Payment received',
		lead: (amount: string) => `Thank you. We received ${amount}.`,
		receipt: 'Receipt',
		method: 'Paid with',
		applied: (invoice: string) => `Applied to ${invoice}`,
		remaining: (invoice: string) => `Still due on ${invoice}`,
		penalty: 'Penalty interest',
		unallocated: 'Kept as credit',
		settled: 'Nothing else is due on these invoices.',
		attached: 'The receipt is attached as a PDF.',
		view: 'View your account',
	},
	paymentFailed: {
		subject: (invoice: string) => `Your payment for invoice ${invoice} did not go through`,
		heading: 'Your payment did not go through',
		lead: (amount: string, invoice: string) =>
			`We could not take ${amount} for invoice ${invoice}. No money has moved.`,
		reasons: {
			declined: 'Your bank declined the payment without giving a reason. Your bank can tell you more.',
			insufficient_funds: 'There was not enough money available on the card.',
			expired_card: 'The card has expired.',
			incorrect_details: 'The card details did not match what the bank has.',
			authentication_required: 'Your bank wants you to confirm this payment yourself.',
			card_not_supported: 'The card cannot be used for this kind of payment.',
			limit_exceeded: 'The payment is above a limit set on the card.',
			lost_or_stolen: 'The bank has blocked this card. Please use another one.',
			processing_error: 'A technical error at the bank stopped the payment.',
		},
		next: (day: string) => `We will try again on ${day}. To settle it sooner or use another card, use the button.`,
		noNext: 'We will not try again by ourselves. Please pay with the button; it takes a minute.',
		unaffected: 'Your contract goes on unchanged.',
		method: 'Tried with',
		pay: (amount: string) => `Pay ${amount}`,
	},
	creditNoteIssued: {
		subject: (number: string, invoice: string) => `Credit note ${number} for invoice ${invoice}`,
		heading: 'A credit for you',
		lead: (amount: string, invoice: string) => `We have credited ${amount} on invoice ${invoice}.`,
		effects: {
			reduces_invoice: 'What you owe on the invoice is lower by this amount. You do not need to do anything.',
			refund: 'We are sending this amount back to the way you paid.',
			balance: 'The amount stays on your account and pays for coming invoices.',
		},
		parts: {
			reduces_invoice: (amount: string) => `${amount} of it lowers what you owe on the invoice.`,
			refund: (amount: string) => `${amount} of it goes back to the card you paid with.`,
			balance: (amount: string) => `${amount} of it stays on your account and pays for other invoices.`,
		},
		creditNote: 'Credit note',
		attached: 'The credit note is attached as a PDF.',
		view: 'View credit note',
	},
	signIn: {
		subject: (company: string) => `Sign in to ${company}`,
		heading: 'Sign in',
		lead: (minutes: number) =>
			`Use the button, or type the code where you asked for it. Both work once, for ${minutes} ${plural('en', minutes, { one: 'minute', other: 'minutes' })}.`,
		button: 'Sign in',
		code: 'Your code',
		asked: (moment: string) => `Requested on ${moment}`,
		askedFrom: (moment: string, from: string) => `Requested on ${moment} from ${from}`,
		notYou: 'Not you? Ignore this email: without it nobody gets in. Never give the code to anyone, us included.',
	},
	secureLink: {
		subject: (contract: string, company: string) => `Your contract ${contract} with ${company}`,
		heading: 'Your contract online',
		lead: (contract: string) => `Here is your personal link to contract ${contract}. No account or password needed.`,
		leadFrom: (name: string, contract: string) =>
			`${name} has sent you a personal link to contract ${contract}. No account or password needed.`,
		scopes: {
			view: 'With it you can see the terms, dates and invoices.',
			pay: 'With it you can see the terms, dates and invoices, and pay.',
			manage: 'With it you can see the terms, dates and invoices, pay, and change options.',
		},
		button: 'Open contract',
		valid: (day: string) => `The link works until ${day}.`,
		keep: 'Whoever has the link can open the contract. Forward it only to people you trust.',
	},
	invoiceOverdue: {
		subject: (invoice: string, amount: string) => `Reminder: invoice ${invoice}, ${amount} is still open`,
		heading: 'A friendly reminder',
		lead: (invoice: string, amount: string, day: string, late: number) =>
			`Invoice ${invoice} was due on ${day}, ${days(late)} ago. ${amount} is still open.`,
		crossed: 'If you have paid in the last few days, thank you, and please disregard this reminder.',
		trouble: 'Is something wrong with the invoice, or do you need more time? Reply, and we will find a way.',
		attached: 'The invoice is attached again as a PDF.',
		pay: (amount: string) => `Pay ${amount}`,
	},
	paymentRefunded: {
		subject: (amount: string) => `We have refunded ${amount}`,
		heading: 'Your refund is on its way',
		lead: (amount: string) => `We have sent ${amount} back to you.`,
		when: 'Banks usually take 5 to 10 working days to show it.',
		method: 'Refunded to',
		view: 'View your account',
	},
	disputeOpened: {
		subject: (customer: string, amount: string) => `Dispute: ${customer}, ${amount}`,
		heading: 'A payment is disputed',
		lead: (customer: string, amount: string) =>
			`${customer} has disputed a card payment of ${amount}. The processor has taken the amount back until the dispute is decided.`,
		leadInquiry: (customer: string, amount: string) =>
			`The bank of ${customer} is asking about a card payment of ${amount}. No money has moved yet.`,
		reasons: {
			bank_cannot_process: 'The bank cannot process the payment',
			credit_not_processed: 'A promised refund has not arrived',
			customer_initiated: 'Started by the customer',
			duplicate: 'Charged twice',
			fraudulent: 'The cardholder says they did not make it',
			general: 'No specific reason given',
			product_not_received: 'Not received',
			product_unacceptable: 'Not as described',
			subscription_canceled: 'Charged after cancellation',
			unrecognized: 'The cardholder does not recognise it',
		},
		customer: 'Customer',
		invoices: 'Invoices',
		answerBy: 'Answer by',
		advice: 'Without evidence by that day the money is lost. Contract, invoices and messages are ready on the page.',
		button: 'Open dispute',
	},
	accountNotice: {
		button: 'Open your account',
		notAsked: 'Was this not you or your people? Reply to this email, and we will look into it.',
		notYou: 'If you do not know what this is about, reply to this email.',
		address: {
			subject: (customer: string) => `New billing address of ${customer}`,
			heading: 'The billing address was changed',
			lead: (customer: string, from: string) => `From ${from} invoices for ${customer} carry this address:`,
		},
		added: {
			subject: (customer: string, company: string) => `You were added to ${customer} at ${company}`,
			heading: 'You can now see the contracts',
			lead: (by: string, customer: string, company: string) =>
				`${by} added you to ${customer} at ${company}. You sign in with this email address; no password is needed.`,
		},
		people: {
			subject: (customer: string, company: string) => `Who sees the contracts of ${customer} at ${company} has changed`,
			heading: 'Your people have changed',
			added: (by: string, name: string, customer: string) =>
				`${by} added ${name} to ${customer}: they now see its contracts and invoices and can pay and change them. If that is not right, remove them in your account.`,
			removed: (by: string, name: string, customer: string) =>
				`${by} removed ${name} from ${customer}: they no longer see its contracts and invoices. If that is not right, add them again in your account.`,
			left: (by: string, customer: string, company: string) =>
				`${by} removed you from ${customer} at ${company}: you no longer see its contracts and invoices.`,
		},
		email: {
			subject: (company: string) => `Your email address at ${company} was changed`,
			heading: 'Your email address was changed',
			lead: (email: string) =>
				`From now on you sign in, and get our letters, at ${email}. This address is no longer used.`,
		},
		access: {
			subject: (company: string) => `Your sign-in at ${company} was changed`,
			heading: 'Your sign-in was changed',
			set: 'A password was set. From now on you can sign in with it as well as by letter.',
			changed: 'Your password was changed.',
			removed: 'Your password was removed. You sign in with a link that comes by mail.',
			closed:
				'Your password was typed wrong a hundred times in a row, so it no longer opens anything. Sign in with a link by mail: then it works again, or set another.',
			passkey_added: 'A passkey was added.',
			passkey_removed: 'A passkey was removed.',
			factor_on: 'An authenticator app was added: every sign-in asks for its code.',
			factor_off: 'The codes of your authenticator app were turned off.',
			factor_reset: (by: string, reason: string) =>
				`${by} has reset your second factor: app, passkeys and recovery codes no longer count. Reason: ${reason}`,
			notYou:
				'Was this not you? Ask for a sign-in link at once, set another password, sign out all other devices, and tell us in reply to this email.',
			button: 'Sign in',
		},
	},
}
