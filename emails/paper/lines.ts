/*
 * Breaks text into lines by measure, before the layout sees it: then every row of a table knows its height, columns
 * of many rows stay aligned however descriptions wrap, and pages can be planned without laying anything out twice.
 */

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u
/** Marks that may not begin a line, and marks that may not end one (GB/T 15834). */
const noStart = /^[，。、；：？！）》」』】〉”’…％·,.;:?!)\]}%]/u
const noEnd = /[（《「『【〈“‘([{]$/u

/** The pieces between which a line may be broken: after spaces, hyphens and slashes, and between Chinese letters. */
export function pieces(text: string): string[] {
	const found: string[] = []
	let piece = ''
	let previous = ''
	for (const letter of text) {
		const between = han.test(previous) || han.test(letter)
		const mayBreak =
			previous !== '' &&
			letter !== ' ' &&
			(previous === ' ' ||
				(between && !noStart.test(letter) && !noEnd.test(previous)) ||
				(/[-/–—]$/.test(previous) && /\p{L}/u.test(letter)))
		if (mayBreak) {
			found.push(piece)
			piece = ''
		}
		piece += letter
		previous = letter
	}
	if (piece) found.push(piece)
	return found
}

/** Fills lines of at most `width` with the text; a piece longer than a line is cut where it must be. */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
	const lines: string[] = []
	let current = ''
	for (const piece of pieces(text)) {
		if (measure((current + piece).trimEnd()) <= width) {
			current += piece
			continue
		}
		if (current.trim()) lines.push(current.trimEnd())
		current = piece
		while (measure(current.trimEnd()) > width) {
			const cut = longestHead(current, width, measure)
			lines.push(cut)
			current = current.slice(cut.length)
		}
	}
	if (current.trim() || lines.length === 0) lines.push(current.trimEnd())
	return lines
}

function longestHead(text: string, width: number, measure: (text: string) => number): string {
	let head = ''
	for (const letter of text) {
		if (head && measure(head + letter) > width) break
		head += letter
	}
	return head
}
