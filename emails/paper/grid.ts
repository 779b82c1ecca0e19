/** The measures of the paper, in points. A4, and one line height for every column of a table, so that rows align. */
export const grid = {
	width: 595.28,
	height: 841.89,
	left: 48,
	top: 46,
	/** What every leaf keeps for its foot. */
	foot: 52,
	inner: 595.28 - 2 * 48,
	line: 11.5,
	/** Of a table whose rows are set close. */
	denseLine: 15.5,
	text: 9,
	small: 7.5,
	/** The least width of the first column, and the most of the quantity's. */
	column: { gap: 12, first: 130, quantity: 84 },
	/** Lines of a row; a longer one goes on as another row. */
	longestRow: 28,
	/** Heights of the fixed parts. */
	head: 64,
	runningHead: 34,
	tableHead: 20,
	tableTitle: 20,
	factRow: 31,
	factGap: 22,
	highlight: 58,
	gap: 18,
	sum: 16,
	/** A signature drawn by hand, its line and label. */
	drawing: 116,
	/** A code for a camera: its side, and its label under it. */
	code: 150,
	codeLabel: 22,
	sumGap: 9,
	/** The side by side of blocks (left) and sums (right) that closes a paper. */
	blocks: 250,
	sums: 226,
} as const

/** A block longer than this runs over the full width after the sums instead of beside them. */
export const longBlock = 14

export const ink = { text: '#16181d', quiet: '#5d6470', rule: '#d9dce2', faint: '#f4f5f7', white: '#ffffff' } as const
