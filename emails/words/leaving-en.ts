import { plural } from './plural.ts'

const periods = (count: number) =>
	`${count} ${plural('en', count, { one: 'billing period', other: 'billing periods' })}`

/** Sentences of the letters about leaving, staying, and the end of a term. */
export const leavingEn = {
	lastDay: 'Last day',
	lastInvoice: 'Last invoice',
	noFurtherInvoice: 'No further invoice follows',
	credit: 'You get back',
	finalAmount: 'Still to pay',
	reason: 'Reason',
	inTheirWords: 'In their words',
	taxIncluded: (amount: string) => `${amount}, tax included`,
	invoiceOn: (amount: string, day: string) => `${amount}, tax included, on ${day}`,
	cancelled: {
		subject: (contract: string, day: string) => `Contract ${contract} ends on ${day}`,
		heading: 'Your cancellation is confirmed',
		lead: (contract: string, day: string) =>
			`You have cancelled contract ${contract}. Its last day is ${day}. Until then everything goes on as agreed. You do not need to do anything else.`,
		undo: (day: string) =>
			`Changed your mind? Until the end of ${day} you can take the cancellation back with one press on the page.`,
		button: 'Take it back',
		documents: 'Your documents stay available to you afterwards.',
	},
	ended: {
		heading: 'Your contract is cancelled',
		lead: (contract: string, day: string) =>
			`Contract ${contract} is cancelled. Its last day is ${day}. Until then everything goes on as agreed.`,
		ask: 'Is this not what you expected? Reply to this email, and we will look at it with you.',
		button: 'View contract',
	},
	kept: {
		subject: (contract: string) => `Contract ${contract} goes on`,
		heading: 'The cancellation is taken back',
		lead: (contract: string) => `Contract ${contract} goes on as it was before you cancelled it.`,
		open: (day: string) => `You can cancel it at any time; if you did so today, it would end on ${day}.`,
		fixed: (day: string) => `It ends by itself on ${day}; no notice is needed.`,
		button: 'View contract',
	},
	stayed: {
		subject: (contract: string) => `Contract ${contract}: what we have agreed`,
		heading: 'This is agreed',
		discount: (contract: string, percent: string, count: number) =>
			`You get ${percent} off contract ${contract} for ${periods(count)}. After that the price is as before.`,
		pause: (contract: string, day: string) =>
			`Contract ${contract} is paused through ${day}. Nothing is charged for these days, and it goes on by itself afterwards.`,
		plan: (contract: string) => `Contract ${contract} has changed to the smaller plan.`,
		from: 'Takes effect on',
		month: 'Per month afterwards, before tax',
		cancelStill: 'The contract is not cancelled. You can still cancel it on its page at any time.',
		button: 'View contract',
	},
	noted: {
		subject: {
			cancelled: (customer: string, contract: string) => `${customer} has cancelled contract ${contract}`,
			kept: (customer: string, contract: string) => `${customer} keeps contract ${contract}`,
			stayed: (customer: string, contract: string) => `${customer} stays: contract ${contract}`,
		},
		heading: {
			cancelled: 'A contract was cancelled',
			kept: 'A cancellation was taken back',
			stayed: 'An offer to stay was taken',
		},
		lead: {
			cancelled: (customer: string, contract: string) => `${customer} has cancelled contract ${contract}.`,
			kept: (customer: string, contract: string) =>
				`${customer} has taken the cancellation of contract ${contract} back.`,
			stayed: (customer: string, contract: string) =>
				`${customer} was about to cancel contract ${contract} and took the offer made instead.`,
		},
		noReason: 'Not given',
		button: 'Open contract',
	},
	renews: {
		subject: (contract: string, day: string) => `Contract ${contract} renews unless you cancel by ${day}`,
		heading: 'Your contract is about to renew',
		lead: (contract: string, end: string, day: string) =>
			`The present term of contract ${contract} ends on ${end}. If you do not cancel by ${day}, it goes on for another term.`,
		lastDay: 'Last day to cancel',
		until: 'Renewed until',
		price: 'Each regular invoice',
		nothing: 'If you want to go on, you do not need to do anything.',
		button: 'Cancel the contract',
		view: 'The button opens the page on which you cancel; nothing is cancelled before you confirm there.',
	},
	ends: {
		subject: (contract: string, day: string) => `Contract ${contract} ends on ${day}`,
		heading: 'Your contract comes to its end',
		lead: (contract: string, day: string) =>
			`Contract ${contract} ends by itself on ${day}. It does not renew, and no notice is needed.`,
		goOn: 'Would you like to go on? Reply to this email, and we will make you an offer.',
		button: 'View contract',
	},
}
