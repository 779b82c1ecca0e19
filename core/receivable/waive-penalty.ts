import type { Day } from '../calendar.ts'

/** An amount of penalty interest given up on a day; minor units. */
export type WaivedOn = {
	readonly on: Day
	readonly minor: bigint
	/** What had been put to penalty interest that stands on no invoice when it was given up: that was not owed any more. */
	readonly paidMinor?: bigint
}

/** A part of what is invoiced of a claim's penalty that a credit note gave up on a day; minor units. */
export type GivenUpOn = { readonly on: Day; readonly minor: bigint }

/** `billedAt`: what of it is invoiced by a day, less all credit notes. */
export type WaivableClaim = {
	readonly accruedAt: (day: Day) => bigint
	readonly billedAt?: (day: Day) => bigint
	readonly givenUp?: readonly GivenUpOn[]
}

/** What of a claim's penalty is given up; minor units. `givenUpMinor`: of what was invoiced, by credit notes. */
export type Waived = { waivedMinor: bigint; givenUpMinor: bigint }

/**
 * What of each claim's penalty is waived as of a day: each waiver, in the order of their days, takes from the oldest
 * first what had accrued by its own day and is neither paid, waived nor invoiced yet, never more; and a credit note from its own claim
 * what had accrued by its day and is not waived. What they do not need, because
 * money turns out to have come before, is not kept for what accrues later. `accruedAt` answers what a claim
 * had accrued; claims stand in the order of their due days.
 */
export function waive(claims: readonly WaivableClaim[], waivers: readonly WaivedOn[], on: Day): Waived[] {
	const waived = claims.map(() => ({ waivedMinor: 0n, givenUpMinor: 0n }))
	const notes = claims.flatMap(({ accruedAt, givenUp = [] }, place) =>
		givenUp.map((note) => ({ on: note.on, take: () => giveUp(waived[place], accruedAt(note.on), note) })),
	)
	const all = waivers.map((waiver) => ({ on: waiver.on, take: () => takeFrom(claims, waived, waiver) }))
	// Of one day the credit notes first: they are for what was invoiced, a waiver for the rest.
	const known = [...notes, ...all].filter((one) => one.on <= on).sort((one, two) => one.on - two.on)
	for (const { take } of known) take()
	return waived
}

function giveUp(of: Waived | undefined, accruedMinor: bigint, { minor }: GivenUpOn): void {
	if (!of) return
	const open = accruedMinor - of.waivedMinor - of.givenUpMinor
	if (open > 0n) of.givenUpMinor += least(minor, open)
}

function takeFrom(claims: readonly WaivableClaim[], waived: readonly Waived[], waiver: WaivedOn): void {
	let left = waiver.minor
	let paid = waiver.paidMinor ?? 0n
	for (const [place, { accruedAt, billedAt }] of claims.entries()) {
		const gone = waived[place]
		if (!gone) continue
		const open = accruedAt(waiver.on) - gone.waivedMinor - gone.givenUpMinor - (billedAt?.(waiver.on) ?? 0n)
		if (open <= 0n) continue
		const settled = least(paid, open)
		paid -= settled
		const part = least(left, open - settled)
		if (part <= 0n) continue
		gone.waivedMinor += part
		left -= part
	}
}

function least(one: bigint, two: bigint): bigint {
	return one < two ? one : two
}
