import { words } from '../shape.ts'

/** What a page says of a contract that is to be signed, where it says something else of a quote. */
export const toSign = words({
	title: 'Contract {{number}} to sign',
	consent: 'I sign contract {{number}} for {{customer}} as shown here, with its conditions.',
	declineButton: 'Do not sign',
	declined: 'You did not sign this contract',
	expired: 'This contract can no longer be signed here',
	withdrawn: 'We have taken this contract back',
	signedPdf: 'Signed contract (PDF)',
})
