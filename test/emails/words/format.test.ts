import { expect, it } from 'vitest'
import { amount, bareAmount, country, day, moment, percent, period, quantity, unitPrice } from '#emails/words/format.ts'
import { type Language, languageOf, languages } from '#emails/words/language.ts'
import { plural } from '#emails/words/plural.ts'

const on = (text: string) => Temporal.PlainDate.from(text)
/** Spaces of any width as plain ones, so that they can be read here. */
const plain = (text: string) => text.replace(/\s/gu, ' ')
const inAll = (say: (language: Language) => string) => languages.map((language) => plain(say(language)))

it('writes an amount as each reader does, with its currency', () => {
	expect(inAll((language) => amount(123_456_789n, 'EUR', language))).toEqual([
		'€1,234,567.89',
		'1 234 567,89 €',
		'€1,234,567.89',
		'1.234.567,89 €',
	])
	expect(inAll((language) => amount(-5n, 'USD', language))).toEqual(['−$0.05', '−0,05 $', '−US$0.05', '−0,05 US$'])
})

it('keeps every digit of an amount too large for a float', () => {
	expect(amount(900_719_925_474_099_312n, 'USD', 'en')).toBe('$9,007,199,254,740,993.12')
})

it('gives each currency the digits that ISO gives it, where Intl would not', () => {
	expect(amount(1234n, 'JPY', 'en')).toBe('¥1,234')
	expect(plain(amount(1234n, 'KWD', 'en'))).toBe('KWD 1.234')
	expect(plain(amount(123_400n, 'HUF', 'en'))).toBe('HUF 1,234.00')
	expect(plain(amount(123_400n, 'IDR', 'vi'))).toBe('1.234,00 IDR')
	expect(bareAmount(50_000n, 'VND', 'vi')).toBe('50.000')
	expect(() => amount(1n, 'ZZZ', 'en')).toThrow(RangeError)
})

it('shows a unit price with all of its digits and at least the currency’s', () => {
	expect(unitPrice('0.0125', 'USD', 'en')).toBe('0.0125')
	expect(unitPrice('5', 'USD', 'ru')).toBe('5,00')
	expect(unitPrice('1234.5678901234567', 'JPY', 'en')).toBe('1,234.5678901234567')
})

it('shows quantities and rates exactly', () => {
	expect(quantity('1250.50', 'en')).toBe('1,250.5')
	expect(inAll((language) => percent('8.875', language))).toEqual(['8.875%', '8,875 %', '8.875%', '8,875%'])
	expect(percent('-10', 'en')).toBe('−10%')
})

it('writes a day so that nobody can take the month for the day', () => {
	expect(inAll((language) => day(on('2026-03-04'), language))).toEqual([
		'4 March 2026',
		'4 марта 2026 г.',
		'2026年3月4日',
		'4 tháng 3, 2026',
	])
	expect(inAll((language) => day(on('2026-03-04'), language, 'medium'))[0]).toBe('4 Mar 2026')
})

it('writes a half-open period with its last day included', () => {
	expect(inAll((language) => period(on('2026-03-01'), on('2026-04-01'), language))).toEqual([
		'1 – 31 Mar 2026',
		'1–31 мар. 2026 г.',
		'2026年3月1日至2026年3月31日',
		'1 – 31 tháng 3, 2026',
	])
	expect(period(on('2026-03-01'), on('2026-03-02'), 'en')).toBe('1 Mar 2026')
})

it('writes a moment with the zone it is told in', () => {
	const at = Temporal.Instant.from('2026-03-01T13:05:00Z')
	expect(plain(moment(at, 'Asia/Ho_Chi_Minh', 'en'))).toBe('1 March 2026 at 20:05 GMT+7')
	expect(plain(moment(at, 'Europe/Berlin', 'ru'))).toBe('1 марта 2026 г. в 14:05 GMT+1')
})

it('names countries', () => {
	expect(inAll((language) => country('DE', language))).toEqual(['Germany', 'Германия', '德国', 'Đức'])
})

it('finds the language for a wish, and English for one it does not have', () => {
	expect(languageOf('zh-Hans-CN')).toBe('zh')
	expect(languageOf('RU_ru')).toBe('ru')
	expect(languageOf('pt-BR')).toBe('en')
	expect(languageOf(null)).toBe('en')
})

it('counts in Russian as Russian does', () => {
	const forms = { one: 'день', few: 'дня', other: 'дней' }
	expect([1, 2, 5, 11, 21, 22, 112].map((count) => plural('ru', count, forms)).join(' ')).toBe(
		'день дня дней дней день дня дней',
	)
})

it('writes as the country of the reader does, where it is known', () => {
	expect(day(on('2026-09-01'), 'en-US', 'medium')).toBe('Sep 1, 2026')
	expect(day(on('2026-09-01'), 'en-GB', 'medium')).toBe('1 Sept 2026')
	expect(plain(period(on('2026-03-01'), on('2026-04-01'), 'en-US'))).toBe('Mar 1 – 31, 2026')
	expect(period(on('2026-03-01'), on('2026-04-01'), 'zh-Hans-HK')).toBe('2026年3月1日至2026年3月31日')
	expect(plain(moment(Temporal.Instant.from('2026-03-01T13:05:00Z'), 'UTC', 'en-US'))).toBe(
		'March 1, 2026 at 1:05 PM UTC',
	)
	expect([amount(123_450n, 'USD', 'en-US'), amount(123_450n, 'USD', 'en-GB')]).toEqual(['$1,234.50', 'US$1,234.50'])
	expect(amount(123_456_750n, 'INR', 'en-IN')).toBe('₹12,34,567.50')
	expect(country('DE', 'zh-Hans-HK')).toBe('德国')
})
