import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { words as letterWords } from '#emails/words/words.ts'
import { en } from '#portal/words/en.ts'
import { type Language, languageCodes, languages } from '#portal/words/language.ts'
import { ru } from '#portal/words/ru.ts'
import type { Plural, Words } from '#portal/words/shape.ts'
import { placeholder } from '#portal/words/speaker.ts'
import { vi } from '#portal/words/vi.ts'
import { zh } from '#portal/words/zh.ts'

const pages: Record<Language, Words> = { en, ru, zh, vi }
const foreign = ['ru', 'zh', 'vi'] as const

type Said = { key: string; text: string }

/** Every form of every sentence of the pages, each with its key. */
function onPages(words: Words, before = ''): Said[] {
	return Object.entries(words).flatMap(([name, value]) => {
		const key = before + name
		if (typeof value === 'string') return [{ key, text: value }]
		if (typeof value.other === 'string')
			return Object.entries(value as Plural).map(([form, text]) => ({ key: `${key}:${form}`, text }))
		return onPages(value as Words, `${key}.`)
	})
}

type Sentence = (...facts: (string | number)[]) => string

/** The sentences of letters and papers by key: text, or what makes it of its facts. */
function sentencesOfLetters(value: unknown, key = 'letters'): [string, string | Sentence][] {
	if (typeof value === 'string' || typeof value === 'function') return [[key, value as string | Sentence]]
	return Object.entries(value as object).flatMap(([name, inner]) => sentencesOfLetters(inner, `${key}.${name}`))
}

const inLetters = (language: Language): Said[] =>
	sentencesOfLetters(letterWords(language)).map(([key, sentence]) => ({ key, text: filled(key, sentence) }))

/** With signs for its facts; what takes a unit or a count is given one. */
function filled(key: string, sentence: string | Sentence, count = 7): string {
	if (typeof sentence === 'string') return sentence
	if (key.endsWith('quote.every')) return sentence('month', count)
	return sentence(...Array.from({ length: sentence.length }, () => count))
}

const all = (language: Language): Said[] => [...onPages(pages[language]), ...inLetters(language)]

/** What no language translates: names of files and standards, and abbreviations that the field writes alike. */
const names =
	/\b(PDF|CSV|XLSX|CAMT.053|MT940|DOCX|TXT|PNG|JPEG|WebP|OpenDocument|Excel|SHA-256|Counterpart|Reverse charge|EC|MB|Email|EU|VAT|https)\b|\.xlsx|\.csv/g

/** What is left of a sentence for people to read. */
const plain = (text: string) =>
	text
		.replace(placeholder, ' ')
		.replace(names, ' ')
		.replaceAll(/‹|›|\d/g, ' ')

const script: Record<Language, RegExp> = {
	en: /\p{Script=Latin}/u,
	ru: /\p{Script=Cyrillic}/u,
	zh: /\p{Script=Han}/u,
	vi: /\p{Script=Latin}/u,
}

describe('nothing is left in English', () => {
	test.each(foreign)('in %s every sentence differs from it', (language) => {
		const english = new Map(all('en').map(({ key, text }) => [key, text]))
		const same = all(language).filter(({ key, text }) => english.get(key) === text && /\p{L}{2}/u.test(plain(text)))
		expect(same).toEqual([])
	})

	test.each(['ru', 'zh'] as const)('in %s no Latin letters stand but names that everybody writes so', (language) => {
		expect(all(language).filter(({ text }) => /[A-Za-z]/.test(plain(text)))).toEqual([])
		const silent = all(language).filter(({ text }) => /\p{L}/u.test(plain(text)) && !script[language].test(text))
		expect(silent).toEqual([])
	})

	test('in Vietnamese no English words stand', () => {
		const english =
			/\b(the|and|you|your|of|is|are|was|with|from|this|that|please|invoice|contract|payment|card|bill|date|amount|sign|page|link)\b/i
		expect(all('vi').filter(({ text }) => english.test(plain(text)))).toEqual([])
	})

	test.each(languageCodes)('in %s no letters of another language stand', (language) => {
		const others = { en: /\p{Script=Cyrillic}|\p{Script=Han}/u, ru: /\p{Script=Han}/u, zh: /\p{Script=Cyrillic}/u }
		const wrong = language === 'vi' ? others.en : others[language]
		expect(all(language).filter(({ text }) => wrong.test(text))).toEqual([])
	})
})

