import { formatDay, parseDay } from '#core/calendar.ts'
import { formatMajor } from '#core/money.ts'
import { readTerms } from '#core/schedule/read-terms.ts'
import { withReductions } from '#core/schedule/reductions.ts'
import { simulate, withChanges } from '#core/schedule/simulate.ts'
import type { DueLine, Schedule } from '#core/schedule/terms.ts'

type Fields = Record<string, unknown>

/** Terms as a file for the preview gives them; what a test does not care about is filled in. */
export type Given = {
	currency?: string
	today?: string
	until?: string
	contract?: Fields
	lines?: Fields[]
	changes?: Fields[]
}

export const MONTHLY = { unit: 'month', count: 1 }

/** A monthly line of 31.00, so that a day of January costs 1.00. */
export function lineOf(fields: Fields = {}): Fields {
	return { key: 'support', unitPrice: '31.00', quantity: '1', interval: MONTHLY, ...fields }
}

export function inputOf({ contract, ...given }: Given): unknown {
	return {
		currency: 'EUR',
		today: '2026-01-01',
		until: '2026-12-31',
		lines: [lineOf()],
		...given,
		contract: { start: '2026-01-01', alignment: 'contract', timing: 'advance', ...contract },
	}
}

export function scheduleOf(given: Given): { schedule: Schedule; today: number; until: number } {
	const read = readTerms(inputOf(given))
	if ('problem' in read) throw new Error(`${read.problem.code} ${read.problem.field}`)
	const { schedule, changes, facts, today, until } = read.terms
	return { schedule: withReductions(withChanges(schedule, changes), facts), today, until }
}

/** What is invoiced, a line each: `2026-01-15 support period 2026-01-15..2026-02-01 17.00`. */
export function invoiced(given: Given): string[] {
	const { schedule, today, until } = scheduleOf(given)
	return simulate(schedule, { from: today, until }).flatMap((invoice) =>
		written(invoice.lines, schedule.terms.currency),
	)
}

export function written(lines: readonly DueLine[], currency = 'EUR'): string[] {
	return lines.map(
		({ on, lineKey, kind, from, to, amount }) =>
			`${formatDay(on)} ${lineKey} ${kind} ${formatDay(from)}..${formatDay(to)} ${formatMajor(amount, currency)}`,
	)
}

export const day = parseDay
