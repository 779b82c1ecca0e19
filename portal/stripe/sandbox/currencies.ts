import { badParameter, impossible } from './errors.ts'

/**
 * Currencies the processor charges, its minimum amounts and its own exponents.
 * Source: https://docs.stripe.com/currencies
 */
const CHARGED =
	'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw'.split(
		' ',
	)

const WITHOUT_MINOR = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const THREE_MINOR = new Set('bhd jod kwd omr tnd'.split(' '))
/** Two digits towards the processor, but whole units only. */
const WHOLE_UNITS = new Set(['isk', 'ugx'])

/** Least charge in the minor unit the processor uses; other currencies are worth about half a dollar. */
const LEAST: Record<string, number> = {
	usd: 50,
	aed: 200,
	aud: 50,
	bgn: 100,
	brl: 50,
	cad: 50,
	chf: 50,
	czk: 1500,
	dkk: 250,
	eur: 50,
	gbp: 30,
	hkd: 400,
	huf: 17500,
	inr: 50,
	jpy: 50,
	mxn: 1000,
	myr: 200,
	nok: 300,
	nzd: 50,
	pln: 200,
	ron: 200,
	sek: 300,
	sgd: 50,
	thb: 1000,
	vnd: 13000,
	krw: 700,
	clp: 480,
	cny: 360,
	rub: 4500,
	kwd: 160,
	bhd: 190,
	jod: 360,
	omr: 200,
	tnd: 1550,
	idr: 820000,
	isk: 7000,
	ugx: 185000,
	twd: 1600,
	try: 2100,
	uah: 2100,
	zar: 900,
	php: 2900,
	kzt: 26000,
}
const MOST = 99_999_999

/** Digits after the point, as the processor counts minor units (not ISO: UGX has two, MGA none). */
export function processorExponent(currency: string): 0 | 2 | 3 {
	if (WITHOUT_MINOR.has(currency)) return 0
	return THREE_MINOR.has(currency) ? 3 : 2
}

/** `1234`, `usd` -> `12.34`: exact text for the page and for messages. */
export function majorText(amount: number, currency: string): string {
	const exponent = processorExponent(currency)
	const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
	const whole = digits.slice(0, digits.length - exponent)
	const sign = amount < 0 ? '-' : ''
	return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`
}

/** @returns the currency in lower case; refuses one the processor does not charge */
export function knownCurrency(currency: string, param = 'currency'): string {
	const lower = currency.toLowerCase()
	if (!CHARGED.includes(lower)) {
		throw badParameter(
			param,
			`Invalid currency: ${lower}. Stripe currently supports these currencies: ${CHARGED.join(', ')}`,
		)
	}
	return lower
}

function spokenAmount(amount: number, currency: string): string {
	const sign = currency === 'usd' ? '$' : ''
	return `${sign}${majorText(amount, currency)} ${currency}`
}

/** Refuses an amount that the processor would not charge: too small, too large, or finer than the currency allows. */
export function checkAmount(amount: number, currency: string, param = 'amount', of = 'Amount'): void {
	if (amount < 1) {
		throw badParameter(param, 'This value must be greater than or equal to 1.', 'parameter_invalid_integer')
	}
	const step = WHOLE_UNITS.has(currency) ? 100 : THREE_MINOR.has(currency) ? 10 : 1
	if (amount % step !== 0) {
		throw impossible(`Invalid amount: amounts in ${currency} must be a multiple of ${step}.`, {
			code: 'invalid_charge_amount',
			param,
		})
	}
	const least = LEAST[currency] ?? 50
	if (amount < least) {
		throw impossible(`${of} must be at least ${spokenAmount(least, currency)}`, { code: 'amount_too_small', param })
	}
	if (amount > MOST) {
		throw impossible(`${of} must be no more than ${spokenAmount(MOST, currency)}`, { code: 'amount_too_large', param })
	}
}
