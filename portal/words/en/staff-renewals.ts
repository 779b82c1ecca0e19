import { words } from '../shape.ts'

/** Quotes for another term of many contracts. */
export const staffRenewals = words({
	title: 'What ends or renews',
	percentHint: '0 keeps the prices as they are, 5 raises and -5 lowers each of them',
	renewed: {
		one: '{{count}} contract gets a quote for another term.',
		other: '{{count}} contracts get a quote for another term.',
	},
	renewThem: { one: 'Make and send {{count}} quote', other: 'Make and send {{count}} quotes' },
	renewalsMade: { one: '{{count}} quote is made.', other: '{{count}} quotes are made.' },
	caption: 'What is offered',
	term: 'Another term',
	present: 'A month now',
	next: 'A month then',
	asked: 'waits for an approval before it is sent',
	draft: 'waits as a draft: nobody to write to',
	sum: 'Together, in {{currency}}',
	note: 'Sums of what recurs, before discounts of the contract and tax. A quote can be accepted until the last day of the present term.',
})
