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
	reasons: {
		declined: 'Declined by the bank without a reason',
		insufficient_funds: 'Not enough money on the card',
		expired_card: 'The card has expired',
		incorrect_details: 'The card details are wrong',
		authentication_required: 'The bank wants the holder to confirm',
		card_not_supported: 'The card cannot be used for this',
		limit_exceeded: 'Above a limit of the card',
		lost_or_stolen: 'Reported lost or stolen, or blocked',
		processing_error: 'A technical fault at the bank',
	},
	states: { normal: 'normal', warned: 'warned', restricted: 'restricted', blocked: 'blocked' },
	nextStep: '{{state}} on {{day}} without a payment',
})
