import { words } from '../shape.ts'

/** What colleagues say among themselves about a contract, in the console. */
export const staffDiscussion = words({
	sides: 'Whom it is with',
	among: 'Among colleagues',
	withCustomer: 'With the customer',
	title: 'Among colleagues',
	lead: 'Only staff read this. The customer never does: not on a page, in a letter, or in a file.',
	none: 'Nothing was said yet',
	noneNote: 'Ask a colleague, or leave word for the next one: @ and a name tells them by mail and in their chat.',
	earlier: 'Earlier remarks',
	latest: 'To the latest',
	write: 'Say something',
	text: 'For colleagues only',
	textHint: 'Write @ and a name, such as @{{name}}, to tell a colleague of any department.',
	tell: 'Tell colleagues',
	send: 'Say it',
	sent: 'Said.',
	told: 'Told: {{names}}',
	toldNow: { one: 'Said, and {{count}} colleague is told.', other: 'Said, and {{count}} colleagues are told.' },
	unknown: 'Nobody is told of @{{name}}: no colleague, or more than one, is called so.',
	named: 'For you',
	me: 'you',
})
