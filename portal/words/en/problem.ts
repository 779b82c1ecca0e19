import { words } from '../shape.ts'

export const problem = words({
	notFoundTitle: 'There is nothing here',
	notFoundBody: 'The page does not exist, or it is not yours to see. Check the address, or start from the overview.',
	expiredTitle: 'This link no longer works',
	expiredBody: 'It was used up, withdrawn, or its time has passed. Ask for a new one and it comes by mail.',
	unreadableTitle: 'What was sent could not be read',
	unreadableBody: 'Nothing was changed. Go back, load the page again and fill it in once more.',
	tooLargeTitle: 'That was too much at once',
	tooLargeBody: 'Nothing was changed. Go back and send less, or smaller files.',
	brokenTitle: 'Something went wrong on our side',
	brokenBody: 'Try again in a moment. If it happens again, tell us this reference and we can find out what went wrong.',
	tooManyTitle: 'That was too many tries',
	tooManyBody: 'Wait a little and try again. This protects your account.',
	tooManyWait: { one: 'Try again in {{count}} second.', other: 'Try again in {{count}} seconds.' },
	reference: 'Reference',
	home: 'Go to the overview',
	askForLink: 'Send me a new link',
})
