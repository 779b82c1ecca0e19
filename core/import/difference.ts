import type { ListedRow } from './list-rows.ts'
import type { Problem } from './problem.ts'
import { csvLines, safe } from './rejected.ts'

/** Words for the file of differences. */
export type DifferenceWords = {
	/** The names of its columns: row, what, key, name, field, here, in the file, taken. */
	header: readonly string[]
	fate: (row: ListedRow) => string
	field: (field: string) => string
	taken: (yes: boolean) => string
	problem: (problem: Problem) => string
	repeats: (row: number) => string
}

export function differenceHeader({ header }: Pick<DifferenceWords, 'header'>): string {
	return csvLines([[...header]], { bom: true })
}

/** Rows as CSV: a line for each field that differs, and one for a row without any. */
export function differenceLines(rows: readonly ListedRow[], words: DifferenceWords): string {
	return csvLines(rows.flatMap((row) => linesOf(row, words)))
}

function linesOf(row: ListedRow, words: DifferenceWords): string[][] {
	const begin = [String(row.row), words.fate(row), safe(row.key), safe(row.label)]
	if (row.problems.length > 0) return [[...begin, '', '', safe(row.problems.map(words.problem).join(' ')), '']]
	if (row.repeats !== null)
		return [[...begin, '', '', words.repeats(row.repeats), words.taken(row.fate !== 'conflict')]]
	if (row.changes.length === 0) return [[...begin, '', '', '', '']]
	return row.changes.map(({ field, name, ours, theirs, conflict }) => [
		...begin,
		safe(name ?? words.field(field)),
		safe(ours),
		safe(theirs),
		words.taken(conflict !== 'kept'),
	])
}
