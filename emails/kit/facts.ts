import type { Part } from './letter.ts'

/** A table of facts without the ones that are empty. */
export const facts = (...rows: (readonly [label: string, value: string])[]): Part => ({
	kind: 'facts',
	rows: rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value })),
})

/** The sentence about the file, where there is one. */
export const attached = (files: readonly unknown[], text: string): Part[] =>
	files.length > 0 ? [{ kind: 'quiet', text }] : []
