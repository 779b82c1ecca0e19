import { stringify } from 'csv-stringify/sync'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Problem } from './problem.ts'

/** A row that was not taken, as it stood in the file. */
export type RejectedRow = { row: number; cells: string[]; problems: Problem[] }

/** Rejected rows of a batch in the order of the file, from behind a row. */
export async function findRejected(
	scope: Scope,
	{ id, after = 0, limit }: { id: string; after?: number; limit: number },
): Promise<RejectedRow[]> {
	permit(scope, 'import.run')
	return await scope.sql<RejectedRow[]>`
		select "row", cells, problems from import_rejected
		where batch_id = ${id} and "row" > ${after} order by "row" limit ${limit}`
}

type Say = { row: string; reason: string; problem: (problem: Problem) => string }

/** The column names of the file of rejected rows: those of the file, then why. */
export function rejectedHeader(header: readonly string[], say: Pick<Say, 'row' | 'reason'>): string {
	return csvLines([[...header.map(safe), say.row, say.reason]], { bom: true })
}

/**
 * Rejected rows as CSV: each as it stood in the file, then its number and the reasons in words, so that it can be
 * corrected there and imported again. No cell can act as a formula when a spreadsheet opens it.
 */
export function rejectedLines(rows: readonly RejectedRow[], columns: number, say: Pick<Say, 'problem'>): string {
	return csvLines(
		rows.map(({ row, cells, problems }) => [
			...Array.from({ length: columns }, (_, index) => safe(cells[index] ?? '')),
			String(row),
			safe(problems.map(say.problem).join(' ')),
		]),
	)
}

/** As CSV. A bare line end inside a cell begins a row for spreadsheets as well, and that could begin with a formula. */
export const csvLines = (rows: string[][], { bom = false } = {}) => stringify(rows, { bom, quoted_match: /[\r\n]/ })

/** An apostrophe before what a spreadsheet would calculate; a plain number, also a negative one, stays one. */
export function safe(cell: string): string {
	return /^[=+\-@|%\t\r]/.test(cell) && !/^[+-]?\d[\d.,\s]*$/.test(cell) ? `'${cell}` : cell
}
