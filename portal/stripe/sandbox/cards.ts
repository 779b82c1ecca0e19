/**
 * The published test cards and how each behaves.
 * Sources: https://docs.stripe.com/testing and https://docs.stripe.com/declines/codes
 */

export type Decline = { code: string; declineCode?: string; message: string; adviceCode?: string }

/** When the card asks for authentication: always, unless it was set up before, or only when the seller requests it. */
export type Authentication = 'always' | 'unless set up' | 'on session only' | 'when requested' | 'none'

export type Card = {
	/** The name by which the API knows the ready-made payment method: `pm_card_<token>`. */
	token: string | null
	number: string
	brand: 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay'
	country: string
	funding: 'credit' | 'debit' | 'prepaid'
	authentication: Authentication
	/** Refused whenever it is charged. */
	decline?: Decline
	/** Refused already when it is attached to a customer or set up. */
	declinesWhenAttached: boolean
	/** A dispute that follows a successful charge. */
	dispute?: { reason: string; inquiry: boolean; networkReason: string }
	refund?: 'fails later' | 'succeeds later'
	checks: { cvc: 'pass' | 'fail'; postalCode: 'pass' | 'fail' | null; line1: 'pass' | 'fail' | null }
	riskLevel: 'normal' | 'elevated' | 'highest'
}

const declined = (declineCode: string, message = 'Your card was declined.', adviceCode?: string): Decline => ({
	code: 'card_declined',
	declineCode,
	message,
	...(adviceCode === undefined ? {} : { adviceCode }),
})

