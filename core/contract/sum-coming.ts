import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { comingInvoices } from './preview.ts'

/** Of a contract that goes on without an end a year is counted. */
const monthsWithoutEnd = 12
/** More than any term has of invoices a month apart. */
const mostInvoices = 400

export type ComingSum = {
	/** What is still to be invoiced, tax included, to the end of the contract or a year ahead. */
	minor: bigint
	/** The last day of that, ISO, and in how many months from today or its later start. */
	until: string
	months: number
}

/** What contracts will still be billed, by their ids; of a draft as if it began as it says. By the functions that bill them. */
export async function sumComing(scope: Scope, ids: readonly string[]): Promise<Map<string, ComingSum>> {
	const rows = await scope.sql<{ id: string; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null }[]>`
		select id, starts_on as "startsOn", ends_on as "endsOn" from contract where id = any(${ids as string[]}::uuid[])`
	const terms = new Map(rows.map((row) => [row.id, row]))
	const sums = new Map<string, ComingSum>()
	for (const billable of await readSchedules(scope, ids, dayOf(scope.today))) {
		const term = terms.get(billable.contract.id)
		if (!term) continue
		const from = Temporal.PlainDate.compare(term.startsOn, scope.today) > 0 ? term.startsOn : scope.today
		const until = term.endsOn ?? from.add({ months: monthsWithoutEnd })
		const invoices = await comingInvoices(scope, billable, mostInvoices)
		const minor = invoices
			// Without an end the day a year ahead begins the next year.
			.filter(({ on }) => Temporal.PlainDate.compare(on, until) < (term.endsOn ? 1 : 0))
			.reduce((sum, { totalMinor }) => sum + totalMinor, 0n)
		sums.set(term.id, { minor, until: until.toString(), months: monthsBetween(from, until) })
	}
	return sums
}

/** Begun months, one at least. */
function monthsBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): number {
	const { months, days } = from.until(until, { largestUnit: 'months' })
	return Math.max(1, months + (days > 0 ? 1 : 0))
}
