/** Longer numbers nobody has, and more pieces nobody writes one in. */
const longest = 24
const mostPieces = 6

/**
 * What in a text could be a number of ours, without signs and in capitals: `re. inv 10-42` gives INV1042, 1042 and more.
 * People leave the letters out, put spaces in, and banks break lines anywhere.
 * They leave zeros out too: with its letters, `inv 42` gives INV000042 where the company's numbers have six digits (`widths`).
 */
export function numbersIn(text: string, widths: readonly number[] = []): string[] {
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
			if (!/\d$/.test(key) || !isTelling(key)) continue
			found.add(key)
			for (const width of widths) found.add(padded(key, width))
		}
	}
	return [...found]
}

/** Digits alone tell something from three on. */
function isTelling(key: string): boolean {
	return /\D/.test(key) ? /\d/.test(key) : key.length >= 3
}

/** Of a letter and a digit or two anything may be meant. */
function padded(key: string, width: number): string {
	const [, letters, digits] = /^(\D+)([1-9]\d*)$/.exec(key) ?? []
	return letters && digits && key.length >= 4 ? letters + digits.padStart(width, '0') : key
}
