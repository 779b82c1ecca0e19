/** A colleague as they can be named: `@Katrin Albers`, or `@Katrin` where only one is called so. */
export type Colleague = { id: string; name: string }

/** Whom a text names, and the names that nobody or several have. */
export type Named = { ids: string[]; unknown: string[] }

/**
 * Reads the names after each `@` that begins a word: the longest full name that stands there, or else a first name that one
 * colleague alone has. Upper and lower case are the same; an address of mail names nobody.
 */
export function namedIn(text: string, colleagues: readonly Colleague[]): Named {
	const ids = new Set<string>()
	const unknown = new Set<string>()
	const byLength = colleagues.toSorted((one, other) => other.name.length - one.name.length)
	for (const { index } of text.matchAll(/(?<![\p{L}\p{N}._%+-])@(?=\p{L})/gu)) {
		const rest = text.slice(index + 1)
		const found = byLength.find(({ name }) => begins(rest, name)) ?? byFirstName(rest, colleagues)
		if (found) ids.add(found.id)
		else unknown.add(/^[\p{L}\p{N}'’-]+/u.exec(rest)?.[0] ?? '')
	}
	return { ids: [...ids], unknown: [...unknown] }
}

/** The name stands at the beginning, and is not the beginning of a longer word. */
function begins(text: string, name: string): boolean {
	const piece = text.slice(0, name.length)
	return (
		piece.toLocaleLowerCase('en') === name.toLocaleLowerCase('en') && !/^[\p{L}\p{N}]/u.test(text.slice(name.length))
	)
}

function byFirstName(text: string, colleagues: readonly Colleague[]): Colleague | undefined {
	const called = colleagues.filter(({ name }) => begins(text, name.split(/\s+/)[0] ?? name))
	return called.length === 1 ? called[0] : undefined
}
