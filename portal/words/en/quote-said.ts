import { words } from '../shape.ts'

/** What only the server says of a quote; `to-sign.ts` says some of it of a contract. */
export const quoteSaid = words({
	titleRenewal: 'Renewal of contract {{number}}',
	titleChange: 'Change of contract {{number}}',
	consent: 'I accept quote {{number}} for {{customer}} as shown here, with its conditions.',
	consentMissing: 'Please tick that you accept.',
	declineButton: 'Decline the quote',
	declined: 'You declined this quote',
	expired: 'This quote has expired',
	withdrawn: 'We have withdrawn this quote',
	signedPdf: 'Signed quote (PDF)',
	codeTitle: 'Confirm that it is you',
	againNote: 'You signed in more than a day ago. Sign in once more, then you can sign.',
})
