import type { Day } from '../calendar.ts'
import type { Segment } from './known.ts'
import { type ChargedPeriod, type ChargedSpan, cut } from './ledger.ts'
import { amountFor, sameState, shareOf } from './price.ts'
import type { Basis, Price } from './terms.ts'

/** A billing period as it should stand charged: its boundaries and the states of its covered days. */
export type Wanted = {
	readonly boundaryFrom: Day
	readonly boundaryTo: Day
	readonly segments: readonly Segment[]
	readonly prorate: boolean
	/** The rest of a first period that came with its line: its days together are worth this, in the state it came in. */
	readonly carried?: Carried
}

type Carried = { readonly from: Day; readonly until: Day; readonly amount: bigint; readonly price: Price }

type Pair = ReturnType<typeof cut>

/** A credit (negative) or a charge that is missing. */
export type Difference = {
	readonly credit: boolean
	readonly from: Day
	readonly to: Day
	readonly amount: bigint
	readonly price: Price
	readonly basis: Basis
}

/**
 * What it takes to bring one period from what stands charged to what is wanted: credits of the days that are no longer
 * covered or are in another state now, then charges for the days that are not charged in their state.
 */
export function reconcile(wanted: Wanted, charged: ChargedPeriod | undefined, exponent: number): Difference[] {
	const spans = charged?.spans ?? []
	if (!wanted.prorate) return reconcileWhole(wanted, spans, exponent)
	const kept: ChargedSpan[] = []
	const credits: Difference[] = []
	let open = wanted.segments
	for (const span of spans) {
		const before = kept.length
		credits.push(...creditsOf(span, open, kept))
		if (spans.length > 1) open = kept.slice(before).reduce(without, open)
	}
	const charges = wanted.segments.flatMap((segment) => chargesOf(segment, wanted, kept, exponent))
	return [...credits, ...charges]
}

/** Credits whose charge was voided to be billed again: they are taken back, or that charge would count only in part. */
export function reversals(charged: ChargedPeriod | undefined): Difference[] {
	return (charged?.orphans ?? []).map((orphan) => creditOf(orphan, orphan))
}

/** Without proration a started period counts in full and in one state: it stands as it is or is exchanged whole. */
function reconcileWhole(wanted: Wanted, spans: readonly ChargedSpan[], exponent: number): Difference[] {
	const [segment] = wanted.segments
	const [first, ...others] = spans
	if (segment && first && others.length === 0 && sameState(first.price, segment.price)) return []
	const credits = spans.map((span) => creditOf(span, span))
	if (!segment) return credits
	const basis = { from: segment.from, to: segment.to, amount: 0n, whole: true }
	return [...credits, { credit: false, ...segment, amount: amountFor(segment.price, exponent, 1, 1), basis }]
}

/** Days that one span has charged are not wanted of another. */
function without(segments: readonly Segment[], span: ChargedSpan): readonly Segment[] {
	return segments.flatMap((segment) => {
		if (span.to <= segment.from || span.from >= segment.to) return [segment]
		const parts = [
			{ ...segment, to: span.from },
			{ ...segment, from: span.to },
		]
		return parts.filter(({ from, to }) => from < to)
	})
}

/** Credits of a charged span, and to `kept` what of it stays: the days that are wanted in its state. */
function creditsOf(span: ChargedSpan, segments: readonly Segment[], kept: ChargedSpan[]): Difference[] {
	const credits: Difference[] = []
	let source = span
	let rest: ChargedSpan | null = span
	for (const segment of segments) {
		if (!rest) break
		if (segment.to <= rest.from || segment.from >= rest.to || !sameState(segment.price, span.price)) continue
		const [gone, later]: Pair = cut(rest, segment.from)
		if (gone) credits.push(creditOf(gone, rest))
		source = later ?? source
		const [stays, after]: Pair = cut(source, segment.to)
		if (stays) kept.push(stays)
		rest = after
	}
	if (rest) credits.push(creditOf(rest, source))
	return credits
}

function creditOf(gone: ChargedSpan, span: ChargedSpan): Difference {
	const basis = { from: span.from, to: span.to, amount: span.amount, whole: false }
	return { credit: true, from: gone.from, to: gone.to, amount: -gone.amount, price: span.price, basis }
}

/**
 * Charges for the days of a segment that are not charged yet. Next to days that are, the whole is priced and rounded once
 * and what was charged is taken off, so that taking days away and giving them back comes to nothing.
 */
function chargesOf(segment: Segment, wanted: Wanted, kept: readonly ChargedSpan[], exponent: number): Difference[] {
	const charges: Difference[] = []
	const periodDays = wanted.boundaryTo - wanted.boundaryFrom
	const within = kept.filter((span) => span.from >= segment.from && span.to <= segment.to)
	const priced = (days: number) => worth(segment, wanted.carried, exponent, days, periodDays)
	let day = segment.from
	let charged = 0n
	for (const span of [...within, null]) {
		const gapEnd = span ? span.from : segment.to
		if (span) charged += standing(span, priced(span.to - span.from))
		if (gapEnd > day) {
			const to = span ? span.to : segment.to
			const total = priced(to - segment.from)
			const basis = { from: segment.from, to, amount: charged, whole: false }
			charges.push({ credit: false, from: day, to: gapEnd, amount: total - charged, price: segment.price, basis })
			charged = total
		}
		day = span ? span.to : segment.to
	}
	return charges
}

function worth(
	{ from, price }: Segment,
	carried: Carried | undefined,
	exponent: number,
	days: number,
	periodDays: number,
): bigint {
	const isCarried = carried && from >= carried.from && from < carried.until && sameState(price, carried.price)
	if (!isCarried) return amountFor(price, exponent, days, periodDays)
	return shareOf(carried.amount, days, carried.until - carried.from)
}

/** Cutting rounds by a unit or two. What is further off was given back by a credit note, and is not charged again. */
function standing({ amount }: ChargedSpan, priced: bigint): bigint {
	const off = amount - priced
	return off > 3n || off < -3n ? priced : amount
}
