/**
 * A digest of each field of an imported row, in the order of the fields, separated by full stops; empty for a field that
 * the map did not give. Kept with the row, it tells the next import what has changed in the file since, so that what
 * people have changed here meanwhile is not written over.
 */
export type Digest = string

/** Appending a field to the list is harmless; moving one makes every row look changed once. */
export function digestOf(fields: readonly (string | undefined)[]): Digest {
	return fields.map((field) => (field === undefined ? '' : digestText(field))).join('.')
}

/** The positions of the fields that have changed, or that were not given before. */
export function changedFields(before: Digest | null, after: Digest): number[] {
	const old = before?.split('.') ?? []
	return after.split('.').flatMap((part, index) => (part !== '' && part !== old[index] ? [index] : []))
}

/** The digest that was kept for one field; undefined when it was not given. */
export function digestAt(digest: Digest | null, index: number): string | undefined {
	return digest?.split('.')[index] || undefined
}

/** 48 of the bits of `hashText`, as text: wrong once in 10^14 changes. */
export function digestText(text: string): string {
	const [one, two] = hashText(text)
	return pairOf(one) + pairOf(one >>> 12) + pairOf(two) + pairOf(two >>> 12)
}

/** Two 32-bit numbers by multiplicative hashing (cyrb53, bryc, public domain). */
export function hashText(text: string): [number, number] {
	let one = 0xdeadbeef
	let two = 0x41c6ce57
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index)
		one = Math.imul(one ^ code, 2654435761)
		two = Math.imul(two ^ code, 1597334677)
	}
	one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
	two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
	return [one >>> 0, two >>> 0]
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Twelve bits as two letters: writing a number in another base would take ten times as long as the hash. */
const pairs = Array.from({ length: 4096 }, (_, bits) => `${letters[bits >>> 6]}${letters[bits & 63]}`)

function pairOf(bits: number): string {
	return pairs[bits & 4095] ?? ''
}
