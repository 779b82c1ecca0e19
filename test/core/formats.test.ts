import { expect, test } from 'vitest'
import { countryCodes } from '#core/country.ts'
import { type Formats, formatsFor, languageIn } from '#core/formats.ts'

const languages = ['en', 'ru', 'zh', 'vi'] as const
const september = Date.UTC(2026, 8, 1)
const day = (formats: Formats) =>
	new Intl.DateTimeFormat(formats, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
		september,
	)
const number = (formats: Formats) => new Intl.NumberFormat(formats).format(1_234_567.5).replace(/\s/gu, ' ')

test.each([
	['en', 'US', 'en-US', 'Sep 1, 2026', '1,234,567.5'],
	['en', 'GB', 'en-GB', '1 Sept 2026', '1,234,567.5'],
	['en', 'IN', 'en-IN', '1 Sept 2026', '12,34,567.5'],
	['en', 'AT', 'en-AT', '1 Sept 2026', '1.234.567,5'],
	['en', 'ZA', 'en-ZA', '01 Sept 2026', '1 234 567,5'],
	['ru', 'US', 'ru-RU', '1 сент. 2026 г.', '1 234 567,5'],
	['ru', 'KZ', 'ru-KZ', '1 сент. 2026 г.', '1 234 567,5'],
	['zh', 'TW', 'zh-CN', '2026年9月1日', '1,234,567.5'],
	['zh', 'HK', 'zh-Hans-HK', '2026年9月1日', '1,234,567.5'],
	['vi', 'US', 'vi-VN', '1 thg 9, 2026', '1.234.567,5'],
] as const)('%s in %s is %s', (language, country, formats, written, counted) => {
	expect(formatsFor(language, country)).toBe(formats)
	expect([day(formats), number(formats)]).toEqual([written, counted])
})

test('a country without formats of its own in English is not taken for American', () => {
	for (const country of ['RU', 'CN', 'TW', 'VN', 'BR', 'KZ', 'XK']) {
		expect(new Intl.DateTimeFormat(`en-${country}`).resolvedOptions().locale).toBe('en')
		expect(formatsFor('en', country)).toBe('en-GB')
	}
})

test('where Intl writes amounts with a point and numbers with a comma, both are written as the language does', () => {
	const [amount, plain] = [{ style: 'currency', currency: 'EUR' } as const, {}].map((options) =>
		new Intl.NumberFormat('en-DE', options).format(1234.5),
	)
	expect([amount, plain]).toEqual(['€1,234.50', '1.234,5'])
	expect(formatsFor('en', 'DE')).toBe('en-GB')
})

test('who is of no known country reads as their language does, and so does who is of nonsense', () => {
	for (const language of languages) {
		for (const nowhere of [null, undefined, '']) expect(formatsFor(language, nowhere)).toBe(language)
		for (const nonsense of ['ZZ', 'usa', '1', 'u-nu-arab', '🙂'])
			expect(formatsFor(language, nonsense)).not.toContain(nonsense)
	}
	expect(formatsFor('en', 'us')).toBe('en-US')
})

/** Countries that write `Sep 1, 2026` in English, by what Intl knows of themselves. */
const monthFirst = ['AS', 'BI', 'CA', 'GU', 'JP', 'MH', 'MP', 'PH', 'PR', 'UM', 'US', 'VI']

test('in no country does a language become another, letters other letters, or days American by accident', () => {
	for (const language of languages)
		for (const country of countryCodes) {
			const formats = formatsFor(language, country)
			const { locale, numberingSystem, calendar } = new Intl.DateTimeFormat(formats).resolvedOptions()
			expect([locale, numberingSystem, calendar]).toEqual([formats, 'latn', 'gregory'])
			expect(new Intl.NumberFormat(formats).resolvedOptions()).toMatchObject({
				locale: formats,
				numberingSystem: 'latn',
			})
			expect(languageIn(formats)).toBe(language)
			expect(new Intl.Locale(formats).maximize().script).toBe(
				{ en: 'Latn', ru: 'Cyrl', zh: 'Hans', vi: 'Latn' }[language],
			)
			const american = /^Sep/.test(day(formats))
			if (american) expect([language, monthFirst]).toEqual(['en', expect.arrayContaining([country])])
		}
})

test('on a page of any country the same separators stand in amounts and in numbers', () => {
	const separators = (text: Intl.NumberFormatPart[]) =>
		text.filter(({ type }) => type === 'group' || type === 'decimal').map(({ value }) => value)
	for (const language of languages)
		for (const country of countryCodes) {
			const formats = formatsFor(language, country)
			const plain = separators(new Intl.NumberFormat(formats, { minimumFractionDigits: 2 }).formatToParts(1_234_567.5))
			for (const currency of ['EUR', 'USD', 'GBP', 'INR', 'RUB', 'CNY', 'VND']) {
				const options = { style: 'currency', currency, minimumFractionDigits: 2 } as const
				expect(separators(new Intl.NumberFormat(formats, options).formatToParts(1_234_567.5))).toEqual(plain)
			}
		}
})
