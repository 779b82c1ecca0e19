import { type Decimal, formatDecimal, parseDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { exponent } from '../money.ts'

/** So many of `currency` are one of `base`, from a day on (ISO). An exact decimal. */
export type CurrencyRate = { base: string; currency: string; validFrom: string; rate: string }

/** How one currency turns into another: an exact fraction, and the day of the older of the rates it is made of. */
export type Turn = { numerator: bigint; denominator: bigint; on: string }

type Step = { by: Decimal; times: boolean; on: string }

/**
 * How one currency turned into another on a day, by the latest rates up to it: one of the two, either way round, or two
 * that have a currency in common, such as both against the euro. Of several ways the one of the latest day, and of these
 * the direct one. Undefined where no rate says it: nothing is guessed.
 */
export function turnAt(rates: readonly CurrencyRate[], from: string, to: string, on: string): Turn | undefined {
	if (from === to) return { numerator: 1n, denominator: 1n, on }
	const direct = stepAt(rates, from, to, on)
	const between = new Set(rates.flatMap(({ base, currency }) => [base, currency]))
	const ways = [...between].flatMap((other) => {
		if (other === from || other === to) return []
		const first = stepAt(rates, from, other, on)
		const second = stepAt(rates, other, to, on)
		return first && second ? [turnOf(first, second)] : []
	})
	const all = direct ? [turnOf(direct), ...ways] : ways
	return all.reduce<Turn | undefined>((best, way) => (best && best.on >= way.on ? best : way), undefined)
}

/** The latest rate of two currencies, either way round. */
function stepAt(rates: readonly CurrencyRate[], from: string, to: string, on: string): Step | undefined {
	let found: Step | undefined
	for (const { base, currency, validFrom, rate } of rates) {
		if (validFrom > on || (found && found.on >= validFrom)) continue
		if (base === from && currency === to) found = { by: parseDecimal(rate), times: true, on: validFrom }
		else if (base === to && currency === from) found = { by: parseDecimal(rate), times: false, on: validFrom }
	}
	return found
}

function turnOf(...steps: Step[]): Turn {
	let [numerator, denominator] = [1n, 1n]
	for (const { by, times } of steps) {
		const [over, under] = [by.digits, powerOfTen(by.scale)]
		numerator *= times ? over : under
		denominator *= times ? under : over
	}
	return { numerator, denominator, on: steps.map((step) => step.on).sort()[0] ?? '' }
}

/** An amount in minor units as one of another currency: exact until the one rounding, half away from zero. */
export function turned(minor: bigint, from: string, to: string, { numerator, denominator }: Turn): bigint {
	return roundHalfAwayFromZero(minor * numerator * powerOfTen(exponent(to)), denominator * powerOfTen(exponent(from)))
}

/** What one of a currency is of the other, to six decimals: for people to read. */
export function sayTurn({ numerator, denominator }: Turn): string {
	const digits = roundHalfAwayFromZero(numerator * powerOfTen(6), denominator)
	return formatDecimal({ digits, scale: 6 }).replace(/\.?0+$/, '')
}
