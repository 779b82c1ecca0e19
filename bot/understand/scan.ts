import { distance, slips } from './distance.ts'
import type { Item } from './item.ts'
import { lexiconOf, phraseAt } from './lexicon.ts'
import type { Meaning } from './meaning.ts'
import { type NameIndex, nameAt, namesLike } from './names.ts'
import { readHan, readNumber } from './numbers.ts'
import type { Language } from './reading.ts'
import type { Token } from './tokenise.ts'

type Found = { length: number; meaning: Meaning }

/** What each piece of a sentence can mean, by itself: numbers, the words of the field, names, and what is none of these. */
export function scan(tokens: readonly Token[], language: Language, index: NameIndex): Item[] {
	const withoutMarks = language === 'vi' && tokens.every((token) => token.text === token.bare)
	const items: Item[] = []
	let at = 0
	while (at < tokens.length) {
		const item = itemAt(tokens, at, { language, index, withoutMarks, before: items.at(-1) })
		items.push(item)
		at = item.end
	}
	return named(items, tokens, index)
}

type Reader = { language: Language; index: NameIndex; withoutMarks: boolean; before: Item | undefined }

function itemAt(tokens: readonly Token[], at: number, reader: Reader): Item {
	const token = tokens[at]
	if (!token) throw new Error('no token here')
	const place = (length: number) => ({ at, end: at + length, said: spoken(tokens.slice(at, at + length)) })
	if (token.kind === 'date') return { ...place(1), is: 'date', text: token.text }
	if (token.kind === 'number') {
		const value = readNumber(token.text)
		return value
			? { ...place(1), is: 'number', value, ordinal: token.ordinal }
			: { ...place(1), is: 'unknown', near: [] }
	}
	const found = phraseFor(tokens, at, reader)
	const name = nameAt(reader.index, tokens, at)
	if (name && (!found || name.length > found.length))
		return { ...place(name.length), is: 'name', candidates: name.candidates }
	if (name && found && name.length === found.length) {
		const { meaning } = found
		const partOfPerson = name.candidates.some(({ kind }) => kind === 'person') && meaning.is === 'month'
		if (partOfPerson) return { ...place(name.length), is: 'name', candidates: name.candidates, month: meaning.month }
		if (name.whole) return { ...place(name.length), is: 'name', candidates: name.candidates }
	}
	const meant = found ?? slipOf(token, reader.language)
	if (meant) return { ...place(meant.length), ...meant.meaning }
	if (token.kind === 'sign') return { ...place(1), is: /[-–—~]/.test(token.text) ? 'dash' : 'noise' }
	return { ...place(1), is: 'unknown', near: [] }
}

function phraseFor(tokens: readonly Token[], at: number, reader: Reader): Found | undefined {
	const { language, withoutMarks, before } = reader
	const token = tokens[at]
	if (!token) return undefined
	const lexicon = lexiconOf(language)
	// 5k, 5т: a letter that hangs on a number is its scale, whatever else the letter is by itself.
	const scale = before?.is === 'number' && token.glued ? lexicon.scales.get(token.text) : undefined
	if (scale) return { length: 1, meaning: scale }
	const phrase = phraseAt(lexicon, tokens, at, withoutMarks) ?? looser(tokens, at, language)
	const week = /^(?:w|wk|cw|kw)(\d{1,2})$/.exec(token.text)?.[1]
	if (week && Number(week) >= 1 && Number(week) <= 53) return { length: 1, meaning: { is: 'week', week: Number(week) } }
	const numeral = language === 'zh' ? hanNumber(tokens, at) : undefined
	if (numeral && numeral.length > (phrase?.words.length ?? 0)) return numeral
	if (phrase) return { length: phrase.words.length, meaning: phrase.meaning }
	return undefined
}

const international = new Set<Meaning['is']>([
	'measure',
	'moment',
	'quarter',
	'half',
	'every',
	'versus',
	'order',
	'currency',
])

/** Words of English in another language, and Vietnamese whose marks were left out here and there. */
function looser(tokens: readonly Token[], at: number, language: Language) {
	const token = tokens[at]
	if (language === 'en' || !token) return undefined
	if (language === 'vi' && token.text === token.bare) {
		const phrase = phraseAt(lexiconOf('vi'), tokens, at, true)
		if (phrase && phrase.words.length > 1) return phrase
	}
	const english = phraseAt(lexiconOf('en'), tokens, at, false)
	return english && international.has(english.meaning.is) ? english : undefined
}

function hanNumber(tokens: readonly Token[], at: number): Found | undefined {
	for (let length = 3; length > 1; length--) {
		const value = readHan(
			tokens
				.slice(at, at + length)
				.map((token) => token.text)
				.join(''),
		)
		if (value && tokens.length >= at + length) return { length, meaning: { is: 'number', value, ordinal: false } }
	}
	return undefined
}

/** The one word that a slip of the finger made this of; nothing where two words are as near. */
function slipOf(token: Token, language: Language): Found | undefined {
	// Short syllables are all alike in Vietnamese.
	const most = language === 'vi' && token.text.length < 6 ? 0 : slips(token.bare)
	const likelyName = token.capital && !token.first
	if (most === 0 || likelyName || /\p{Script=Han}/u.test(token.text)) return undefined
	const near = lexiconOf(language)
		.single.filter(([, meaning]) => meaning.is !== 'noise')
		.map(([word, meaning]) => ({ meaning, slips: slipsBetween(token, word, most) }))
		.filter((one) => one.slips <= most)
	const least = Math.min(...near.map((one) => one.slips))
	const nearest = near.filter((one) => one.slips === least).map(({ meaning }) => meaning)
	const meanings = new Set(nearest.map((meaning) => JSON.stringify(meaning)))
	const [meaning] = nearest
	return meaning && meanings.size === 1 ? { length: 1, meaning } : undefined
}

function slipsBetween(token: Token, word: string, most: number): number {
	// The first letter is seldom the wrong one.
	if (token.text[0] !== word[0]) return most + 1
	if (!word.endsWith('*')) return word.length < 4 ? most + 1 : distance(token.text, word, most)
	const stem = word.slice(0, -1)
	if (stem.length < 5) return most + 1
	const lengths = [stem.length - 1, stem.length, stem.length + 1]
	return Math.min(...lengths.map((length) => distance(token.text.slice(0, length), stem, 1)))
}

/** Unknown words side by side are one; where they are nearly a name, that name. */
function named(items: readonly Item[], tokens: readonly Token[], index: NameIndex): Item[] {
	const joined: Item[] = []
	for (const item of items) {
		const last = joined.at(-1)
		if (item.is === 'unknown' && last?.is === 'unknown') {
			joined[joined.length - 1] = { ...last, end: item.end, said: spoken(tokens.slice(last.at, item.end)) }
		} else joined.push(item)
	}
	return joined.map((item) => {
		if (item.is !== 'unknown') return item
		const { sure, near } = namesLike(index, tokens.slice(item.at, item.end))
		return sure.length > 0 ? { ...item, is: 'name', candidates: sure } : { ...item, near }
	})
}

function spoken(tokens: readonly Token[]): string {
	return tokens.map((token, at) => (at === 0 || token.glued ? token.said : ` ${token.said}`)).join('')
}
