import { words } from '../shape.ts'

/** Templates of contracts and quotes. */
export const staffTemplates = words({
	title: 'Templates',
	lead: 'What contracts and quotes are begun with: terms, lines and clauses. What was begun stays as it is when its template changes.',
	add: 'Add a template',
	addOne: 'New template',
	addPayable: 'Add a template for suppliers and partners',
	addPayableOne: 'New template for suppliers and partners',
	payableMark: 'for suppliers and partners',
	payments: 'Payments',
	paymentsHint:
		'In {{currency}}, the currency of the company; a contract in another one begins without them. A row that is left empty is not kept.',
	payment: 'Payment {{number}}',
	afterDays: 'Due first after, in days',
	none: 'There is no template yet.',
	name: 'Name',
	type: 'Type of contract',
	termMonths: 'Term, in months',
	lines: 'Lines',
	linesHint:
		'A price that is left empty is the one of the catalogue on the day. One that is typed holds in {{currency}} alone.',
	linesKept: 'As the template says them: your role does not write lines.',
	clauses: 'Clauses',
	clausesHint:
		'In their order, each in the languages you have it in; a customer without their own reads the English text. A line that is left empty is not kept.',
	clause: 'Clause {{number}}',
	languages: { en: 'English', ru: 'Russian', zh: 'Chinese', vi: 'Vietnamese' },
	variables: 'Filled in when a quote is sent:',
	retired: 'Not offered any more',
	retiredMark: 'not offered any more',
	save: 'Save the template',
	saved: 'The template is saved.',
	contracts: { one: '{{count}} contract', other: '{{count}} contracts' },
	begin: 'Begin with a template',
	noneChosen: 'none',
	use: 'Use it',
	begun: 'Begun with the template “{{name}}”. Change here what is different this time.',
})
