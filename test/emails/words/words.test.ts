import { expect, it } from 'vitest'
import { type Language, languages } from '#emails/words/language.ts'
import { words } from '#emails/words/words.ts'

type Leaf = [path: string, text: string]

/** Every sentence, with made-up words where it has a place for one. */
function sentences(value: unknown, path = ''): Leaf[] {
	if (typeof value === 'string') return [[path, value]]
	if (typeof value === 'function') {
		// Counts come as numbers and are only ever asked for last or alone; ‹7› works as both.
		const given = Array.from({ length: value.length }, (_, index) => (path.endsWith('signIn.lead') ? 7 : `‹${index}›`))
		if (path.endsWith('invoiceOverdue.lead')) given[3] = 7
		if (path.endsWith('quote.every')) given.splice(0, 2, 'month', 7)
		return [[path, String(value(...given))]]
	}
	return Object.entries(value as object).flatMap(([key, inner]) => sentences(inner, path ? `${path}.${key}` : key))
}

const english = new Map(sentences(words('en')))

it.each(languages)('says every sentence in %s, each place for a word filled once or more', (language) => {
	const said = sentences(words(language))
	expect(said.map(([path]) => path)).toEqual([...english.keys()])
	for (const [path, text] of said) {
		expect(text.trim(), path).not.toBe('')
		expect(text, path).not.toMatch(/undefined|\[object|\{\{|\$\{|NaN/)
		const places = (sentence: string) => [...new Set(sentence.match(/‹\d›/g))].sort()
		expect(places(text), path).toEqual(places(english.get(path) ?? ''))
	}
})

// The same in every language: page numbers, and words the field writes alike.
const shared = ['paper.page', 'paper.email', 'quote.evidence.sha256']

it('translates: a sentence is not left in English', () => {
	const script: Partial<Record<Language, RegExp>> = { ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u }
	for (const language of ['ru', 'zh', 'vi'] as const) {
		for (const [path, text] of sentences(words(language))) {
			if (shared.includes(path)) continue
			expect(text, `${language} ${path}`).not.toBe(english.get(path))
			if (script[language]) expect(text, `${language} ${path}`).toMatch(script[language])
		}
	}
})
