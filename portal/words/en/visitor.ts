import { words } from '../shape.ts'

/** The frame of a customer's pages: where one can go, and who one is. */
export const visitor = words({
	overview: 'Overview',
	contract: 'Contract',
	invoices: 'Invoices',
	pay: 'Pay',
	account: 'Your account',
	settings: 'Details, people, devices',
	byLink: 'You are here by a personal link.',
	byLinkView: 'With it you can look, not pay.',
	customers: 'Show',
	claim: 'Make this an account',
	claimHint: 'Then you can come back any time with your email address.',
	signOutEverywhere: 'Sign out on all devices',
	leave: 'Close this link',
})
