import type { Day } from '../calendar.ts'
import type { DueLine, ScheduledLine } from './terms.ts'

/** A line's parts of the instalments that are billed on a day. */
export function instalmentsOn({ key, start, instalments = [] }: ScheduledLine, day: Day): DueLine[] {
	return instalments
		.filter(({ on }) => on === day)
		.map(({ facts, on, amount, tax, price }) => ({
			...{ lineKey: key, kind: 'instalment' as const, on, from: start, to: start + 1 },
			...{ boundaryFrom: start, boundaryTo: start + 1, revision: facts.serial, amount, tax, price },
			basis: { from: start, to: start + 1, amount: 0n, whole: false },
			instalment: facts,
		}))
}

/** What falls due on a day, by invoice: an instalment is one by itself. */
export function byInvoice(lines: readonly DueLine[]): DueLine[][] {
	return [...Map.groupBy(lines, (line) => line.instalment?.id).values()]
}
