import Fuse from 'fuse.js'
import { distance, slips } from './distance.ts'
import type { Candidate } from './item.ts'
import { bare } from './normalise.ts'
import { type Names, nameKinds } from './reading.ts'
import { type Token, tokenise } from './tokenise.ts'

type Entry = Candidate & { words: string[]; weighty: boolean[] }
export type NameIndex = { entries: Entry[]; byStart: Map<string, { entry: Entry; at: number }[]>; fuse: Fuse<Entry> }

/** Words that say what kind of company or team it is, not which. */
const forms = new Set(
	`ltd limited llc inc corp corporation co company gmbh ag plc sa sarl bv team group the and of & ооо оао зао ао пао ип тоо группа команда отдел
	cong ty tnhh cp co phan nhom doi phong 有 限 公 司 股 份 集 团 组 队 部`.split(/\s+/),
)

export function indexOf(names: Names): NameIndex {
	const entries = nameKinds.flatMap((kind) => names[kind].map((name) => entryOf({ kind, name })))
	const starts = entries.flatMap((entry) => entry.words.map((word, at) => ({ start: word.slice(0, 2), entry, at })))
	const fuse = new Fuse(entries, { keys: ['name.name'], threshold: 0.35, ignoreLocation: true, ignoreDiacritics: true })
	return { entries, byStart: Map.groupBy(starts, ({ start }) => start), fuse }
}

function entryOf(candidate: Candidate): Entry {
	const words = tokenise(candidate.name.name).map((token) => token.bare)
	const weighty = words.map((word) => !forms.has(word))
	// A name of such words alone is known by all of them.
	return { ...candidate, words, weighty: weighty.some(Boolean) ? weighty : words.map(() => true) }
}

/** The names whose words stand here, the longest run of words first of all. `whole` where nothing that counts is missing. */
export function nameAt(index: NameIndex, tokens: readonly Token[], at: number) {
	const found = (index.byStart.get(tokens[at]?.bare.slice(0, 2) ?? '') ?? [])
		.map(({ entry, at: from }) => ({ entry, ...runOf(entry, from, tokens, at) }))
		.filter(({ length, counts }) => length > 0 && counts)
	const longest = Math.max(0, ...found.map(({ length }) => length))
	const best = found.filter(({ length }) => length === longest)
	if (best.length === 0) return undefined
	const whole = best.filter(({ length: words, entry }) => words === entry.words.length)
	const chosen = whole.length > 0 ? whole : best
	return { length: longest, whole: whole.length > 0, candidates: distinct(chosen.map(({ entry }) => entry)) }
}

function runOf(entry: Entry, from: number, tokens: readonly Token[], at: number) {
	let length = 0
	while (same(entry.words[from + length], tokens[at + length]?.bare)) length++
	const covered = entry.words.map((_, index) => index >= from && index < from + length)
	const whole = entry.weighty.every((weighty, index) => !weighty || covered[index])
	const heavy = entry.words.filter((_, index) => covered[index] && entry.weighty[index])
	// One Chinese character, or one or two letters, are no name by themselves unless the name has no more.
	const enough = heavy.join('').length > (/\p{Script=Han}/u.test(heavy[0] ?? '') ? 1 : 2)
	const short = entry.kind === 'person' && heavy.length > 0 && tokens[at]?.capital === true
	return { length, whole, counts: heavy.length > 0 && (whole || enough || short) }
}

/** Endings of Russian declension, so that `Ромашкой` is `Ромашка` and `Ивановым` is `Иванов` but not `Иван`. */
const endings = new Set(
	` а я у ю е и ы о ь й ой ей ою ею ом ем ым им ого его ому ему ый ий ая яя ую юю ых их ыми ими ам ям ами ями ах ях`.split(
		' ',
	),
)

function same(one: string | undefined, other: string | undefined): boolean {
	if (one === undefined || other === undefined) return false
	if (one === other) return true
	if (!/^\p{Script=Cyrillic}/u.test(one)) return false
	let common = 0
	while (common < one.length && one[common] === other[common]) common++
	return [common, common - 1].some(
		(cut) => cut >= 2 && cut * 2 >= one.length && endings.has(one.slice(cut)) && endings.has(other.slice(cut)),
	)
}

/** What words that nothing else explains may name: surely, where a slip or two made them; else what looks like them. */
export function namesLike(index: NameIndex, tokens: readonly Token[]): { sure: Candidate[]; near: Candidate[] } {
	const text = latin(tokens.map((token) => token.bare).join(' '))
	if (text.length < 4 && !/\p{Script=Han}/u.test(text)) return { sure: [], near: [] }
	const allowed = text.length < 5 ? 0 : slips(text)
	const measured = index.entries.map((entry) => {
		const shapes = shapesOf(entry).map(latin)
		// Short words are too much alike for one of several in a name to be taken for what was said.
		const likely = shapes.filter((shape, at) => shape[0] === text[0] && (at < 2 || text.length > 5))
		return { entry, slips: Math.min(allowed + 1, ...likely.map((shape) => distance(text, shape, allowed))) }
	})
	const least = Math.min(allowed, ...measured.map((one) => one.slips))
	const sure = allowed === 0 ? [] : measured.filter((one) => one.slips === least)
	const found = index.fuse.search(text.slice(0, 32), { limit: 10 }).map(({ item }) => item)
	// Likeness is generous: only what shares most of its letters is worth asking about.
	const most = Math.max(1, Math.floor(text.length * 0.4))
	const near = found.filter((entry) => shapesOf(entry).some((shape) => distance(text, latin(shape), most) <= most))
	return { sure: distinct(sure.map(({ entry }) => entry)), near: distinct(near) }
}

/** A name as it may be said: in full, without the words that only say what it is, or one word of it. */
function shapesOf({ words, weighty }: Entry): string[] {
	return [words.join(' '), words.filter((_, at) => weighty[at]).join(' '), ...words]
}

function distinct(entries: readonly Entry[]): Candidate[] {
	return [...new Map(entries.map(({ kind, name }) => [`${kind} ${name.id}`, { kind, name }])).values()]
}

const letters: Record<string, string> = Object.fromEntries(
	`а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sch ъ _ ы y ь _ э e ю yu я ya`
		.split(' ')
		.flatMap((sign, at, all) => (at % 2 === 0 ? [[sign, (all[at + 1] ?? '').replace('_', '')]] : [])),
)

/** Cyrillic in Latin letters, so that `Акме` looks like `Acme`. */
function latin(text: string): string {
	return bare([...text].map((letter) => letters[letter] ?? letter).join(''))
}
