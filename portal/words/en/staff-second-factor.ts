import { words } from '../shape.ts'

export const staffSecondFactor = words({
	title: 'One more step',
	lead: 'Type the code that your authenticator app shows.',
	code: 'Code',
	codeHint: 'Six digits, or one of your recovery codes.',
	enter: 'Continue',
	leave: 'Sign out',
	mine: 'Second factor',
	mineLead:
		'With it nobody gets in with your mailbox alone: at every sign-in an app on your phone is asked for a code.',
	password: 'Password',
	off: 'You have none',
	scan: '1. Scan this with an authenticator app',
	byHand: 'Or type it there',
	prove: '2. Type the code that the app shows',
	six: 'Six digits',
	turnOn: 'Turn on',
	on: 'It is on',
	onLead: 'Every sign-in asks for a code of your app.',
	left: { one: '{{count}} recovery code left', other: '{{count}} recovery codes left' },
	recovery: 'Your recovery codes',
	recoveryLead:
		'Each lets you in once when the phone is not there. They are shown only now: print them, or keep them in a password safe.',
	turnOff: 'Turn off',
	turnOffLead: 'Takes a code of the app, or a recovery code.',
	turnedOff: 'The second factor is off.',
	qr: 'Picture with the secret, for the camera of the app',
})
