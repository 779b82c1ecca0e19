import { refuse } from '../../refusal.ts'
import { type Cell, isBlank, type SheetRow, textOf } from '../cell.ts'
import { isKnownName } from '../known-names.ts'

/** The names of columns, one for each cell, and the number of the row that they end in. */
export type Header = { names: string[]; row: number }

/** Rows that are looked at for column names: some exports put a title and a date above them. */
const searched = 25
/** Between the name of a group of columns and that of one of them. */
export const groupMark = ' · '

/**
 * Finds the row that names the columns, or the two of them where columns stand in groups under a name of their own.
 * Refuses `import.empty` where nothing stands below it, `import.header_missing`.
 */
export async function findHeader(rows: AsyncGenerator<SheetRow[]>, said: number | undefined): Promise<Header> {
	const seen: SheetRow[] = []
	for await (const some of rows) {
		for (const row of some) {
			if (row.number === said) return { names: nameColumns(row.cells.map(nameOf)), row: said }
			if (!isSeparatorLine(row) && !row.cells.every(isBlank)) seen.push(row)
		}
		if (said === undefined ? seen.length > searched : (some.at(-1)?.number ?? 0) >= said) break
	}
	if (said !== undefined) refuse('import.header_missing', { row: said })
	const place = seen.slice(0, searched).findIndex((row) => looksLikeHeader(row, seen))
	const found = seen[place]
	if (!found) return refuse('import.empty', {})
	const { names, row } = withGroups(found, seen[place - 1], seen[place + 1])
	if (seen.at(-1)?.number === row) refuse('import.empty', {})
	return { names: nameColumns(names), row }
}

/** Names of columns are texts, and as many as the rows below have cells, or nearly. */
function looksLikeHeader(row: SheetRow, seen: readonly SheetRow[]): boolean {
	const filled = row.cells.filter((cell) => !isBlank(cell))
	const widest = Math.max(...seen.map((other) => other.cells.filter((cell) => !isBlank(cell)).length))
	return filled.length * 2 >= widest && filled.every((cell) => typeof cell === 'string')
}

/** The header alone, or with the row of groups above it, or with the row of names below it where it is that of the groups. */
function withGroups(found: SheetRow, above: SheetRow | undefined, below: SheetRow | undefined): Header {
	if (below && below.number === found.number + 1 && namesGroups(found, below) && mostlyKnown(below))
		return { names: combined(found, below), row: below.number }
	const incomplete = hasGaps(found, above) || hasDoubles(found)
	if (above && above.number === found.number - 1 && incomplete && namesGroups(above, found))
		return { names: combined(above, found), row: found.number }
	return { names: found.cells.map(nameOf), row: found.number }
}

/** Whether a row names groups of the columns that the row below it names: some of its names reach over several. */
function namesGroups(upper: SheetRow, lower: SheetRow): boolean {
	const both = [...upper.cells, ...lower.cells].filter((cell) => !isBlank(cell))
	const groups = upper.cells.filter((cell) => !isBlank(cell)).length
	const over = lower.cells.some((cell, index) => !isBlank(cell) && isBlank(upper.cells[index]) && index > 0)
	return groups > 1 && over && both.every((cell) => typeof cell === 'string' && !/\d/.test(cell))
}

function mostlyKnown({ cells }: SheetRow): boolean {
	const names = cells.filter((cell) => !isBlank(cell)).map(nameOf)
	return names.filter(isKnownName).length * 2 >= names.length
}

function hasGaps(found: SheetRow, above: SheetRow | undefined): boolean {
	return above?.cells.some((cell, index) => !isBlank(cell) && isBlank(found.cells[index])) ?? false
}

function hasDoubles({ cells }: SheetRow): boolean {
	const names = cells.filter((cell) => !isBlank(cell)).map(nameOf)
	return new Set(names).size < names.length
}

function combined(upper: SheetRow, lower: SheetRow): string[] {
	let group = ''
	return Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, index) => {
		const [above, below] = [nameOf(upper.cells[index]), nameOf(lower.cells[index])]
		if (above !== '') group = above
		if (below === '') return above
		return group === '' ? below : `${group}${groupMark}${below}`
	})
}

export function isSeparatorLine(row: SheetRow): boolean {
	return row.number === 1 && /^sep=.?$/i.test(textOf(row.cells[0]).trim())
}

function nameOf(cell: Cell | undefined): string {
	return textOf(cell).replace(/\s+/g, ' ').trim()
}

/** Column names as they are called everywhere; a second column of one name gets a number behind it. */
function nameColumns(names: readonly string[]): string[] {
	const times = new Map<string, number>()
	const told = names.map((name) => {
		const before = times.get(name) ?? 0
		times.set(name, before + 1)
		return before > 0 && name !== '' ? `${name} (${before + 1})` : name
	})
	while (told.length > 0 && told.at(-1) === '') told.pop()
	return told
}
