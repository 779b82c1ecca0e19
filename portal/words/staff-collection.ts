import type { EntryKind } from '#core/collection/entry-kind.ts'
import { staffCollection } from './en/staff-collection.ts'
import { createSpeaker } from './speaker.ts'

/** The words of collection in the console: English, as all of it. */
export const sayCollection = createSpeaker<{ collection: typeof staffCollection }>('en', {
	collection: staffCollection,
}).say

/** What was done, by name. A group of words with an `other` would be a plural. */
export const sayEntryKind = (kind: EntryKind) => sayCollection(`collection.kind.${kind === 'other' ? 'else' : kind}`)