const GENERIC = declined('generic_decline', undefined, 'try_again_later')
const INSUFFICIENT = declined('insufficient_funds', 'Your card has insufficient funds.', 'try_again_later')
const LOST = declined('lost_card', undefined, 'do_not_try_again')
const STOLEN = declined('stolen_card', undefined, 'do_not_try_again')
const VELOCITY = declined(
	'card_velocity_exceeded',
	'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
	'try_again_later',
)
const FRAUDULENT = declined('fraudulent')
export const EXPIRED: Decline = { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' }
const BAD_CVC: Decline = {
	code: 'incorrect_cvc',
	declineCode: 'incorrect_cvc',
	message: "Your card's security code is incorrect.",
}
const PROCESSING: Decline = {
	code: 'processing_error',
	declineCode: 'processing_error',
	message: 'An error occurred while processing your card. Try again in a little bit.',
	adviceCode: 'try_again_later',
}
const BAD_NUMBER: Decline = { code: 'incorrect_number', message: 'Your card number is incorrect.' }

export const NEEDS_AUTHENTICATION: Decline = {
	code: 'authentication_required',
	declineCode: 'authentication_required',
	message: 'Your card was declined. This transaction requires authentication.',
}
export const FAILED_AUTHENTICATION: Decline = {
	code: 'payment_intent_authentication_failure',
	message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

export const FAILED_SETUP: Decline = { ...FAILED_AUTHENTICATION, code: 'setup_intent_authentication_failure' }

function card(token: string | null, number: string, rest: Partial<Card> = {}): Card {
	return {
		token,
		number,
		brand: 'visa',
		country: 'US',
		funding: 'credit',
		authentication: 'none',
		declinesWhenAttached: rest.decline !== undefined,
		checks: { cvc: 'pass', postalCode: null, line1: null },
		riskLevel: 'normal',
		...rest,
	}
}

const dispute = (reason: string, networkReason: string, inquiry = false) => ({
	dispute: { reason, networkReason, inquiry },
})

export const CARDS: readonly Card[] = [
	card('visa', '4242424242424242', { authentication: 'when requested' }),
	card('visa_debit', '4000056655665556', { funding: 'debit' }),
	card('mastercard', '5555555555554444', { brand: 'mastercard' }),
	card(null, '2223003122003222', { brand: 'mastercard' }),
	card('mastercard_debit', '5200828282828210', { brand: 'mastercard', funding: 'debit' }),
	card('mastercard_prepaid', '5105105105105100', { brand: 'mastercard', funding: 'prepaid' }),
	card('amex', '378282246310005', { brand: 'amex' }),
	card(null, '371449635398431', { brand: 'amex' }),
	card('discover', '6011111111111117', { brand: 'discover' }),
	card(null, '6011000990139424', { brand: 'discover' }),
	card('diners', '3056930009020004', { brand: 'diners' }),
	card(null, '36227206271667', { brand: 'diners' }),
	card('jcb', '3566002020360505', { brand: 'jcb' }),
	card('unionpay', '6200000000000005', { brand: 'unionpay' }),
	card('us', '4242424242424242', { authentication: 'when requested' }),
	card('br', '4000000760000002', { country: 'BR' }),
	card('ca', '4000001240000000', { country: 'CA' }),
	card('mx', '4000004840008001', { country: 'MX' }),
	card('de', '4000002760000016', { country: 'DE' }),
	card('fr', '4000002500000003', { country: 'FR' }),
	card('gb', '4000008260000000', { country: 'GB' }),
	card('cn', '4000001560000002', { country: 'CN' }),
	card('jp', '4000003920000003', { country: 'JP', brand: 'visa' }),
	card('sg', '4000007020000003', { country: 'SG' }),
	card('chargeDeclined', '4000000000000002', { decline: GENERIC }),
	card('visa_chargeDeclined', '4000000000000002', { decline: GENERIC }),
	card('chargeDeclinedInsufficientFunds', '4000000000009995', { decline: INSUFFICIENT }),
	card('visa_chargeDeclinedInsufficientFunds', '4000000000009995', { decline: INSUFFICIENT }),
	card('visa_chargeDeclinedLostCard', '4000000000009987', { decline: LOST }),
	card('visa_chargeDeclinedStolenCard', '4000000000009979', { decline: STOLEN }),
	card('chargeDeclinedExpiredCard', '4000000000000069', { decline: EXPIRED }),
	card('chargeDeclinedIncorrectCvc', '4000000000000127', {
		decline: BAD_CVC,
		checks: { cvc: 'fail', postalCode: null, line1: null },
	}),
	card('chargeDeclinedProcessingError', '4000000000000119', { decline: PROCESSING }),
	card('visa_chargeDeclinedVelocityLimitExceeded', '4000000000006975', { decline: VELOCITY }),
	card('chargeDeclinedFraudulent', '4100000000000019', { decline: FRAUDULENT, riskLevel: 'highest' }),
	card('chargeDeclinedIncorrectNumber', '4242424242424241', { decline: BAD_NUMBER }),
	card('chargeCustomerFail', '4000000000000341', { decline: GENERIC, declinesWhenAttached: false }),
	card('radarBlock', '4100000000000019', { decline: FRAUDULENT, riskLevel: 'highest' }),
	card(null, '4000000000009235', { riskLevel: 'elevated' }),
	card('riskLevelElevated', '4000000000009235', { riskLevel: 'elevated' }),
	card('riskLevelHighest', '4000000000004954', {
		decline: FRAUDULENT,
		riskLevel: 'highest',
		declinesWhenAttached: false,
	}),
	card('cvcCheckFail', '4000000000000101', { checks: { cvc: 'fail', postalCode: null, line1: null } }),
	card('avsZipFail', '4000000000000036', { checks: { cvc: 'pass', postalCode: 'fail', line1: null } }),
	card('avsLine1Fail', '4000000000000028', { checks: { cvc: 'pass', postalCode: null, line1: 'fail' } }),
	card('avsFail', '4000000000000010', { checks: { cvc: 'pass', postalCode: 'fail', line1: 'fail' } }),
	card('createDispute', '4000000000000259', dispute('fraudulent', '10.4')),
	card('createDisputeProductNotReceived', '4000000000002685', dispute('product_not_received', '13.1')),
	card('createDisputeInquiry', '4000000000001976', dispute('fraudulent', '10.4', true)),
	card('pendingRefund', '4000000000007726', { refund: 'succeeds later' }),
	card('refundFail', '4000000000005126', { refund: 'fails later' }),
	card('bypassPending', '4000000000000077'),
	card('authenticationRequiredOnSetup', '4000002500003155', { country: 'FR', authentication: 'unless set up' }),
	card('authenticationRequired', '4000002760003184', { country: 'DE', authentication: 'always' }),
	card('authenticationRequiredSetupForOffSession', '4000003800000446', {
		country: 'IT',
		authentication: 'on session only',
	}),
	card('authenticationRequiredChargeDeclinedInsufficientFunds', '4000008260003178', {
		country: 'GB',
		authentication: 'always',
		decline: INSUFFICIENT,
		declinesWhenAttached: false,
	}),
	card('threeDSecure2Required', '4000000000003220', { authentication: 'always' }),
	card('threeDSecureRequired', '4000000000003063', { authentication: 'always' }),
	card('threeDSecureRequiredChargeDeclined', '4000008400001629', {
		authentication: 'always',
		decline: GENERIC,
		declinesWhenAttached: false,
	}),
	card('threeDSecureOptional', '4000000000003055', { authentication: 'when requested' }),
]

/** @param number digits only */
export function cardByNumber(number: string): Card | undefined {
	return CARDS.find((one) => one.number === number)
}

/** @param id e.g. `pm_card_visa`, or a test token such as `tok_visa` */
export function cardByToken(id: string): Card | undefined {
	const token = id.replace(/^(pm_card|tok)_/, '')
	return token === id ? undefined : CARDS.find((one) => one.token === token)
}

/** The check digit every real card number has. */
export function passesLuhn(number: string): boolean {
	if (!/^\d{12,19}$/.test(number)) return false
	let sum = 0
	for (let place = 0; place < number.length; place += 1) {
		const digit = Number(number[number.length - 1 - place])
		const doubled = digit * 2
		sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
	}
	return sum % 10 === 0
}

const BRANDS: [RegExp, Card['brand']][] = [
	[/^4/, 'visa'],
	[/^(5[1-5]|2[2-7])/, 'mastercard'],
	[/^3[47]/, 'amex'],
	[/^(6011|65)/, 'discover'],
	[/^(30|36|38)/, 'diners'],
	[/^35/, 'jcb'],
	[/^62/, 'unionpay'],
]

export function brandOf(number: string): Card['brand'] | null {
	return BRANDS.find(([pattern]) => pattern.test(number))?.[1] ?? null
}

const CVC_DIGITS = (brand: string | null) => (brand === 'amex' ? 4 : 3)

export function cvcFits(cvc: string, brand: string | null): boolean {
	return /^\d+$/.test(cvc) && (cvc.length === CVC_DIGITS(brand) || (brand === null && cvc.length === 4))
}
