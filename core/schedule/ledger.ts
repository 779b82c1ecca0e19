import type { Day } from '../calendar.ts'
import { asPriced, samePrice, shareOf } from './price.ts'
import type { DueLine, Price } from './terms.ts'

/** Days of a period that stand charged in one state, with what was really charged for them: with tax where the price includes it. */
export type ChargedSpan = { readonly from: Day; readonly to: Day; readonly amount: bigint; readonly price: Price }

/** What stands charged of one billing period. */
export type ChargedPeriod = {
	readonly boundaryFrom: Day
	readonly boundaryTo: Day
	readonly revision: number
	/** The latest day on which something of it fell due: what was known then is in it. */
	readonly asOf: Day
	/** In order, without overlap; empty when all was taken back. */
	readonly spans: readonly ChargedSpan[]
	/** Credits, negative, of charges that are not there: their invoice was voided to be billed again. */
	readonly orphans: readonly ChargedSpan[]
}

/** Of each line key, what stands charged, by the first day of the billing period. */
export type Ledger = ReadonlyMap<string, ReadonlyMap<Day, ChargedPeriod>>

/** What of a billed line the ledger needs: the columns of an invoice line. */
export type BilledLine = Pick<
	DueLine,
	'lineKey' | 'kind' | 'on' | 'from' | 'to' | 'boundaryFrom' | 'boundaryTo' | 'revision' | 'amount' | 'tax' | 'price'
>

/** Folds lines billed before into what stands charged. Any order; all lines of a period must be there. */
export function ledgerOf(lines: readonly BilledLine[]): Ledger {
	return withLines(new Map(), lines)
}

/** What stands charged once more lines are billed. */
export function withLines(ledger: Ledger, lines: readonly BilledLine[]): Ledger {
	const more = new Map<string, Map<Day, ChargedPeriod>>()
	for (const [key, periods] of ledger) more.set(key, new Map(periods))
	for (const line of [...lines].sort(inBillingOrder)) {
		const periods = more.get(line.lineKey) ?? new Map<Day, ChargedPeriod>()
		more.set(line.lineKey, periods)
		periods.set(line.boundaryFrom, record(periods.get(line.boundaryFrom), line))
	}
	return more
}

/** What stands charged of a period after one more line. */
export function record(period: ChargedPeriod | undefined, line: BilledLine): ChargedPeriod {
	const { boundaryFrom, boundaryTo, revision } = line
	const { spans = [], orphans = [], asOf = line.on } = period ?? {}
	const head = { boundaryFrom, boundaryTo, revision, asOf: Math.max(asOf, line.on) }
	if (line.kind !== 'credit') return { ...head, spans: charge(spans, line), orphans }
	const reversed = orphans.findIndex((orphan) => isReversal(orphan, line))
	if (reversed >= 0) return { ...head, spans, orphans: orphans.toSpliced(reversed, 1) }
	const source = spans.findIndex((span) => isWithin(line, span))
	if (source >= 0) return { ...head, spans: takeBack(spans, source, line), orphans }
	const { from, to, price } = line
	const amount = asPriced(line)
	return { ...head, spans, orphans: amount === 0n ? orphans : [...orphans, { from, to, amount, price }] }
}

/** Cuts a span in two: the later part gets its share by days, rounded; the earlier keeps the rest. */
export function cut(span: ChargedSpan, day: Day): [earlier: ChargedSpan | null, later: ChargedSpan | null] {
	if (day <= span.from) return [null, span]
	if (day >= span.to) return [span, null]
	const amount = shareOf(span.amount, span.to - day, span.to - span.from)
	return [
		{ ...span, to: day, amount: span.amount - amount },
		{ ...span, from: day, amount },
	]
}

function charge(spans: readonly ChargedSpan[], line: BilledLine): ChargedSpan[] {
	const { from, to, price } = line
	const amount = asPriced(line)
	const merged: ChargedSpan[] = []
	for (const span of [...spans, { from, to, amount, price }].sort((one, two) => one.from - two.from)) {
		const last = merged.at(-1)
		if (last && last.to === span.from && samePrice(last.price, span.price)) {
			merged[merged.length - 1] = { ...last, to: span.to, amount: last.amount + span.amount }
		} else merged.push(span)
	}
	return merged
}

function takeBack(spans: readonly ChargedSpan[], source: number, line: BilledLine): ChargedSpan[] {
	return spans.flatMap((span, index) => {
		if (index !== source) return [span]
		const [earlier, rest] = cut(span, line.from)
		const later = rest && cut(rest, line.to)[1]
		return [earlier, later].filter((part) => part !== null)
	})
}

function isWithin(line: BilledLine, span: ChargedSpan): boolean {
	return line.from >= span.from && line.to <= span.to && samePrice(line.price, span.price)
}

function isReversal(orphan: ChargedSpan, line: BilledLine): boolean {
	return line.from === orphan.from && line.to === orphan.to && asPriced(line) === -orphan.amount
}

function inBillingOrder(one: BilledLine, two: BilledLine): number {
	return (
		one.revision - two.revision || Number(two.kind === 'credit') - Number(one.kind === 'credit') || one.from - two.from
	)
}
