/** The cards that the page offers, with what each does, in the words of Stripe's own list. */
const OFFERED: [number: string, does: string][] = [
	['4242424242424242', 'Succeeds'],
	['5555555555554444', 'Succeeds (Mastercard)'],
	['378282246310005', 'Succeeds (American Express)'],
	['4000000000000002', 'Declined'],
	['4000000000009995', 'Insufficient funds'],
	['4000000000000069', 'Expired card'],
	['4000000000000127', 'Incorrect security code'],
	['4000000000000119', 'Processing error'],
	['4000002500003155', 'Asks to authenticate, then off-session payments pass'],
	['4000002760003184', 'Asks to authenticate every time'],
	['4000008260003178', 'Authenticated, then insufficient funds'],
	['4000000000000341', 'Is saved, then declined when charged'],
	['4000000000000259', 'Succeeds, then disputed as fraud'],
	['4000000000005126', 'Succeeds; a refund fails later'],
]

export const TEST_CARDS = OFFERED.map(([number, does]) => ({
	number,
	does,
	shown:
		number.length === 15 ? number.replace(/^(.{4})(.{6})(.{5})$/, '$1 $2 $3') : number.replace(/(.{4})(?=.)/g, '$1 '),
}))
