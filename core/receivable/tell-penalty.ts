import type { Day } from '../calendar.ts'
import { type Accrued, accrue, type Claim, type PaidOn, type PenaltyTerms } from './accrue-penalty.ts'
import { type WaivedOn, waive } from './waive-penalty.ts'

/** A claim with its penalty interest as of a day; minor units. `dueMinor` = accrued - waived. */
export type ClaimTold = Claim & Accrued & { waivedMinor: bigint; dueMinor: bigint }

export type PenaltyTold = {
	/** In the order in which they were given. */
	claims: ClaimTold[]
	/** What came in by the day and was more than all claims together. */
	unallocatedMinor: bigint
}

/**
 * The penalty interest of claims of one currency: money goes to the oldest due first, in the order of its days, so that
 * it does not matter in which order it was typed.
 */
export function tellPenalty(
	terms: PenaltyTerms,
	claims: readonly Claim[],
	receipts: readonly PaidOn[],
	waivers: readonly WaivedOn[],
	on: Day,
): PenaltyTold {
	const order = claims.map((claim, index) => ({ claim, index })).sort((one, two) => one.claim.due - two.claim.due)
	const known = receipts.filter((receipt) => receipt.on <= on).sort((one, two) => one.on - two.on)
	const { paid, unallocatedMinor } = oldestFirst(
		order.map(({ claim }) => claim),
		known,
	)
	const accruedAt = (place: number, day: Day) => {
		const claim = order[place]?.claim
		if (!claim) throw new RangeError('There is no such claim')
		return accrue(terms, claim, paid[place] ?? [], day)
	}
	const waived = waive(
		order.map((_, place) => ({ accruedAt: (day: Day) => accruedAt(place, day).accruedMinor })),
		waivers,
		on,
	)
	const told: ClaimTold[] = []
	for (const [place, { claim, index }] of order.entries()) {
		const accrued = accruedAt(place, on)
		const waivedMinor = waived[place]?.waivedMinor ?? 0n
		told[index] = { ...claim, ...accrued, waivedMinor, dueMinor: accrued.accruedMinor - waivedMinor }
	}
	return { claims: told, unallocatedMinor }
}

/** Puts money, in the order of its days, to claims in the order of theirs. */
function oldestFirst(claims: readonly Claim[], receipts: readonly PaidOn[]) {
	const paid: PaidOn[][] = claims.map(() => [])
	const open = claims.map(({ amountMinor }) => amountMinor)
	let unallocatedMinor = 0n
	for (const { on, minor } of receipts) {
		let left = minor
		for (const [place, rest] of open.entries()) {
			const part = rest < left ? rest : left
			if (part <= 0n) continue
			paid[place]?.push({ on, minor: part })
			open[place] = rest - part
			left -= part
		}
		unallocatedMinor += left
	}
	return { paid, unallocatedMinor }
}
