import type { Day } from '../calendar.ts'
import { sameState } from './price.ts'
import type { LineChange, Price, ScheduledLine, Terms } from './terms.ts'

/** A stretch of days, half-open, in one state. */
export type Segment = { readonly from: Day; readonly to: Day; readonly price: Price }

/** The first day from which billing reckons with a change. */
export function knownOn(change: LineChange): Day {
	return Math.max(change.on, change.recordedOn ?? change.on)
}

/** The changes in the order they take effect; those of one day stay in the order they were recorded. */
export function inEffectOrder(changes: readonly LineChange[]): readonly LineChange[] {
	return changes.length < 2 ? changes : [...changes].sort((one, two) => one.on - two.on)
}

/** The day after the last one of a line, by what is known on a day; Infinity where there is no end. */
export function endKnownOn(terms: Terms, line: ScheduledLine, changes: readonly LineChange[], asOf: Day): Day {
	let lineEnd = line.end
	for (const change of changes) {
		if (change.set.end !== undefined && knownOn(change) <= asOf) lineEnd = change.set.end
	}
	let contractEnd = terms.end
	for (const change of terms.endChanges ?? []) {
		if (change.knownOn <= asOf) contractEnd = change.end
	}
	const end = Math.min(dayAfter(lineEnd), dayAfter(contractEnd))
	return line.interval ? end : Math.min(end, line.start + 1)
}

/** The states of [from, to) by what is known on a day; neighbours differ, or are one at the later tax rate. */
export function segmentsKnownOn(
	line: ScheduledLine,
	changes: readonly LineChange[],
	from: Day,
	to: Day,
	asOf: Day,
): Segment[] {
	const segments: Segment[] = []
	let begin = from
	let price = line.price
	for (const change of changes) {
		if (change.on >= to) break
		if (knownOn(change) > asOf) continue
		if (change.on > begin) {
			append(segments, { from: begin, to: change.on, price })
			begin = change.on
		}
		price = after(price, change)
	}
	append(segments, { from: begin, to, price })
	return segments
}

/** The first day that a last day leaves out; Infinity where there is no last day. */
export function dayAfter(end: Day | null | undefined): Day {
	return end === null || end === undefined ? Number.POSITIVE_INFINITY : end + 1
}

function append(segments: Segment[], next: Segment): void {
	const last = segments.at(-1)
	if (last && sameState(last.price, next.price)) segments[segments.length - 1] = { ...next, from: last.from }
	else segments.push(next)
}

function after(price: Price, { set }: LineChange): Price {
	const reduction = set.reduction ?? price.reduction
	return {
		...(reduction && { reduction }),
		unitPrice: set.unitPrice ?? price.unitPrice,
		quantity: set.quantity ?? price.quantity,
		discountPercent: set.discountPercent ?? price.discountPercent,
		taxPercent: set.taxPercent ?? price.taxPercent,
		...(price.taxWithin && { taxWithin: price.taxWithin }),
	}
}
