import { words } from '../shape.ts'

/** Automatic charges and what followed, as staff read it. */
export const staffFollowed = words({
	title: 'Charges to the card',
	when: 'When',
	outcome: 'Outcome',
	card: 'Card',
	planned: 'planned',
	next: 'Next try on {{day}}.',
	later: 'After that on {{days}}.',
	asks: 'Not tried again by itself: the customer is asked.',
	confirms: 'The customer’s bank wants them to confirm; they have a link.',
	onItsWay: 'A charge is on its way.',
	service: 'Service',
	states: { normal: 'normal', warned: 'warned', restricted: 'restricted', blocked: 'blocked' },
	nextStep: '{{state}} on {{day}} without a payment',
})
