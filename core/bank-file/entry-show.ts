/** Which entries of a file are shown. */
export const entryShows = ['open', 'matched', 'ignored', 'out', 'all'] as const
export type EntryShow = (typeof entryShows)[number]
