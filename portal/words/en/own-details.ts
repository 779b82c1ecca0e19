import { words } from '../shape.ts'

/** What settles everything on a day, what comes after it, and paying it. */
export const ownDetails = words({
	formats: 'Dates and numbers as in',
	formatsOfAddress: 'The country of the billing address',
	addressCheck:
		'A new country or tax number is stored at once. It counts for lower tax, such as reverse charge, from the day we have checked it; more tax counts from its own day.',
	addressUnchecked:
		'We have not checked this country and tax number yet. They count for lower tax from the day we have checked them.',
	peopleStale: 'To add or remove people, sign in again: so we know that it is you. We write to all of you about it.',
})
