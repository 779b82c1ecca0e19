import type { Scope } from '../../act.ts'
import { permit } from '../../permit.ts'
import { changesOf, type Difference, digestAfter, shownChanges } from '../changes.ts'
import { textOfField } from '../customer-digest.ts'
import { type Digest, digestOf } from '../digest.ts'
import { identityColumn, identityOf } from '../identity.ts'
import type { ImportMap } from '../map.ts'
import { isOwnName, ownIn, withOwnPlaces } from '../own.ts'
import { shorten } from '../problem.ts'
import { type RowReader, type RowRecord, report } from '../record.ts'
import { readSaid, writeSaid } from './said.ts'
import type { Place, PlainSubject, Standing } from './subject.ts'

type Fresh<At> = { record: RowRecord; at: At; digest: Digest }
type Old = {
	record: RowRecord
	key: string
	now: Standing
	before: Digest | null
	difference: Difference
	after: Digest
}

/**
 * Loads rows of a plain subject: new ones are written, known ones changed where the file has changed since it was last
 * imported. Rows that cannot be taken get their problems and are left out; the others get what they did.
 */
export async function loadPlain<At extends Place>(
	subject: PlainSubject<At>,
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	records: readonly RowRecord[],
): Promise<void> {
	permit(scope, 'import.run')
	permit(scope, subject.action)
	const sound = records.filter((record) => record.problems.length === 0)
	for (const record of sound) forgetUnsaid(subject, record)
	const places = await subject.place(scope, map, reader, sound)
	const keys = [...new Set([...places.values()].map(({ key }) => key))]
	const of = { subject: subject.name, source: map.source }
	const [standing, said] = [await subject.read(scope, keys), await readSaid(scope, of, keys)]
	const fresh: Fresh<At>[] = []
	const old: Old[] = []
	for (const [record, at] of once(subject, places, reader)) {
		const now = standing.get(at.key)
		const before = said.get(at.key) ?? null
		const digest = digestOf(
			fieldsOf(subject, Object.keys(record.values)).map((field) =>
				field in record.values ? textOfField(record, field) : undefined,
			),
		)
		if (!now) fresh.push({ record, at, digest })
		else if (before === digest) record.outcome = { fate: 'unchanged', id: now.id }
		else {
			const one = compare(subject, map, reader, { record, key: at.key, now, before }, digest)
			if (record.problems.length === 0) old.push(one)
		}
	}
	await create(subject, scope, fresh)
	await change(subject, scope, old)
	await writeSaid(scope, of, [
		...fresh.map(({ record, at, digest }) => ({ key: at.key, digest, id: record.outcome?.id ?? '' })),
		...old.map(({ key, now, after }) => ({ key, digest: after, id: now.id })),
	])
}

/** The fields of a digest, the company's own ones among these behind ours. */
export function fieldsOf<At extends Place>(
	{ fields, own }: PlainSubject<At>,
	names: readonly string[],
): readonly string[] {
	return own ? withOwnPlaces(fields, new Set(names)) : fields
}

/** An empty cell of what cannot be nothing leaves it as it is. */
function forgetUnsaid<At extends Place>({ emptied, own }: PlainSubject<At>, { values }: RowRecord): void {
	for (const [field, value] of Object.entries(values))
		if (value === null && !emptied.has(field) && !(own && isOwnName(field))) delete values[field]
}

/** Rows that name the same thing in different words contradict each other: the first counts. */
function once<At extends Place>(
	{ name }: PlainSubject<At>,
	places: ReadonlyMap<RowRecord, At>,
	reader: RowReader,
): [RowRecord, At][] {
	const first = new Map<string, RowRecord>()
	return [...places].filter(([record, { key }]) => {
		const before = first.get(key)
		if (!before) first.set(key, record)
		else {
			const value = shorten(identityOf(name, record) ?? '')
			report(record, 'key_repeated', { value, row: String(before.row.number) }, ...identityColumn(name, record, reader))
		}
		return !before
	})
}

function compare<At extends Place>(
	subject: PlainSubject<At>,
	map: ImportMap,
	{ columnOf }: RowReader,
	of: Pick<Old, 'record' | 'key' | 'now' | 'before'>,
	digest: Digest,
): Old {
	const { record, now, before } = of
	const { fixed } = subject
	const fields = fieldsOf(subject, [...Object.keys(record.values), ...ownIn(before)])
	const sides = {
		...{ fields, before, after: digest },
		ours: (field: string) => now.texts[field] ?? '',
		theirs: (field: string) => textOfField(record, field),
	}
	const difference = changesOf(record, map, columnOf, sides)
	for (const { field, ours, theirs } of difference.taken) {
		if (!fixed.has(field)) continue
		report(record, 'cannot_change', { ours: shorten(ours), theirs: shorten(theirs) }, field, columnOf(field))
	}
	return { ...of, difference, after: digestAfter(sides, difference) }
}

async function create<At extends Place>(
	subject: PlainSubject<At>,
	scope: Scope,
	fresh: readonly Fresh<At>[],
): Promise<void> {
	if (fresh.length === 0) return
	const ids = await subject.create(scope, fresh)
	for (const [index, { record, at }] of fresh.entries())
		record.outcome = { fate: 'created', id: ids[index] ?? '', before: { key: at.key, digest: null } }
}

async function change<At extends Place>(subject: PlainSubject<At>, scope: Scope, old: readonly Old[]): Promise<void> {
	const changed = old.filter(({ difference }) => difference.taken.length > 0)
	if (changed.length > 0)
		await subject.change(
			scope,
			changed.map(({ key, now, difference }) => ({
				...{ key, id: now.id },
				texts: { ...now.texts, ...Object.fromEntries(difference.taken.map(({ field, theirs }) => [field, theirs])) },
			})),
		)
	for (const { record, key, now, before, difference } of old) {
		const { taken, kept } = difference
		record.outcome =
			taken.length + kept.length === 0
				? { fate: 'unchanged', id: now.id }
				: {
						...{ fate: kept.length > 0 ? 'conflict' : 'updated', id: now.id, changes: shownChanges(difference) },
						...(taken.length > 0 && { before: { key, digest: before } }),
					}
	}
}
