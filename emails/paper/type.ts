import type { Face } from './face.ts'
import { openFace, type Weight } from './fonts.ts'

/** Measures text as the paper will print it. Widths are in points. */
export type Type = {
	/** Families to name in a style, in order. */
	families: string[]
	/** The text with what cannot be printed taken out, or shown as □ where a letter would be lost. */
	printable(text: string): string
	width(text: string, size: number, weight: Weight): number
}

const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]|\p{Variation_Selector}/gu
const lost = '□'

/** Opens the fonts that the given texts need, and no more. */
export async function openType(texts: Iterable<string>): Promise<Type> {
	const plain: Record<Weight, Face> = { 400: await openFace('Paper', 400), 600: await openFace('Paper', 600) }
	const known = new Set<string>()
	for (const text of texts) for (const letter of text) known.add(letter)
	const needsHan = [...known].some(
		(letter) => !letter.match(unseen) && !plain[400].hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
	)
	const han = needsHan ? { 400: await openFace('Paper Han', 400), 600: await openFace('Paper Han', 600) } : undefined
	return {
		families: han ? ['Paper', 'Paper Han'] : ['Paper'],
		printable(text) {
			return text.replace(unseen, '').replace(/\P{ASCII}/gu, (letter) => {
				const code = letter.codePointAt(0) ?? 0
				return plain[400].hasGlyphForCodePoint(code) || han?.[400].hasGlyphForCodePoint(code) ? letter : lost
			})
		},
		width(text, size, weight) {
			let sum = 0
			for (const letter of text) sum += advance(plain[weight], han?.[weight], weight, letter.codePointAt(0) ?? 0)
			return sum * size
		},
	}
}

const advances: Record<Weight, Map<number, number>> = { 400: new Map(), 600: new Map() }

/** The width of one letter in ems. Kerning is left out: it only ever makes a line a hair shorter than measured. */
function advance(plain: Face, han: Face | undefined, weight: Weight, code: number): number {
	const known = advances[weight].get(code)
	if (known !== undefined) return known
	const face = plain.hasGlyphForCodePoint(code) ? plain : han
	if (!face) return 1
	const width = face.glyphForCodePoint(code).advanceWidth / face.unitsPerEm
	advances[weight].set(code, width)
	return width
}
