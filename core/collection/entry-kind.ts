/** What a collector did about a case. */
export const entryKinds = ['spoke', 'no_answer', 'visited', 'message_left', 'other'] as const
export type EntryKind = (typeof entryKinds)[number]
