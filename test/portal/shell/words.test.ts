import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { en } from '#portal/words/en.ts'
import { isLanguage, languageCodes, languageOf } from '#portal/words/language.ts'
import { ru } from '#portal/words/ru.ts'
import type { Plural, Words } from '#portal/words/shape.ts'
import { speakerOf } from '#portal/words/speakers.ts'
import { vi } from '#portal/words/vi.ts'
import { zh } from '#portal/words/zh.ts'

const all: Record<string, Words> = { en, ru, zh, vi }
const letterWords = join(import.meta.dirname, '../../../emails/words')

function sentences(words: Words, before = ''): [string, string | Plural][] {
	return Object.entries(words).flatMap(([key, value]) =>
		typeof value === 'string' || typeof value.other === 'string'
			? [[before + key, value as string | Plural]]
			: sentences(value as Words, `${before}${key}.`),
	)
}

describe('the words', () => {
	test.each(languageCodes)('of %s are complete, and none is left blank', (language) => {
		const own = new Map(sentences(all[language] ?? {}))
		expect([...own.keys()].sort()).toEqual(
			sentences(en)
				.map(([key]) => key)
				.sort(),
		)
		for (const [key, sentence] of own) {
			for (const text of typeof sentence === 'string' ? [sentence] : Object.values(sentence)) {
				expect(text.trim(), key).toBe(text)
				expect(text, key).not.toBe('')
			}
		}
	})

	test.each(languageCodes)(
		'of %s have the plural forms of its grammar, every one where the number is said',
		(language) => {
			const forms: string[] = new Intl.PluralRules(language).resolvedOptions().pluralCategories
			const formsOf = (sentence: object) => Object.keys(sentence).filter((form) => form !== 'zero')
			for (const [key, sentence] of sentences(all[language] ?? {})) {
				if (typeof sentence === 'string') continue
				if (sentence.other.includes('{{count}}')) expect(formsOf(sentence).sort(), key).toEqual([...forms].sort())
				else for (const form of formsOf(sentence)) expect(forms, key).toContain(form)
			}
		},
	)

	test('choose the form by the number and write numbers as the language does', () => {
		const { say } = speakerOf('ru')
		expect(say('shell.formProblems', { count: 1 })).toBe('Нужно поправить 1 поле.')
		expect(say('shell.formProblems', { count: 3 })).toBe('Нужно поправить 3 поля.')
		expect(say('shell.formProblems', { count: 12 })).toBe('Нужно поправить 12 полей.')
		expect(say('contract.payWithin', { count: 0 })).toBe('Оплата сразу по получении счёта')
		expect(speakerOf('en').say('shell.shownOf', { from: 1, to: 25, total: 100_000 })).toBe('1–25 of 100,000')
	})

	test('take facts as they are, whatever stands in them', () => {
		const { say } = speakerOf('en')
		const hostile = '$& {{name}} <script>alert(1)</script> %s'
		expect(say('account.emailDone', { email: hostile })).toBe(`From now on you sign in with ${hostile}.`)
	})
})

describe('one thing has one name', () => {
	const texts = (words: Words) =>
		sentences(words).flatMap(([key, sentence]) =>
			(typeof sentence === 'string' ? [sentence] : Object.values(sentence)).map((text): [string, string] => [
				key,
				text,
			]),
		)

	test('in Chinese what is to be paid is 账单; 发票 would be the document of the tax office', () => {
		expect(texts(zh).filter(([, text]) => text.includes('发票'))).toEqual([])
		expect(texts(zh).filter(([, text]) => text.includes('账单')).length).toBeGreaterThan(20)
	})

	test('in Vietnamese a customer is quý khách; only staff are bạn', () => {
		const familiar = texts(vi).filter(([, text]) => /(?<!\p{L})bạn(?!\p{L})/iu.test(text))
		expect(familiar.map(([key]) => key).filter((key) => !/staff/i.test(key))).toEqual([])
	})
})

describe('the language of a reader', () => {
	const asked = (headers: Record<string, string>, setting?: string) =>
		languageOf(new Request('http://localhost/', { headers }), setting)

	test.each([
		['the person’s own setting first', { cookie: 'language=ru', 'accept-language': 'zh' }, 'vi', 'vi'],
		['then the cookie', { cookie: 'a=b; language=ru', 'accept-language': 'zh' }, undefined, 'ru'],
		['then what the browser prefers', { 'accept-language': 'de, vi;q=0.4, zh-Hant-TW;q=0.9' }, undefined, 'zh'],
		['not what the browser refuses', { 'accept-language': 'ru;q=0, vi;q=0.1' }, undefined, 'vi'],
		['English for anybody else', { 'accept-language': 'de-DE, *;q=0.5', cookie: 'language=xx' }, undefined, 'en'],
		['English for nobody', {}, undefined, 'en'],
	])('is %s', (_rule, headers: Record<string, string>, setting, language) => {
		expect(asked(headers, setting)).toBe(language)
	})

	test('is never the name of something that every object has', () => {
		expect(isLanguage('constructor')).toBe(false)
		expect(asked({ cookie: 'language=__proto__' })).toBe('en')
	})
})

/** Each thing has one name in a language, on pages as in refusals, letters and papers. */
const otherNames = {
	en: /\bbills?\b(?! (at|by|in)\b)/i,
	ru: /инвойс|контракт|сч[её]т-фактур/i,
	zh: /发票|帐单/,
	vi: /hoá đơn/i,
}

test.each(languageCodes)('in %s an invoice has one name on pages, in refusals, letters and papers', (language) => {
	const pages = sentences(all[language] ?? {}).map(([, sentence]) => JSON.stringify(sentence))
	const letters = readdirSync(letterWords)
		.filter((file) => file === `${language}.ts` || file.endsWith(`-${language}.ts`))
		.flatMap((file) => readFileSync(join(letterWords, file), 'utf8').match(/(['`]).*?\1/g) ?? [])
	expect([...pages, ...letters].filter((text) => otherNames[language].test(text))).toEqual([])
})