describe('facts and numbers', () => {
	test.each(foreign)('in %s every plural form of a sentence has its placeholders', (language) => {
		const placesIn = (text: string) => [...new Set([...text.matchAll(placeholder)].map(([, name]) => name))].sort()
		const wanted = new Map(onPages(en).map(({ key, text }) => [key.replace(/:(?!zero).*/, ''), placesIn(text)]))
		const wrong = onPages(pages[language]).filter(
			({ key, text }) => `${placesIn(text)}` !== `${wanted.get(key.replace(/:(?!zero).*/, ''))}`,
		)
		expect(wrong).toEqual([])
	})

	test.each(foreign)('in %s a letter’s count takes every form of the language’s grammar', (language) => {
		const rules = new Intl.PluralRules(languages[language].locale)
		const counts = [1, 2, 3, 5, 11, 21, 22, 25]
		const wordsAt = (key: string, sentence: Sentence, count: number) =>
			filled(key, sentence, count).replaceAll(new RegExp(`(?<!\\d)${count}(?!\\d)`, 'g'), '#')
		const own = new Map(sentencesOfLetters(letterWords(language)))
		const counted = sentencesOfLetters(letterWords('en')).flatMap(([key, sentence]) =>
			typeof sentence === 'function' && wordsAt(key, sentence, 2) !== wordsAt(key, sentence, 1) ? [key] : [],
		)
		expect(counted.length).toBeGreaterThan(4)
		for (const key of counted) {
			const sentence = own.get(key) as Sentence
			// «Every month» has a word of its own in each language, beside the forms for numbers.
			const given = key.endsWith('quote.every') ? counts.slice(1).filter((count) => count % 10 !== 1) : counts
			const forms = new Map(given.map((count) => [wordsAt(key, sentence, count), rules.select(count)]))
			expect([key, forms.size]).toEqual([key, new Set(given.map((count) => rules.select(count))).size])
		}
	})
})

describe('each is written as it is written there', () => {
	const wrong = (language: Language, pattern: RegExp) => all(language).filter(({ text }) => pattern.test(text))

	test('Russian has its own quotation marks and addresses nobody as ты', () => {
		expect(wrong('ru', /"|“|”/)).toEqual([])
		expect(wrong('ru', /(?<!\p{L})(ты|твой|твоя|твоё|твои|тебе|тебя)(?!\p{L})/iu)).toEqual([])
	})

	test('Chinese has full-width punctuation and addresses everybody as 您', () => {
		expect(wrong('zh', /\p{Script=Han}[,.:;!?()]|[,.:;!?()]\p{Script=Han}/u)).toEqual([])
		expect(wrong('zh', /你/)).toEqual([])
	})

	test.each(languageCodes)(
		'%s has no doubled spaces, no dots for an ellipsis and no space before a stop',
		(language) => {
			expect(wrong(language, / {2}|\.\.\.|\p{L} [.,;:!?](\s|$)/u)).toEqual([])
		},
	)
})

describe('docs/words.md', () => {
	const page = readFileSync(new URL('../../../docs/words.md', import.meta.url), 'utf8')
	const [terms = '', not = ''] = page.split('## Words that are not used')
	const rowsOf = (text: string) =>
		[...text.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split(' | ')).filter(([first]) => first !== '---')
	const codes: Record<string, Language> = { Russian: 'ru', Chinese: 'zh', Vietnamese: 'vi' }
	const textOf = (language: Language) => all(language).map(({ text }) => text.toLowerCase())

	test.each(languageCodes.map((language, index) => [language, index + 1] as const))(
		'names the terms that %s uses',
		(language, column) => {
			const said = textOf(language).join('\n')
			const named = rowsOf(terms)
				.slice(1)
				.map((row) => row[column] ?? '')
			expect(named.length).toBeGreaterThan(15)
			expect(named.filter((term) => !said.includes(term.toLowerCase()))).toEqual([])
		},
	)

	test.each(rowsOf(not).slice(1))('in %s there is no %s', (name, words) => {
		const language = codes[name ?? '']
		if (!language) throw new Error(`What language is ${name}?`)
		// Chinese sets no space between words.
		const edge = language === 'zh' ? '' : '(?!\\p{L})'
		const unwanted = new RegExp(`(${(words ?? '').replaceAll(', ', '|')})${edge}`, 'iu')
		const found = all(language).filter(({ text }) => unwanted.test(text))
		expect(found).toEqual([])
	})
})
