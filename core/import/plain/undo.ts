import type { Scope } from '../../act.ts'
import { permit } from '../../permit.ts'
import { brokenPromise } from '../broken-promise.ts'
import { digestAt, digestText } from '../digest.ts'
import { ownIn } from '../own.ts'
import { byHalves, type KeptReason, type PlainRow, type Undone } from '../undo/undo-row.ts'
import { fieldsOf } from './load.ts'
import { readSaid, writeSaid } from './said.ts'
import type { Place, PlainSubject, Standing } from './subject.ts'

type Batch = { id: string; source: string }

const keyOf = ({ before }: PlainRow): string => before.key

/** Why rows cannot be taken back, by row; those that can be are absent. */
export async function judgePlain<At extends Place>(
	subject: PlainSubject<At>,
	scope: Scope,
	batch: Batch,
	rows: readonly PlainRow[],
): Promise<Map<PlainRow, KeptReason>> {
	const keys = rows.map(keyOf)
	const standing = await subject.read(scope, keys)
	const said = await readSaid(scope, { subject: subject.name, source: batch.source }, keys)
	const later = await changedLater(scope, subject.name, batch.id, keys)
	const created = rows.filter(({ fate }) => fate === 'created').map((row) => ({ key: keyOf(row), id: row.id }))
	const kept = await subject.kept(scope, created)
	const reasons = new Map<PlainRow, KeptReason>()
	for (const row of rows) {
		const key = keyOf(row)
		const now = standing.get(key)
		const reason: KeptReason | undefined = !now
			? 'gone'
			: later.has(key)
				? 'changed_by_import'
				: stands(subject, row, now, said.get(key))
					? row.fate === 'created'
						? kept.get(key)
						: undefined
					: 'changed_since'
		if (reason) reasons.set(row, reason)
	}
	return reasons
}

/** Whether all is as the import left it: of what it changed, these fields; of what it brought, all that it said. */
function stands<At extends Place>(
	subject: PlainSubject<At>,
	{ fate, changes }: PlainRow,
	{ texts }: Standing,
	said: string | undefined,
): boolean {
	if (fate !== 'created') return changes.every(({ field, theirs }) => (texts[field] ?? '') === theirs)
	const own = subject.own ? ownIn(said ?? null) : []
	const fields = fieldsOf(subject, own)
	return [...subject.brought, ...own].every((field) => {
		const then = digestAt(said ?? null, fields.indexOf(field))
		return then === undefined || then === digestText(texts[field] ?? '')
	})
}

async function changedLater(
	{ sql }: Scope,
	subject: string,
	batchId: string,
	keys: readonly string[],
): Promise<Set<string>> {
	const rows = await sql<{ key: string }[]>`
		select distinct line.before ->> 'key' as key from import_row as line join import_batch as batch on batch.id = line.batch_id
		where batch.subject in (${subject}, ${subject === 'lines' ? 'contracts' : subject}) and batch.id > ${batchId} and batch.state not in ('checking', 'checked')
			and line.fate in ('updated', 'conflict') and line.before ->> 'key' = any(${[...keys]}::text[])
			and line.undone is distinct from 'yes'`
	return new Set(rows.map(({ key }) => key))
}

/** Takes rows back, the last first: what was changed is put back, then what was brought is taken away. */
export async function undoPlain<At extends Place>(
	subject: PlainSubject<At>,
	scope: Scope,
	batch: Batch,
	rows: readonly PlainRow[],
): Promise<Undone[]> {
	permit(scope, subject.action)
	if (rows.length === 0) return []
	// What several rows have changed is put back one after the other; what was brought goes last.
	const [now, later] = [new Map<string, PlainRow>(), [] as PlainRow[]]
	for (const row of rows) {
		if (now.has(keyOf(row))) later.push(row)
		else now.set(keyOf(row), row)
	}
	const first = [...now.values()]
	const reasons = await judgePlain(subject, scope, batch, first)
	const refused = await byHalves(
		scope,
		first.filter((row) => !reasons.has(row)),
		(inner, some) => takeBack(subject, inner, batch, some),
		(error) => brokenPromise(error) !== undefined,
	)
	for (const row of refused) reasons.set(row, 'used')
	const done = first.map((row): Undone => {
		const reason = reasons.get(row)
		return { row, steps: 0, ...(reason && { reason }) }
	})
	return [...done, ...(await undoPlain(subject, scope, batch, later))]
}

async function takeBack<At extends Place>(
	subject: PlainSubject<At>,
	scope: Scope,
	batch: Batch,
	rows: readonly PlainRow[],
): Promise<void> {
	const changed = rows.filter(({ fate }) => fate !== 'created')
	const created = rows.filter(({ fate }) => fate === 'created').map((row) => ({ key: keyOf(row), id: row.id }))
	if (changed.length > 0) {
		const standing = await subject.read(scope, changed.map(keyOf))
		await subject.change(
			scope,
			changed.map((row) => ({
				...{ key: keyOf(row), id: row.id },
				texts: {
					...standing.get(keyOf(row))?.texts,
					...Object.fromEntries(row.changes.map(({ field, ours }) => [field, ours])),
				},
			})),
		)
	}
	if (created.length > 0) await subject.remove(scope, batch.id, created)
	await writeSaid(scope, { subject: subject.name, source: batch.source }, [
		...changed.map((row) => ({ key: keyOf(row), digest: row.before.digest, id: row.id })),
		...created.map(({ key, id }) => ({ key, id, digest: null })),
	])
}
