import { changedFields, type Digest, digestAt, digestText } from './digest.ts'
import type { ImportMap } from './map.ts'
import { shorten } from './problem.ts'
import { type RowRecord, report } from './record.ts'

export type Change = { field: string; ours: string; theirs: string }

type Sides = {
	/** Field names in the order of the digest. */
	fields: readonly string[]
	/** What the last import said, as digests. */
	before: Digest | null
	after: Digest
	/** What stands here now, and what the file says. */
	/** Undefined where the two cannot be compared: then a change in the file is a change. */
	ours: (field: string) => string | undefined
	theirs: (field: string) => string
}

/**
 * What a row changes: fields that differ from what stands here and have changed in the file since the last import.
 * A field that has also been changed here is a conflict, which the map decides; by default it rejects the row.
 */
export function changesOf(
	record: RowRecord,
	map: ImportMap,
	columnOf: (field: string) => string,
	sides: Sides,
): Change[] {
	const changes: Change[] = []
	for (const index of changedFields(sides.before, sides.after)) {
		const field = sides.fields[index]
		if (field === undefined) continue
		const ours = sides.ours(field)
		const change = { field, ours: ours ?? '', theirs: sides.theirs(field) }
		if (ours === change.theirs) continue
		const said = digestAt(sides.before, index)
		const changedHere = said !== undefined && ours !== undefined && digestText(ours) !== said
		if (changedHere && map.onConflict === 'keep') continue
		if (changedHere && map.onConflict === 'reject') {
			const facts = { ours: shorten(change.ours), theirs: shorten(change.theirs) }
			report(record, 'changed_here', facts, field, columnOf(field))
		}
		changes.push(change)
	}
	return record.problems.length > 0 ? [] : changes
}

/** Attributes as text that is the same whatever their order. */
export function attributesText(attributes: Record<string, string>): string {
	const entries = Object.entries(attributes).sort(([one], [two]) => (one < two ? -1 : one > two ? 1 : 0))
	return entries.length === 0 ? '' : JSON.stringify(entries)
}
