/** HTML that is safe to send: everything put into it was escaped, or was HTML itself. */
export class Html {
	readonly text: string

	constructor(text: string) {
		this.text = text
	}
}

export type Piece = Html | string | number | null | undefined | false | Piece[]

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(piece: Piece): string {
	if (piece === null || piece === undefined || piece === false) return ''
	if (Array.isArray(piece)) return piece.map(escaped).join('')
	if (piece instanceof Html) return piece.text
	return String(piece).replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter)
}

/** A template whose values are escaped unless they are HTML already. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
	return new Html(strings.map((string, at) => string + (at < pieces.length ? escaped(pieces[at]) : '')).join(''))
}
