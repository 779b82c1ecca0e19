import type { Day } from '../calendar.ts'
import { type Billed, NOTHING_BILLED, nextOf, step, walkFrom } from './due.ts'
import { byInvoice } from './instalments.ts'
import type { DueLine, LineChange, Schedule, ScheduledLine } from './terms.ts'

/** What falls due on one day. Minor units; subtotal, tax and total are sums of the rounded lines. */
export type DueInvoice = {
	readonly on: Day
	readonly lines: readonly DueLine[]
	readonly subtotal: bigint
	readonly tax: bigint
	readonly total: bigint
}

/** A change of a schedule: of one of its lines, or a line more. `recordedOn` only where it is later than `on`. */
export type ScheduleChange =
	| { readonly on: Day; readonly recordedOn?: Day; readonly line: string; readonly set: LineChange['set'] }
	| { readonly on: Day; readonly recordedOn?: Day; readonly add: ScheduledLine }

/**
 * The invoices that fall due in [from, until], by the steps of the invoice run. Without `billed` the contract counts as
 * billed on every due day before `from`. `limit`: no more than so many invoices.
 */
export function simulate(
	schedule: Schedule,
	{
		from,
		until,
		limit = Number.POSITIVE_INFINITY,
		billed = NOTHING_BILLED,
	}: {
		readonly from: Day
		readonly until: Day
		readonly limit?: number
		readonly billed?: Billed
	},
): DueInvoice[] {
	const walk = walkFrom(schedule, billed)
	const invoices: DueInvoice[] = []
	for (let day = nextOf(walk); day <= until && invoices.length < limit; day = nextOf(walk)) {
		const lines = step(walk, day)
		if (day >= from) invoices.push(...byInvoice(lines).map((own) => invoiceOf(day, own)))
	}
	return invoices.length > limit ? invoices.slice(0, limit) : invoices
}

/** The schedule as it is once these changes are recorded, in this order. Throws RangeError for an unknown line. */
export function withChanges(schedule: Schedule, changes: readonly ScheduleChange[]): Schedule {
	const lines = new Map(schedule.lines.map((line) => [line.key, line]))
	for (const change of changes) {
		if ('add' in change) {
			lines.set(change.add.key, { ...change.add, knownOn: Math.max(change.on, change.recordedOn ?? change.on) })
		}
	}
	for (const change of changes) {
		if ('add' in change) continue
		const line = lines.get(change.line)
		if (!line) throw new RangeError(`unknown line ${JSON.stringify(change.line)}`)
		const { on, recordedOn = on, set } = change
		lines.set(line.key, { ...line, changes: [...line.changes, { on, recordedOn, set }] })
	}
	return { ...schedule, lines: [...lines.values()] }
}

function invoiceOf(on: Day, lines: readonly DueLine[]): DueInvoice {
	let subtotal = 0n
	let tax = 0n
	for (const line of lines) {
		subtotal += line.amount
		tax += line.tax
	}
	return { on, lines, subtotal, tax, total: subtotal + tax }
}
