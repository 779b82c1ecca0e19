/** A page of a long list. `total` is counted to `countedTo` at most. */
export type Listed<Row> = { rows: Row[]; total: number; isMore: boolean; isBefore: boolean }
export const countedTo = 10_000

/** One row more than asked for says that there is another page that way. */
export function pageOf<Row>(
	rows: readonly Row[],
	{ limit, before, after }: { limit: number; before?: unknown; after?: unknown },
	total: number,
): Listed<Row> {
	const extra = rows.length > limit
	if (before) return { rows: rows.slice(extra ? 1 : 0), total, isMore: true, isBefore: extra }
	return { rows: rows.slice(0, limit), total, isMore: extra, isBefore: after !== undefined }
}
