import type { EditDraft } from '../contract/edit-draft.ts'
import type { Digest } from './digest.ts'
import type { PlainBefore } from './plain/subject.ts'

/** What becomes of a row. `conflict`: it says otherwise than somebody here, or than an earlier row; ours stays. */
export type Fate = 'created' | 'updated' | 'unchanged' | 'conflict' | 'rejected'
export const fates = ['created', 'updated', 'unchanged', 'conflict', 'rejected'] as const

/** One field of a row: what is there, and what the file says. */
export type RowChange = {
	field: string
	/** The column's own name, where it fills no field and is kept beside the row. */
	name?: string
	ours: string
	theirs: string
	/** It was changed here as well since the last import: ours was kept, or the file's taken. */
	conflict?: 'kept' | 'taken'
}

/** What taking a changed row back needs besides its changes. Versions are those of the customer or contract. */
export type Before = {
	digest: Digest | null
	version: number
	versionAfter: number
	/** Contacts who came to belong to a customer. */
	contacts?: string[]
	/** The party by which a customer was taxed while what their people gave was unchecked. */
	taxedAsId?: string
	/** A contract's state, and the day from which its price was amended (ISO date). */
	state?: string
	amendedOn?: string
	/** A draft as it was. */
	draft?: Omit<EditDraft, 'id' | 'version'>
	attributes?: Record<string, string>
}

/** What a row did. Rows with problems have none: they are rejected. */
export type RowOutcome = {
	fate: Exclude<Fate, 'rejected'>
	/** The customer, contract, or what else it is of. */
	id?: string
	changes?: RowChange[]
	before?: Before | PlainBefore
}

/** How many rows went which way. Their sum is `done`. */
export type Counts = { created: number; updated: number; unchanged: number; conflicts: number; rejected: number }
