import type { Bound, Meaning, Moment, Unit, Vague } from './meaning.ts'
import { bare, normalise } from './normalise.ts'
import type { Language, MeasureWord, RowKind } from './reading.ts'
import type { Token } from './tokenise.ts'
import { en } from './words/en.ts'
import { ru } from './words/ru.ts'
import type { Words } from './words/shape.ts'
import { vi } from './words/vi.ts'
import { zh } from './words/zh.ts'

type Phrase = { words: string[]; meaning: Meaning }
/** Phrases by their first two letters, the longest first, with the marks and without. */
type Lexicon = {
	marked: Map<string, Phrase[]>
	bare: Map<string, Phrase[]>
	/** Phrases of one word, for slips of the finger. */
	single: [string, Meaning][]
	scales: Map<string, Meaning>
}

const sources: Record<Language, Words> = { en, ru, zh, vi }
const compiled = new Map<Language, Lexicon>()

export function lexiconOf(language: Language): Lexicon {
	const known = compiled.get(language)
	if (known) return known
	const lexicon = compile(sources[language])
	compiled.set(language, lexicon)
	return lexicon
}

/** The longest phrase that starts at a token. In a sentence typed without marks, phrases are met without theirs. */
export function phraseAt(lexicon: Lexicon, tokens: readonly Token[], at: number, withoutMarks: boolean) {
	const key = withoutMarks ? 'bare' : 'text'
	const first = tokens[at]?.[key].slice(0, 2) ?? ''
	const phrases = lexicon[withoutMarks ? 'bare' : 'marked'].get(first)
	return phrases?.find(({ words }) => words.every((word, index) => fits(word, tokens[at + index]?.[key])))
}

function fits(word: string, text: string | undefined): boolean {
	if (text === undefined) return false
	return word.endsWith('*') ? text.startsWith(word.slice(0, -1)) : text === word
}

function compile(words: Words): Lexicon {
	const phrases = [...meanings(words)].flatMap(([list, meaning]) =>
		read(list).map((parts) => ({ words: parts, meaning })),
	)
	const single = phrases.flatMap(({ words: [word = '', ...more], meaning }): [string, Meaning][] =>
		more.length === 0 ? [[word, meaning]] : [],
	)
	return {
		marked: grouped(phrases),
		bare: grouped(phrases.map(({ words: parts, meaning }) => ({ words: parts.map(bare), meaning }))),
		single,
		scales: new Map(single.filter(([, meaning]) => meaning.is === 'scale')),
	}
}

function grouped(phrases: readonly Phrase[]): Map<string, Phrase[]> {
	const groups = Map.groupBy(phrases, ({ words: [first = ''] }) => first.replace('*', '').slice(0, 2))
	for (const group of groups.values()) {
		group.sort((one, two) => two.words.length - one.words.length || exactness(two) - exactness(one))
	}
	return groups
}

/** Whole words before beginnings of words, long beginnings before short ones. */
const exactness = ({ words }: Phrase) =>
	Math.min(...words.map((word) => (word.endsWith('*') ? word.length : Number.POSITIVE_INFINITY)))

/** Phrases of a list, each as its tokens: a Chinese character is one. */
function read(list: string): string[][] {
	return list
		.split(',')
		.map((phrase) => normalise(phrase).match(/\p{Script=Han}|[^\s\p{Script=Han}/-]+|[/-]/gu) ?? [])
		.filter((words) => words.length > 0)
}

function* meanings(words: Words): Generator<[string, Meaning]> {
	for (const [measure, list] of entries<MeasureWord>(words.measures)) yield [list, { is: 'measure', measure }]
	for (const [vague, list] of entries<Vague>(words.vague)) yield [list, { is: 'vague', vague }]
	for (const [intent, list] of entries<keyof Words['intents']>(words.intents)) yield [list, { is: 'intent', intent }]
	for (const [kind, list] of entries<RowKind>(words.kinds)) yield [list, { is: 'kind', kind }]
	yield* calendar(words)
	for (const [how, list] of entries<keyof Words['versus']>(words.versus)) yield [list, { is: 'versus', how }]
	yield [words.by, { is: 'by' }]
	for (const [unit, list] of entries<keyof Words['every']>(words.every)) yield [list, { is: 'every', unit }]
	for (const [order, list] of entries<keyof Words['order']>(words.order)) yield [list, { is: 'order', order }]
	yield* amounts(words)
	yield [words.grew, { is: 'growth', up: true }]
	yield [words.fell, { is: 'growth', up: false }]
	yield [words.cancelled, { is: 'over_by', how: 'cancelled' }]
	yield [words.ended, { is: 'over_by', how: 'ended' }]
	for (const is of ['mean', 'lost', 'owes', 'who', 'when', 'count', 'and', 'or', 'noise'] as const)
		yield [words[is], { is }]
}

function* calendar(words: Words): Generator<[string, Meaning]> {
	for (const [unit, list] of entries<Unit>(words.counted)) yield [list, { is: 'unit', unit, counted: true }]
	for (const [unit, list] of entries<Unit>(words.units)) yield [list, { is: 'unit', unit, counted: false }]
	const follows = words.relatives.follow
	yield [words.relatives.beforeLast, { is: 'relative', shift: -2, follows }]
	yield [words.relatives.last, { is: 'relative', shift: -1, follows }]
	yield [words.relatives.this, { is: 'relative', shift: 0, follows }]
	yield [words.relatives.next, { is: 'relative', shift: 1, follows }]
	for (const [index, list] of words.months.entries()) yield [list, { is: 'month', month: index + 1 }]
	for (const [index, list] of words.quarters.entries()) yield [list, { is: 'quarter', quarter: index + 1 }]
	for (const [index, list] of words.halves.entries()) yield [list, { is: 'half', half: index + 1 }]
	for (const [moment, list] of entries<Moment>(words.moments)) yield [list, { is: 'moment', moment }]
	for (const [bound, list] of entries<Bound>(words.bounds)) yield [list, { is: 'bound', bound }]
}

function* amounts(words: Words): Generator<[string, Meaning]> {
	yield [words.over, { is: 'over' }]
	yield [words.under, { is: 'under' }]
	for (const [zeros, list] of Object.entries(words.scales)) yield [list, { is: 'scale', zeros: Number(zeros) }]
	for (const [currency, list] of Object.entries(words.currencies)) yield [list, { is: 'currency', currency }]
	for (const [at, list] of words.numerals.entries())
		yield [list, { is: 'number', value: String(at + 1), ordinal: false }]
	for (const [at, list] of words.ordinals.entries())
		yield [list, { is: 'number', value: String(at + 1), ordinal: true }]
}

function entries<Key extends string>(record: Partial<Record<Key, string>>): [Key, string][] {
	return Object.entries(record) as [Key, string][]
}
