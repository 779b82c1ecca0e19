import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Fate, RowChange } from './fate.ts'
import { nameOwn, type OwnInMap } from './own.ts'
import type { Problem } from './problem.ts'

/** One row of a file beside what is there. */
export type ListedRow = {
	row: number
	fate: Fate
	key: string
	/** What it is called: a customer's name, a contract's title or product. */
	label: string
	/** The customer or contract, where it is still there. */
	subjectId: string | null
	/** An earlier row of the file that says otherwise of the same key. */
	repeats: number | null
	changes: RowChange[]
	problems: Problem[]
	/** 'yes' once taken back, or why it cannot be. */
	undone: string | null
}

/** Which rows: those of one fate, or those that taking the import back has left. */
export type Shown = Fate | 'kept'
type List = { id: string; show?: Shown | undefined; after?: number; limit: number }

/** Rows of a batch in the order of the file, from behind a row: all, or some. */
export async function listRows(scope: Scope, { id, show, after = 0, limit }: List): Promise<ListedRow[]> {
	permit(scope, 'import.run')
	const rows = await scope.sql<ListedRow[]>`
		${rowsOf(scope, id, show)} and line."row" > ${after} order by line."row" limit ${limit}`
	return await named(scope, id, rows)
}

/** The rows before a row, in the order of the file. */
export async function listRowsBefore(
	scope: Scope,
	{ id, show, before, limit }: { id: string; show?: Shown | undefined; before: number; limit: number },
): Promise<ListedRow[]> {
	permit(scope, 'import.run')
	const rows = await scope.sql<ListedRow[]>`
		${rowsOf(scope, id, show)} and line."row" < ${before} order by line."row" desc limit ${limit}`
	return await named(scope, id, rows.reverse())
}

/** What changed in own fields, by their names. */
async function named({ sql }: Scope, id: string, rows: readonly ListedRow[]): Promise<ListedRow[]> {
	const [batch] = await sql<{ own: OwnInMap | null }[]>`select map->'own' as own from import_batch where id = ${id}`
	return nameOwn(rows, batch?.own ?? undefined)
}

function rowsOf({ sql }: Scope, id: string, show: Shown | undefined) {
	const chosen = show === 'kept' ? sql`and line.undone <> 'yes'` : show ? sql`and line.fate = ${show}` : sql``
	return sql`
		select line."row", line.fate, line.key, line.label, line.repeats, line.undone,
			coalesce(line.changes, '[]') as changes, coalesce(rejected.problems, '[]') as problems,
			case when batch.state = 'checked' and line.fate = 'created' then null
				when line.undone = 'yes' and line.fate = 'created' then null else line.subject_id end as "subjectId"
		from import_row as line join import_batch as batch on batch.id = line.batch_id
			left join import_rejected as rejected on rejected.batch_id = line.batch_id and rejected."row" = line."row"
		where line.batch_id = ${id} ${chosen}`
}
