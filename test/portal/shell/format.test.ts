import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countryCodes } from '#core/country.ts'
import { formatsFor } from '#core/formats.ts'
import {
	formatDay,
	formatMoment,
	formatMoney,
	formatMonth,
	formatNumber,
	formatPercent,
	formatPeriod,
	formatUnitPrice,
} from '#portal/present/format.ts'
import { languageCodes } from '#portal/words/language.ts'

/** Intl's spaces are of many kinds; for reading they are one. */
const plain = (text: string) => text.replace(/\s/g, ' ')

describe('an amount', () => {
	test.each([
		['en', 123_450n, 'USD', 'US$1,234.50'],
		['en', -5n, 'EUR', '−€0.05'],
		['en', 45_000_000n, 'VND', '₫45,000,000'],
		['en', 1_200n, 'JPY', 'JP¥1,200'],
		['en', 1_234_567n, 'KWD', 'KWD 1,234.567'],
		['ru', 9_450_000n, 'RUB', '94 500,00 ₽'],
		['ru', 123_450n, 'USD', '1 234,50 USD'],
		['zh', 123_450n, 'CNY', '¥1,234.50'],
		['zh', 123_450n, 'JPY', 'JP¥123,450'],
		['vi', 45_000_000n, 'VND', '45.000.000 ₫'],
		['en', 100n, 'HUF', 'HUF 1.00'],
		['en-US', 123_450n, 'USD', '$1,234.50'],
		['en-US', 123_450n, 'CAD', 'CA$1,234.50'],
		['en-CA', 123_450n, 'CAD', '$1,234.50'],
		['en-CA', 123_450n, 'USD', 'US$1,234.50'],
		['en-GB', 123_450n, 'USD', 'US$1,234.50'],
		['en-IN', 123_456_750n, 'INR', '₹12,34,567.50'],
		['en-AT', 123_450n, 'EUR', '€ 1.234,50'],
		['ru-KZ', 123_450n, 'USD', '1 234,50 USD'],
		['zh-Hans-SG', 123_450n, 'SGD', '$1,234.50'],
	] as const)('in %s: %s %s is %s', (language, minor, currency, text) => {
		expect(plain(formatMoney(language, { minor, currency }))).toBe(text)
	})

	test('keeps every digit of any size, in every language', () => {
		fc.assert(
			fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.constantFrom(...languageCodes), (minor, language) => {
				const digits = formatMoney(language, { minor, currency: 'USD' }).replace(/\D/g, '')
				const size = minor < 0n ? -minor : minor
				expect(digits).toBe(size.toString().padStart(3, '0'))
			}),
		)
	})
})

describe('a day, a period, a moment', () => {
	test('can be read in one way only', () => {
		expect(formatDay('en', '2026-03-04')).toBe('4 Mar 2026')
		expect(plain(formatDay('ru', '2026-03-04'))).toBe('4 мар. 2026 г.')
		expect(formatDay('zh', '2026-03-04')).toBe('2026年3月4日')
		expect(formatDay('vi', '2026-03-04')).toBe('4 tháng 3, 2026')
		expect(formatDay('en', '0999-12-31')).toBe('31 Dec 999')
	})

	test('is written as the country of the reader does', () => {
		expect(formatDay('en-US', '2026-09-01')).toBe('Sep 1, 2026')
		expect(formatDay('en-GB', '2026-09-01')).toBe('1 Sept 2026')
		expect(formatPeriod('en-US', '2026-03-01', '2026-04-01')).toBe('Mar 1 – 31, 2026')
		expect(formatPeriod('zh-Hans-HK', '2026-03-01', '2026-04-01')).toBe('2026年3月1日 – 2026年3月31日')
		expect(formatMonth('en-US', '2026-03')).toBe('March 2026')
		expect(plain(formatMoment('en-US', '2026-03-01T13:05:00Z', 'UTC'))).toBe('Mar 1, 2026, 1:05 PM')
		expect(plain(formatMoment('en-GB', '2026-03-01T08:05:00Z', 'UTC'))).toBe('1 Mar 2026, 08:05')
		expect(formatNumber('en-IN', '1234567.5')).toBe('12,34,567.5')
		expect(formatUnitPrice('en-US', '0.0125', 'USD')).toBe('$0.0125')
	})

	test('no two currencies have one sign in any country', () => {
		for (const language of languageCodes)
			for (const country of countryCodes) {
				const formats = formatsFor(language, country)
				const signs = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'GBP', 'EGP', 'CNY', 'JPY'].map((currency) =>
					formatMoney(formats, { minor: 0n, currency }).replace(/[\d\s.,]/g, ''),
				)
				expect([formats, new Set(signs).size]).toEqual([formats, signs.length])
			}
	})

	test('a stored period [from, to) is shown with both its days', () => {
		expect(plain(formatPeriod('en', '2026-03-01', '2026-04-01'))).toBe('1 – 31 Mar 2026')
		// As browsers write it: they take the page over letter by letter.
		expect(formatPeriod('en', '2026-03-01', '2026-04-01')).not.toContain('\u2009')
		expect(plain(formatPeriod('en', '2026-01-31', '2026-02-28'))).toContain('27 Feb 2026')
		expect(plain(formatPeriod('en', '2026-03-01', '2026-03-02'))).toBe('1 Mar 2026')
		expect(plain(formatPeriod('ru', '2026-03-15', '2026-04-15'))).toBe('15 мар. – 14 апр. 2026 г.')
		expect(plain(formatPeriod('zh', '2026-03-01', '2026-04-01'))).toBe('2026年3月1日 – 2026年3月31日')
		expect(plain(formatPeriod('zh', '2026-03-01', '2026-03-02'))).toBe('2026年3月1日')
		expect(plain(formatPeriod('vi', '2026-03-01', '2026-04-01'))).toBe('1 – 31 tháng 3, 2026')
	})

	test('a month and a moment name their year, and the moment its time in the zone', () => {
		expect(formatMonth('en', '2026-03')).toBe('March 2026')
		expect(formatMonth('ru', '2026-03-31')).toContain('март 2026')
		expect(formatMoment('en', '2026-03-03T23:30:00Z', 'Asia/Ho_Chi_Minh')).toBe('4 Mar 2026, 06:30')
	})
})

describe('a number', () => {
	test('keeps as many digits as it has', () => {
		expect(formatUnitPrice('en', '0.0125', 'USD')).toBe('US$0.0125')
		expect(formatUnitPrice('en', '980', 'USD')).toBe('US$980.00')
		expect(formatNumber('en', 12_345_678_901_234_567_890n)).toBe('12,345,678,901,234,567,890')
		expect(plain(formatNumber('ru', '1234.0005'))).toBe('1 234,0005')
		expect(formatPercent('en', '12.5')).toBe('12.5%')
		expect(formatPercent('en', '0.05')).toBe('0.05%')
		expect(formatPercent('en', '-7')).toBe('−7%')
	})
})
