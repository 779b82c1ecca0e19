type Glyph = { advanceWidth: number; codePoints: number[] }
type GlyphRun = { glyphs: Glyph[]; positions: unknown[] }

/** An opened font file, as far as we ask it ourselves. */
export type Face = {
	readonly unitsPerEm: number
	readonly ascent: number
	readonly descent: number
	readonly lineGap: number
	hasGlyphForCodePoint(codePoint: number): boolean
	glyphForCodePoint(codePoint: number): Glyph
	getGlyph(id: number, codePoints?: number[]): Glyph
	layout(
		text: string,
		features?: string[] | Record<string, boolean>,
		script?: string,
		language?: string,
		direction?: string,
	): GlyphRun
}

const lineBreak = 0x0a

/** How many lines of letters are remembered per font: about ten megabytes when all are long. */
const mostRuns = 4000

/**
 * Makes a font remember its answers. They never change, and a company's papers ask the same again and again: its
 * name and address, the heads of columns, the same products. Shaping letters is a quarter of the work of a page.
 */
export function remember(face: Face): Face {
	const { unitsPerEm, ascent, descent, lineGap } = face
	for (const [name, value] of Object.entries({ unitsPerEm, ascent, descent, lineGap })) {
		Object.defineProperty(face, name, { value })
	}
	// A letter may be asked for first as a part of another, by its number alone, and would be remembered without what it
	// says: later papers could no longer be copied or read aloud.
	const find = face.getGlyph.bind(face)
	face.getGlyph = (id, codePoints = []) => {
		const glyph = find(id, codePoints)
		if (glyph.codePoints.length === 0) glyph.codePoints = codePoints
		return glyph
	}
	// A line break is taken out before it is drawn. Were it missing here, the library would set each one in Helvetica,
	// which it does not embed.
	face.hasGlyphForCodePoint = remembered(new Map([[lineBreak, true]]), face.hasGlyphForCodePoint.bind(face))
	face.glyphForCodePoint = remembered(new Map(), face.glyphForCodePoint.bind(face))
	const shapeWith = face.layout.bind(face)
	const shape: Face['layout'] = (text, features = [], ...rest) => shapeWith(text, chosen(features), ...rest)
	const runs = new Map<string, GlyphRun>()
	face.layout = (text, features, script, language, direction) => {
		// Only what the layout of papers asks; whoever asks otherwise may change the answer.
		if (direction !== 'ltr' || script || language) return shape(text, features, script, language, direction)
		const key = `${JSON.stringify(features)} ${text}`
		const known = runs.get(key) ?? shape(text, features, script, language, direction)
		if (!runs.has(key)) {
			const [oldest] = runs.keys()
			if (runs.size >= mostRuns && oldest !== undefined) runs.delete(oldest)
			runs.set(key, known)
		}
		return { ...known, glyphs: [...known.glyphs] }
	}
	return face
}

/**
 * Without `ccmp` a letter stays one glyph. With it ị becomes i and a dot of its own, which looks the same and can no
 * longer be copied out of the file: a glyph stands for one text only.
 */
const chosen = (features: string[] | Record<string, boolean>): Record<string, boolean> => ({
	...(Array.isArray(features) ? Object.fromEntries(features.map((name) => [name, true])) : features),
	ccmp: false,
})

function remembered<Value>(answers: Map<number, Value>, ask: (codePoint: number) => Value) {
	return (codePoint: number): Value => {
		const known = answers.get(codePoint)
		if (known !== undefined) return known
		const answer = ask(codePoint)
		answers.set(codePoint, answer)
		return answer
	}
}
