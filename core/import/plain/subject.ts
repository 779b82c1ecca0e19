import type { Scope } from '../../act.ts'
import type { permit } from '../../permit.ts'
import type { Digest } from '../digest.ts'
import type { Subject } from '../field.ts'
import type { ImportMap } from '../map.ts'
import type { RowReader, RowRecord } from '../record.ts'
import type { KeptReason } from '../undo/undo-row.ts'

/** What a row stands for here: `key` says it in one text, from which it is found again. */
export type Place = { key: string }

/** What stands here: its fields as texts. */
export type Standing = { id: string; texts: Readonly<Record<string, string>> }

/** What taking a row back needs besides its changes. */
export type PlainBefore = Place & { digest: Digest | null }

/** A row that did something, as taking it back meets it. */
export type Gone = Place & { id: string }

/**
 * What is brought in row by row without more ado than writing it, changing it and taking it away again: what it is found
 * by, and the statements for it. All of them set-based, in the transaction of the chunk.
 */
export type PlainSubject<At extends Place = Place> = {
	name: Subject
	/** What one has to be allowed beside importing. */
	action: Parameters<typeof permit>[1]
	/** In the order of the digest: new ones go to the end. */
	fields: readonly string[]
	/** Whether the company's own fields of it can be filled beside these. */
	own?: true
	/** Those that say whether what was brought has been changed since. */
	brought: readonly string[]
	/** What stays as it was first written. */
	fixed: ReadonlySet<string>
	/** Where an empty cell says "nothing"; elsewhere it says that the file does not know. */
	emptied: ReadonlySet<string>
	/** Completes rows and finds what each is of. Rows that name what is not here are reported, and have no place. */
	place(
		scope: Scope,
		map: ImportMap,
		reader: RowReader,
		records: readonly RowRecord[],
	): Promise<ReadonlyMap<RowRecord, At>>
	/** What stands here of keys; those of which nothing does are absent. */
	read(scope: Scope, keys: readonly string[]): Promise<ReadonlyMap<string, Standing>>
	/** Answers the ids in the order of the rows. */
	create(scope: Scope, rows: readonly { at: At; record: RowRecord }[]): Promise<readonly string[]>
	/** With all texts as they are to be. */
	change(scope: Scope, rows: readonly (Gone & Pick<Standing, 'texts'>)[]): Promise<void>
	remove(scope: Scope, batchId: string, rows: readonly Gone[]): Promise<void>
	/** Why some cannot be taken away, by key, beside what the database refuses. */
	kept(scope: Scope, rows: readonly Gone[]): Promise<ReadonlyMap<string, KeptReason>>
}
