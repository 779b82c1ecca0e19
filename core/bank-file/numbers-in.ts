/** Longer numbers nobody has, and more pieces nobody writes one in. */
const longest = 24
const mostPieces = 6

/**
 * What in a text could be a number of ours, without signs and in capitals: `re. inv 10-42` gives INV1042, 1042 and more.
 * People leave the letters out, put spaces in, and banks break lines anywhere.
 */
export function numbersIn(text: string): string[] {
	const pieces =
		text
			.normalize('NFKC')
			.toUpperCase()
			.match(/\d+|\p{L}+/gu) ?? []
	const found = new Set<string>()
	for (let from = 0; from < pieces.length; from++) {
		let key = ''
		for (const piece of pieces.slice(from, from + mostPieces)) {
			key += piece
			if (key.length > longest) break
			if (/\d$/.test(key) && isTelling(key)) found.add(key)
		}
	}
	return [...found]
}

/** Digits alone tell something from three on. */
function isTelling(key: string): boolean {
	return /\D/.test(key) ? /\d/.test(key) : key.length >= 3
}
