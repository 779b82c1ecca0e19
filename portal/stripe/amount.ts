import { exponent } from '#core/money.ts'

// Source: https://docs.stripe.com/currencies#zero-decimal and #special-cases, read 2026-11. They are not ISO 4217's:
// ariary has two digits there and none here, krona and shilling none there and two here.
const withoutMinor = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const threeDigits = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])
/** Amounts of these must be multiples of the number: their last digits are not used. */
const steps: Record<string, bigint> = { ISK: 100n, UGX: 100n, BHD: 10n, JOD: 10n, KWD: 10n, OMR: 10n, TND: 10n }

/** Digits after the point as Stripe counts them. */
function digitsAtStripe(currency: string): number {
	if (withoutMinor.has(currency)) return 0
	return threeDigits.has(currency) ? 3 : 2
}

/** The amount for Stripe, or undefined when its units are too coarse to say it exactly. `minor` is as ISO 4217 counts. */
export function chargeable(minor: bigint, currency: string): number | undefined {
	const shift = digitsAtStripe(currency) - exponent(currency)
	const factor = 10n ** BigInt(Math.abs(shift))
	if (shift < 0 && minor % factor !== 0n) return undefined
	const amount = shift < 0 ? minor / factor : minor * factor
	return amount % (steps[currency] ?? 1n) === 0n && amount <= 99_999_999n ? Number(amount) : undefined
}

/** The amount for Stripe. Throws RangeError where `chargeable` says there is none. */
export function toStripe(minor: bigint, currency: string): number {
	const amount = chargeable(minor, currency)
	if (amount === undefined) throw new RangeError(`Stripe cannot take ${minor} ${currency} exactly`)
	return amount
}

/** Minor units as ISO 4217 counts them, of an amount and a currency as Stripe says them. */
export function fromStripe(amount: number, currency: string): bigint {
	const code = currency.toUpperCase()
	const shift = exponent(code) - digitsAtStripe(code)
	const factor = 10n ** BigInt(Math.abs(shift))
	// Only a charge made outside Counterpart can have digits that ISO does not know; they are worth nothing.
	return shift < 0 ? BigInt(amount) / factor : BigInt(amount) * factor
}
