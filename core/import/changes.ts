import { changedFields, type Digest, digestAt, digestText } from './digest.ts'
import type { RowChange } from './fate.ts'
import type { ImportMap } from './map.ts'
import { shorten } from './problem.ts'
import { type RowRecord, report } from './record.ts'

export type Change = { field: string; ours: string; theirs: string; conflict: boolean }

/** What a row changes, and what it would change but for somebody's own change here, which is kept. */
export type Difference = { taken: Change[]; kept: Change[] }

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
 * A field that has also been changed here is a conflict, which the map decides; by default ours is kept.
 */
export function changesOf(
	record: RowRecord,
	map: ImportMap,
	columnOf: (field: string) => string,
	sides: Sides,
): Difference {
	const taken: Change[] = []
	const kept: Change[] = []
	for (const index of changedFields(sides.before, sides.after)) {
		const field = sides.fields[index]
		if (field === undefined) continue
		const ours = sides.ours(field)
		const theirs = sides.theirs(field)
		if (ours === theirs) continue
		const said = digestAt(sides.before, index)
		const conflict = said !== undefined && ours !== undefined && digestText(ours) !== said
		const change = { field, ours: ours ?? '', theirs, conflict }
		if (conflict && map.onConflict === 'reject')
			report(record, 'changed_here', { ours: shorten(change.ours), theirs: shorten(theirs) }, field, columnOf(field))
		if (conflict && map.onConflict === 'keep') kept.push(change)
		else taken.push(change)
	}
	return record.problems.length > 0 ? { taken: [], kept: [] } : { taken, kept }
}

/** The digest to keep: of what was kept here, what the import before said, so that the conflict stays one. */
export function digestAfter(sides: Pick<Sides, 'fields' | 'before' | 'after'>, { kept }: Difference): Digest {
	const fields = new Set(kept.map(({ field }) => field))
	const old = sides.before?.split('.') ?? []
	const now = sides.after.split('.')
	return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
		const name = sides.fields[index]
		return (name !== undefined && fields.has(name) ? old[index] : now[index] || old[index]) ?? ''
	}).join('.')
}

/** The difference as it is shown, columns without a field each by its own name. */
export function shownChanges({ taken, kept }: Difference): RowChange[] {
	return [
		...taken.flatMap((change) => shown(change, change.conflict ? { conflict: 'taken' } : {})),
		...kept.flatMap((change) => shown(change, { conflict: 'kept' })),
	]
}

function shown({ field, ours, theirs }: Change, more: Pick<RowChange, 'conflict'>): RowChange[] {
	if (field !== 'attributes') return [{ field, ours, theirs, ...more }]
	const [here, there] = [readAttributes(ours), readAttributes(theirs)]
	return [...new Set([...here.keys(), ...there.keys()])].flatMap((name) => {
		const pair = { ours: here.get(name) ?? '', theirs: there.get(name) ?? '' }
		return pair.ours === pair.theirs ? [] : [{ field, name, ...pair, ...more }]
	})
}

/** Attributes as text that is the same whatever their order. */
export function attributesText(attributes: Record<string, string>): string {
	const entries = Object.entries(attributes).sort(([one], [two]) => (one < two ? -1 : one > two ? 1 : 0))
	return entries.length === 0 ? '' : JSON.stringify(entries)
}

function readAttributes(text: string): Map<string, string> {
	return new Map(text === '' ? [] : (JSON.parse(text) as [string, string][]))
}
