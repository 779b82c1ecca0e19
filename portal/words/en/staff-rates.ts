import { words } from '../shape.ts'

/** Rates of currencies, for reports. */
export const staffRates = words({
	title: 'Currency rates',
	lead: 'What currencies are worth of each other, for reports that sum up several of them. Invoices never use them: each stays in its own currency.',
	saved: 'Saved. Figures use it at once.',
	brought: {
		one: '{{count}} rate is new or other, of {{read}} in the file.',
		other: '{{count}} rates are new or other, of {{read}} in the file.',
	},
	reporting: 'Reports sum up in',
	reportingSave: 'Save',
	latest: 'Latest rates',
	count: { one: '{{count}} rate in all.', other: '{{count}} rates in all.' },
	none: 'No rate yet',
	noneNote: 'Figures of several currencies stand beside each other until there is one.',
	is: '1 {{base}} is',
	since: 'From',
	act: 'Take out',
	removeOf: 'Take out {{base}} in {{currency}} of {{day}}',
	add: 'Type a rate',
	base: 'One of',
	rate: 'Is so many',
	of: 'Of',
	validFrom: 'First day',
	set: 'Set the rate',
	file: 'Rates of the European Central Bank',
	fileHint:
		'Its CSV file as it is, of one day or of all: Date, USD, JPY and so on against the euro. Others are reckoned across it.',
	fileNeeded: 'Choose the file first.',
	fileTooLarge: 'The file is larger than {{most}} MB.',
	bring: 'Bring in the file',
	inOne: 'in {{currency}}: {{value}}',
	missing: 'in {{currency}}: no rate for {{list}}',
	missingOf: '{{code}} on {{day}}',
	used: '1 {{code}} = {{rate}} ({{day}})',
	usedSpan: '1 {{code}} = {{rate}} ({{day}}) to {{lastRate}} ({{lastDay}})',
})
