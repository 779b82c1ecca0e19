import { type Actor, type Books, look } from '#core/act.ts'
import type { ImportBatch } from '#core/import/batch.ts'
import { fates } from '#core/import/fate.ts'
import { type ListedRow, listRows, listRowsBefore, type Shown } from '#core/import/list-rows.ts'
import { sayImport as say } from '../../../words/staff-import.ts'
import { presentRow } from './present-row.ts'
import type { ShownRows } from './rows.tsx'

/** Rows of a page. */
const atOnce = 50

/** The rows of a batch that the address asks for: `show` a kind, `after` or `before` a row. */
export async function readRows(books: Books, actor: Actor, batch: ImportBatch, request: Request): Promise<ShownRows> {
	const { id, subject } = batch
	const path = `/staff/imports/${id}`
	const { searchParams } = new URL(request.url)
	const show = [...fates, 'kept' as const].find((kind) => kind === searchParams.get('show'))
	const at = (name: string) => Math.min(Number(/^\d{1,9}$/.exec(searchParams.get(name) ?? '')?.[0] ?? 0), 2_000_000_000)
	const [after, before] = [at('after'), at('before')]
	const limit = atOnce + 1
	const found =
		before > 0
			? await look(books, actor, listRowsBefore, { id, show, before, limit })
			: await look(books, actor, listRows, { id, show, after, limit })
	const all = found.ok ? found.value : []
	const more = all.length > atOnce
	const rows = before > 0 ? all.slice(-atOnce) : all.slice(0, atOnce)
	return {
		path,
		tabs: tabsOf(batch),
		rows: rows.map((row) => presentRow(subject, row)),
		rejected: batch.rejected,
		paging: {
			...stepsOf(path, show, rows, { back: before > 0 ? more : after > 0, on: before > 0 || more }),
			counts: say('import.rowsShown', { count: countOf(batch, show) }),
		},
	}
}

function stepsOf(
	path: string,
	show: Shown | undefined,
	rows: readonly ListedRow[],
	{ back, on }: { back: boolean; on: boolean },
): { previous?: string; next?: string } {
	const [first, last] = [rows[0], rows.at(-1)]
	const to = (name: string, row: number) => `${path}?${show ? `show=${show}&` : ''}${name}=${row}#rows`
	return {
		...(back && first && { previous: to('before', first.row) }),
		...(on && last && { next: to('after', last.row) }),
	}
}

/** All rows, and each kind that there is. */
function tabsOf(batch: ImportBatch): ShownRows['tabs'] {
	const kinds = [...fates, 'kept' as const].filter((kind) => countOf(batch, kind) > 0)
	return [
		{ show: null, label: say('import.all'), count: batch.done },
		...kinds.map((kind) => ({ show: kind, label: say(`import.fate.${kind}`), count: countOf(batch, kind) })),
	]
}

function countOf(batch: ImportBatch, show: Shown | undefined): number {
	if (show === undefined) return batch.done
	return show === 'conflict' ? batch.conflicts : batch[show]
}
