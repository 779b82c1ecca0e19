import { roundHalfAwayFromZero } from '../decimal.ts'
import type { PaidOn } from './accrue-penalty.ts'

type Part = { totalMinor: bigint; partMinor: bigint; beforeMinor: bigint }

/** Of what was put to an invoice over several contracts, in the order of its days, what is one's, as `shareOf` of core/invoice/share.ts divides it. */
export function payShareOf(payments: readonly PaidOn[], { totalMinor, partMinor, beforeMinor }: Part): PaidOn[] {
	if (partMinor === totalMinor || totalMinor === 0n) return [...payments]
	const shareOf = (minor: bigint) =>
		roundHalfAwayFromZero(minor * (beforeMinor + partMinor), totalMinor) -
		roundHalfAwayFromZero(minor * beforeMinor, totalMinor)
	let put = 0n
	return payments.map(({ on, minor }) => {
		const before = shareOf(put)
		put += minor
		return { on, minor: shareOf(put) - before }
	})
}
