import type { Day } from '../calendar.ts'
import { type Decimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'

/**
 * Simple interest by the day on what is overdue. The rate is per cent a day, the grace in days after the due day.
 * `chargeGrace`: what is still open when the grace is over bears interest from the due day on, otherwise only from the
 * end of the grace. What is paid within the grace bears nothing either way.
 */
export type PenaltyTerms = {
	readonly dailyRatePercent: Decimal
	readonly graceDays: number
	readonly chargeGrace: boolean
}

/** Something to be paid by a day; minor units. */
export type Claim = { readonly due: Day; readonly amountMinor: bigint }

/** What of a claim was paid on a day; less than zero: taken back that day. */
export type PaidOn = { readonly on: Day; readonly minor: bigint }

/** Days of one principal, [from, to): the day `from` + 1 is the first that bears interest on it. Minor units. */
export type PenaltySpan = { readonly from: Day; readonly to: Day; readonly principalMinor: bigint }

export type Accrued = {
	/** Of the claim itself, on the day asked for. */
	readonly openMinor: bigint
	/** Zero while it is not due, and once it is paid. */
	readonly daysPastDue: number
	readonly spans: readonly PenaltySpan[]
	/** The sum of the spans, rounded once. */
	readonly accruedMinor: bigint
}

/**
 * The penalty interest of one claim as of a day, that day included: overdue principal * daily rate * days, counted from
 * the day after the due day, each payment beginning a new span. Money of a day still bears that day's interest: what is
 * paid n days late bears n days. Neither the order of the payments nor of days after `on` matters.
 */
export function accrue(terms: PenaltyTerms, claim: Claim, payments: readonly PaidOn[], on: Day): Accrued {
	const known = payments.filter((payment) => payment.on <= on)
	const openAt = (day: Day) =>
		known.reduce((open, payment) => (payment.on <= day ? open - payment.minor : open), claim.amountMinor)
	const openMinor = openAt(on)
	const daysPastDue = openMinor > 0n && on > claim.due ? on - claim.due : 0
	const spans = spansOf(terms, claim, known, openAt, on)
	const { digits, scale } = terms.dailyRatePercent
	const principalDays = spans.reduce(
		(sum, { from, to, principalMinor }) => sum + principalMinor * BigInt(to - from),
		0n,
	)
	const accruedMinor = roundHalfAwayFromZero(principalDays * digits, 100n * powerOfTen(scale))
	return { openMinor, daysPastDue, spans, accruedMinor }
}

function spansOf(
	{ graceDays, chargeGrace }: PenaltyTerms,
	{ due }: Claim,
	known: readonly PaidOn[],
	openAt: (day: Day) => bigint,
	on: Day,
): PenaltySpan[] {
	const graceEnd = due + graceDays
	if (on <= graceEnd) return []
	const start = chargeGrace ? due : graceEnd
	const leftAfterGrace = openAt(graceEnd)
	const changes = known.map((payment) => payment.on).filter((day) => day > start && day < on)
	const bounds = [...new Set([start, ...changes, on, ...(chargeGrace ? [graceEnd] : [])])].sort((one, two) => one - two)
	const spans: PenaltySpan[] = []
	for (const [index, to] of bounds.slice(1).entries()) {
		const from = bounds[index] ?? start
		const open = openAt(from)
		const principalMinor = from < graceEnd && open > leftAfterGrace ? leftAfterGrace : open
		const last = spans.at(-1)
		if (principalMinor <= 0n) continue
		if (last && last.to === from && last.principalMinor === principalMinor) spans[spans.length - 1] = { ...last, to }
		else spans.push({ from, to, principalMinor })
	}
	return spans
}
