/**
 * How many slips of the finger lie between two words: a letter more, less or other, or two letters swapped. Counting
 * stops where it passes `most`, and then says `most + 1`.
 */
export function distance(one: string, other: string, most: number): number {
	const [from, to] = [[...one], [...other]]
	if (Math.abs(from.length - to.length) > most) return most + 1
	let before: number[] = []
	let row = to.map((_, index) => index).concat(to.length)
	for (const [at, letter] of from.entries()) {
		const next = [at + 1]
		for (const [index, wanted] of to.entries()) {
			const same = letter === wanted ? 0 : 1
			const steps = [(row[index] ?? 0) + same, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1]
			const swapped = at > 0 && index > 0 && letter === to[index - 1] && from[at - 1] === wanted
			if (swapped) steps.push((before[index - 1] ?? 0) + 1)
			next.push(Math.min(...steps))
		}
		if (Math.min(...next) > most) return most + 1
		before = row
		row = next
	}
	return row[to.length] ?? 0
}

/** How many slips a word of this length may hold and still be the word that was meant. */
export function slips(word: string): number {
	if (word.length < 4) return 0
	return word.length < 10 ? 1 : 2
}
