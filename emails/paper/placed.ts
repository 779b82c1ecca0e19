import type { Weight } from './fonts.ts'

/** What stands on one page and where, in points from the top left corner of the type area. Nothing is left to find. */
export type Placed = {
	panels: Panel[]
	/** Heights of full rules, and of those that are shorter. */
	rules: { top: number; left: number; width: number }[]
	/** In reading order; a group of columns is read row by row. */
	parts: (PlacedText | PlacedColumns)[]
	/** A drawing of straight strokes, in its own box; it means nothing to a reader who cannot see it. */
	strokes?: { left: number; top: number; width: number; path: string }
	/** A square code; its label says what it is. */
	code?: { left: number; top: number; width: number; rows: string[] }
	link?: { left: number; top: number; width: number; height: number; url: string }
}

export type Panel = { left: number; top: number; width: number; height: number; colour: string; radius: number }

/** `leading` is the height of the run's lines. A run ends its line with `\n` of its own. */
export type Run = { text: string; size: number; leading: number; weight?: Weight; colour?: string }

/** What a text is to a reader who cannot see it. An artifact (running heads, page numbers) is passed over. */
export type Role = 'H1' | 'H2' | 'P' | 'Link' | 'Artifact'

export type PlacedText = {
	kind: 'text'
	role: Role
	left: number
	top: number
	width: number
	side?: 'left' | 'right'
	runs: Run[]
}

/**
 * Columns of text whose lines stand beside each other. The library sets a column as one text, in a fraction of the
 * time it needs for a box per cell; the plan has broken every cell of a row into the same number of lines.
 */
export type PlacedColumns = {
	kind: 'columns'
	role: 'Table' | 'Pairs'
	/** Which of the paper's tables this is a part of. */
	table?: number
	/** The heads of a table's columns; an artifact where the table goes on from the page before. */
	heads: PlacedText[]
	headRole: 'TH' | 'Artifact'
	columns: PlacedText[]
	/** Lines of each row, and empty ones after it. */
	rows: { lines: number; gap: number }[]
}

/** The height that a text takes up. */
export function heightOf(runs: Run[]): number {
	let height = 0
	let tallest = 0
	for (const run of runs) {
		for (const [index] of run.text.split('\n').entries()) {
			if (index > 0) {
				height += tallest
				tallest = 0
			}
			tallest = Math.max(tallest, run.leading)
		}
	}
	return height + tallest
}
