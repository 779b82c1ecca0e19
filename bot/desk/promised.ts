import { parseMajor, readMajor } from '#core/money.ts'
import { refuse } from '#core/refusal.ts'
import type { SaidPromise } from './read-promise.ts'

/** Minor units of what was promised. Throws Refused for an amount in another currency, or with more digits than there are. */
export function promisedMinor(
	{ value, currency: given }: NonNullable<SaidPromise['amount']>,
	currency: string,
	number: string,
): bigint {
	if (given && ![given].flat().includes(currency)) refuse('promise.other_currency', { number, is: currency })
	if (typeof readMajor(value, currency) !== 'bigint') refuse('input.invalid', { field: value, problem: currency })
	return parseMajor(value, currency)
}
