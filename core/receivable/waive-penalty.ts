import type { Day } from '../calendar.ts'

/** An amount of penalty interest given up on a day; minor units. */
export type WaivedOn = {
	readonly on: Day
	readonly minor: bigint
	/** What had been put to penalty interest that stands on no invoice when it was given up: that was not owed any more. */
	readonly paidMinor?: bigint
}

/**
 * What of each claim's penalty is waived as of a day: each waiver, in the order of their days, takes from the oldest
 * first what had accrued by its own day and is neither paid, waived nor invoiced yet, never more: what it does not need, because
 * money turns out to have come before, is not kept for what accrues later. `accruedAt` answers what a claim
 * had accrued, `billedAt` what of it was invoiced; claims stand in the order of their due days.
 */
export function waive(
	claims: readonly { accruedAt: (day: Day) => bigint; billedAt?: (day: Day) => bigint }[],
	waivers: readonly WaivedOn[],
	on: Day,
): bigint[] {
	const waived = claims.map(() => 0n)
	const known = waivers.filter((waiver) => waiver.on <= on).sort((one, two) => one.on - two.on)
	for (const waiver of known) {
		let left = waiver.minor
		let paid = waiver.paidMinor ?? 0n
		for (const [index, { accruedAt, billedAt }] of claims.entries()) {
			const gone = waived[index] ?? 0n
			const open = accruedAt(waiver.on) - gone - (billedAt?.(waiver.on) ?? 0n)
			if (open <= 0n) continue
			const settled = least(paid, open)
			paid -= settled
			const part = least(left, open - settled)
			if (part <= 0n) continue
			waived[index] = gone + part
			left -= part
		}
	}
	return waived
}

function least(one: bigint, two: bigint): bigint {
	return one < two ? one : two
}
