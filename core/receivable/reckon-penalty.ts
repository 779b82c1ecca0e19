import { type Day, formatDay } from '../calendar.ts'
import { formatDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { accrue, type PenaltySpan, type PenaltyTerms } from './accrue-penalty.ts'
import type { BilledOn } from './read-billed-penalty.ts'
import type { ContractClaim } from './read-claims.ts'
import { type WaivedOn, waive } from './waive-penalty.ts'

/** Days of one principal, the first and the last of them, ISO. Minor units; the interest of these days is rounded by itself. */
export type ToldSpan = { from: string; through: string; days: number; principalMinor: bigint; interestMinor: bigint }

/** Minor units. `dueMinor` = accrued - waived - invoiced - paid without an invoice: what is owed and stands on no invoice. */
export type PenaltyTotals = {
	accruedMinor: bigint
	waivedMinor: bigint
	/** Less what credit notes took of it. */
	billedMinor: bigint
	paidMinor: bigint
	dueMinor: bigint
}

/** An invoice with its penalty interest. Minor units; days are ISO. */
export type PenaltyClaim = PenaltyTotals & {
	invoiceId: string
	number: string
	/** Of one that is not issued yet: the day on which it will be. It has no number, and no page. */
	comesOn: string | null
	dueOn: string
	amountMinor: bigint
	openMinor: bigint
	daysPastDue: number
	dailyRatePercent: string
	graceDays: number
	chargeGrace: boolean
	/** Whether what is owed of it will be invoiced. */
	billed: boolean
	spans: ToldSpan[]
	/** What the spans together are less or more than what accrued, which is rounded once. */
	roundingMinor: bigint
	/** What is invoiced of it and did not accrue, as it turned out: to be given back. */
	overMinor: bigint
}

export type ReckonedPenalty = PenaltyTotals & {
	/** Whether anything is agreed for what was ever due. */
	agreed: boolean
	/** Those that bear or bore penalty interest, the oldest due first. */
	claims: PenaltyClaim[]
	/** Open of all invoices issued by then, due or not, those of penalty interest included. */
	openMinor: bigint
	/** What of it is not invoiced yet, and will be by then. */
	comingMinor: bigint
	/** What of it is penalty interest. */
	billedOpenMinor: bigint
	/** What settles everything that day: what is open and the penalty interest that no invoice asks for. */
	payOffMinor: bigint
}

type Put = {
	waivers: readonly WaivedOn[]
	/** Put to penalty interest that no invoice asked for. */
	paidMinor: bigint
	billed: readonly BilledOn[]
}

const nothing = { dailyRatePercent: { digits: 0n, scale: 0 }, graceDays: 0, chargeGrace: false }

/** The penalty interest of a contract as of a day, that day included, the oldest due first. */
export function reckonPenalty(all: readonly ContractClaim[], put: Put, on: Day): ReckonedPenalty {
	const billedOf = Map.groupBy(put.billed, ({ invoiceId }) => invoiceId)
	const billedBy = (invoiceId: string, day: Day) =>
		sumOf((billedOf.get(invoiceId) ?? []).filter((one) => one.on <= day))
	const givenUpOf = (invoiceId: string) =>
		(billedOf.get(invoiceId) ?? []).flatMap((one) => (one.givenUp ? [{ on: one.on, minor: -one.minor }] : []))
	const issued = all.filter(({ issuedOn }) => issuedOn <= on)
	// Penalty interest that was taken back is owed without an invoice again, as if it had never been on one.
	const known = issued.filter(({ isVoid, isPenalty }) => !(isVoid && isPenalty))
	const waived = waive(
		known.map((claim) => ({
			accruedAt: (day: Day) => accrue(termsFor(claim), claimOf(claim), claim.payments, day).accruedMinor,
			billedAt: (day: Day) => billedBy(claim.invoiceId, day),
			givenUp: givenUpOf(claim.invoiceId),
		})),
		put.waivers,
		on,
	)
	const claims: PenaltyClaim[] = []
	const totals = { accruedMinor: 0n, waivedMinor: 0n, billedMinor: 0n, paidMinor: 0n, dueMinor: 0n }
	const open = { openMinor: 0n, comingMinor: 0n, billedOpenMinor: 0n }
	// What was paid beyond what is owed, because a receipt turned out to have come before, serves what accrues later.
	let left = put.paidMinor
	for (const [place, claim] of known.entries()) {
		const terms = termsFor(claim)
		const { accruedMinor, openMinor, daysPastDue, spans } = accrue(terms, claimOf(claim), claim.payments, on)
		const { waivedMinor, givenUpMinor } = waived[place] ?? { waivedMinor: 0n, givenUpMinor: 0n }
		const owed = accruedMinor - waivedMinor - givenUpMinor
		const billedMinor = billedBy(claim.invoiceId, on)
		const unbilled = owed > billedMinor ? owed - billedMinor : 0n
		const paidMinor = unbilled < left ? unbilled : left
		left -= paidMinor
		const told: PenaltyTotals = {
			...{ accruedMinor, paidMinor, waivedMinor: waivedMinor + givenUpMinor, billedMinor },
			dueMinor: unbilled - paidMinor,
		}
		for (const name of Object.keys(totals) as (keyof PenaltyTotals)[]) totals[name] += told[name]
		open.openMinor += openMinor
		if (claim.isPenalty) open.billedOpenMinor += openMinor
		if (claim.isComing) open.comingMinor += openMinor
		if ((spans.length === 0 || terms.dailyRatePercent.digits === 0n) && told.billedMinor === 0n) continue
		const toldSpans = spans.map((span) => tellSpan(terms, span))
		claims.push({
			...{ invoiceId: claim.invoiceId, number: claim.number, dueOn: formatDay(claim.due) },
			comesOn: claim.isComing ? formatDay(claim.issuedOn) : null,
			...{ amountMinor: claim.amountMinor, openMinor, daysPastDue, ...told, billed: claim.billed },
			...{
				graceDays: terms.graceDays,
				chargeGrace: terms.chargeGrace,
				overMinor: billedMinor > owed ? billedMinor - owed : 0n,
			},
			dailyRatePercent: formatDecimal(terms.dailyRatePercent),
			spans: toldSpans,
			roundingMinor: accruedMinor - toldSpans.reduce((sum, { interestMinor }) => sum + interestMinor, 0n),
		})
	}
	const agreed = all.some(({ terms }) => terms !== null && terms.dailyRatePercent.digits > 0n)
	return { ...totals, ...open, agreed, claims, payOffMinor: open.openMinor + totals.dueMinor }
}

function tellSpan({ dailyRatePercent }: PenaltyTerms, { from, to, principalMinor }: PenaltySpan): ToldSpan {
	const { digits, scale } = dailyRatePercent
	const days = to - from
	const interestMinor = roundHalfAwayFromZero(principalMinor * BigInt(days) * digits, 100n * powerOfTen(scale))
	return { from: formatDay(from + 1), through: formatDay(to), days, principalMinor, interestMinor }
}

/** What was taken back was no claim, and bears nothing: what was invoiced of it did not accrue. */
const termsFor = ({ terms, isVoid }: ContractClaim): PenaltyTerms => (isVoid ? nothing : (terms ?? nothing))

const claimOf = ({ due, amountMinor }: ContractClaim) => ({ due, amountMinor })

const sumOf = (parts: readonly BilledOn[]) => parts.reduce((sum, { minor }) => sum + minor, 0n)
