import { words } from '../shape.ts'

/** What can be wrong with a field, said right under it. */
export const fault = words({
	missing: 'Fill this in.',
	notEmail: 'This is not an email address.',
	notDay: 'This is not a day.',
	notPercent: 'A percentage is from 0 to 100, such as 12.5.',
	notNumber: 'This is not a number.',
	notAmount: 'This is not an amount, such as {{example}}.',
	tooManyDigits: {
		one: 'No more than one digit after the point.',
		other: 'No more than {{count}} digits after the point.',
	},
	tooShort: { one: 'At least {{count}} character.', other: 'At least {{count}} characters.' },
	tooLong: { one: 'No more than {{count}} character.', other: 'No more than {{count}} characters.' },
	tooSmall: 'No less than {{least}}.',
	tooLarge: 'No more than {{most}}.',
	notOffered: 'Choose one of what is offered.',
	wrongForm: 'This does not have the expected form.',
	form: 'Something was not filled in as expected. Look at the form again.',
	fileMissing: 'Choose a file.',
	fileTooLarge: 'The file is too large; up to {{megabytes}} MB can be taken.',
	ofContract: '{{number}}: {{why}}',
})
