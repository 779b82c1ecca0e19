import { refuse } from '../refusal.ts'

/** The signer's name, typed; or typed beside strokes drawn in a box of 600 by 200, as the path of an SVG. */
export type Signature = { kind: 'typed'; name: string } | { kind: 'drawn'; name: string; drawing: string }

/** The longest drawing kept, in letters: some thousand points. */
const longestDrawing = 40_000

/** A path of straight strokes only: `M12 80L14 82 ... M...`. Nothing in it can be read as anything else. */
const strokes = /^(M\d{1,3}(\.\d)? \d{1,3}(\.\d)?(L\d{1,3}(\.\d)? \d{1,3}(\.\d)?)*)+$/

/** Refuses `quote.no_signature` for no name, `quote.drawing_invalid` for no strokes, too many, or what is none. */
export function checkSignature(signature: Signature): Signature {
	const name = signature.name.trim().replace(/\s+/g, ' ')
	if (name.length < 2 || name.length > 200 || !/\p{L}/u.test(name)) refuse('quote.no_signature', {})
	if (signature.kind === 'typed') return { kind: 'typed', name }
	const { drawing } = signature
	if (drawing.length > longestDrawing || !/L/.test(drawing) || !strokes.test(drawing))
		refuse('quote.drawing_invalid', {})
	return { kind: 'drawn', name, drawing }
}
