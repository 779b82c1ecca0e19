/**
 * The sentence that stands on a paper where there is no tax. What goes abroad is taxed there, as of a service between
 * businesses: its paper says what the page says, and claims no export of goods.
 */
const notes = { exempt: 'exempt', reverse_charge: 'reverse_charge', export: 'outside_scope' } as const

/** Of what the books note; nothing where they note nothing. */
export function taxNotes(noted: readonly string[]): (typeof notes)[keyof typeof notes][] {
	return noted.flatMap((note) => (Object.hasOwn(notes, note) ? [notes[note as keyof typeof notes]] : []))
}
