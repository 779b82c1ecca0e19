import { bare, normalise } from './normalise.ts'

/**
 * A word, a number, a day in figures, one Chinese character, or a sign that means something. `said` is as it was
 * written; `bare` has no marks; `glued` stands right after the token before it.
 */
export type Token = {
	text: string
	bare: string
	said: string
	capital: boolean
	glued: boolean
	first: boolean
	kind: 'word' | 'number' | 'date' | 'sign'
	ordinal: boolean
}

const parts =
	/(?<date>\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?!\d)|\d{1,2}\/\d{1,2}(?![\d/]))|(?<number>\d+(?:[ \u00a0,.']\d{3}(?!\d))*(?:[.,]\d+)?)(?<ordinal>-?(?:st|nd|rd|th|го|ый|ой|ий|му|ом|ем|ю|я|е|й|м|х)(?![\p{L}\p{N}]))?|(?<han>\p{Script=Han})|(?<word>(?!\p{Script=Han})[\p{L}\p{M}](?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])*)|(?<sign>[$€£¥₽₫₴₸₩+&<>~–—%/-])/gu

/** The longest sentence that is read, in characters; a longer one is no question. */
export const longest = 400

/** What a sentence is made of; empty where it is too long to be a question. */
export function tokenise(sentence: string): Token[] {
	if (sentence.length > longest) return []
	// Without the sign of a number, which NFKC makes letters of; 2026-W14 is a week and its year.
	const written = sentence
		.replaceAll('№', ' ')
		.normalize('NFKC')
		.replace(/[’‘ʼ`´]/g, "'")
		.replace(/(?<!\d)(\d{4})-?(?=[Ww]\d\d(?!\d))/g, '$1 ')
	const tokens: Token[] = []
	let end = -1
	for (const match of written.matchAll(parts)) {
		const said = match[0]
		// The s of a possessive says nothing: Femi's, team's.
		const possessive = said === 's' && written[match.index - 1] === "'"
		const elided = possessive || (/^(t|re|ll|ve|d|m)$/.test(said) && written[match.index - 1] === "'")
		if (!elided) tokens.push(tokenOf(match, said, { glued: match.index === end, first: tokens.length === 0 }))
		end = match.index + said.length
	}
	return tokens
}

function tokenOf(match: RegExpExecArray, said: string, place: { glued: boolean; first: boolean }): Token {
	const { date, number, ordinal, sign } = match.groups ?? {}
	const text = number ?? normalise(said)
	const kind = date ? 'date' : number ? 'number' : sign ? 'sign' : 'word'
	const capital = /^\p{Lu}/u.test(said)
	return { text, bare: bare(text), said, capital, kind, ordinal: ordinal !== undefined, ...place }
}
