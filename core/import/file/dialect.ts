/** How a CSV file separates and quotes. */
export type Dialect = { separator: string; quote: string; escapedBy: string }

const separators = [',', ';', '\t', '|']

/**
 * Separator and quote from the beginning of a file. The separator is the one that gives the same number of cells, more
 * than one, in most lines; a first line `sep=;`, as Excel reads it, decides.
 */
export function detectDialect(text: string): Dialect {
	const said = /^sep=(.)\r?\n/i.exec(text)
	const quote = detectQuote(text)
	const escapedBy = quote === '"' && /\\"/.test(text) && !text.includes('""') ? '\\' : quote
	if (said?.[1]) return { separator: said[1], quote, escapedBy }
	const scored = separators.map((separator) => ({ separator, score: evenness(linesOf(text, quote), separator, quote) }))
	scored.sort((one, two) => two.score - one.score)
	return { separator: scored[0] && scored[0].score > 0 ? scored[0].separator : ',', quote, escapedBy }
}

/** Apostrophes quote only where they stand on both sides of cells and double quotes do not. */
function detectQuote(text: string): string {
	const double = text.match(/(^|[,;\t|\n])"/g)?.length ?? 0
	const single = text.match(/(^|[,;\t|\n])'[^'\n]*'(?=[,;\t|\r\n])/g)?.length ?? 0
	return single > 2 && double === 0 ? "'" : '"'
}

/** Up to 60 whole lines; a line end inside quotes does not end one. The last, perhaps cut, is left out. */
function linesOf(text: string, quote: string): string[] {
	const lines: string[] = []
	let from = 0
	let quoted = false
	for (let index = 0; index < text.length && lines.length < 60; index++) {
		const letter = text[index]
		if (letter === quote) quoted = !quoted
		else if ((letter === '\n' || letter === '\r') && !quoted) {
			if (index > from) lines.push(text.slice(from, index))
			from = index + 1
		}
	}
	if (lines.length === 0 || (from < text.length && lines.length < 2)) lines.push(text.slice(from))
	return lines
}

function evenness(lines: string[], separator: string, quote: string): number {
	const counts = lines.map((line) => countOutside(line, separator, quote))
	const usual = mostCommon(counts.filter((count) => count > 0))
	if (usual === 0) return 0
	const alike = counts.filter((count) => count === usual).length / counts.length
	return alike * (1 + Math.log2(usual + 1) / 10)
}

function countOutside(line: string, separator: string, quote: string): number {
	let count = 0
	let quoted = false
	for (const letter of line) {
		if (letter === quote) quoted = !quoted
		else if (letter === separator && !quoted) count++
	}
	return count
}

function mostCommon(counts: number[]): number {
	const times = new Map<number, number>()
	for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
	return [...times].sort((one, two) => two[1] - one[1] || two[0] - one[0])[0]?.[0] ?? 0
}
