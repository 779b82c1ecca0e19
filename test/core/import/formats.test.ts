import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, formatDay } from '#core/calendar.ts'
import { decimalText } from '#core/import/cell.ts'
import { readCountry } from '#core/import/format/country.ts'
import { currencyBeside, readCurrency } from '#core/import/format/currency.ts'
import { readDayText } from '#core/import/format/day.ts'
import { readNumberText } from '#core/import/format/number.ts'
import { readInterval, readLanguage, readTruth } from '#core/import/format/words.ts'

const berlin = 'Europe/Berlin'

describe('a date', () => {
	it.each([
		'2024-03-04',
		'2024/3/4',
		'2024.03.04',
		'20240304',
		'2024-03-04T00:00:00.000Z',
		'2024-03-04 17:45:00',
		'2024-03-03T23:30:00Z',
		'2024-03-03 15:30:00 -0800',
		'04.03.2024',
		'4.3.24',
		'2024年3月4日',
		'2024 年 3 月 4 日',
		'２０２４年３月４日',
		'ngày 4 tháng 3 năm 2024',
		'4 thg 3, 2024',
		'4 March 2024',
		'Mar 4, 2024',
		'March 4th, 2024',
		'Mon, 4 Mar 2024',
		'04-Mar-24',
		'4 марта 2024 г.',
		'04 мар. 2024',
		'4. März 2024',
		'4 mars 2024',
		'45355',
		'45355.75',
		'1709510400',
		'1709510400000',
		'2024-03-04 12:00 PM',
	])('%s means 4 March 2024 whatever the order', (text) => {
		expect(readDayText(text, berlin)).toEqual({ dmy: '2024-03-04', mdy: '2024-03-04', ymd: '2024-03-04' })
	})

	it.each(['03/04/2024', '03-04-2024', '3 4 2024', '03/04/24', '03/04/2024 10:00'])(
		'%s can be read in two ways',
		(text) => {
			expect(readDayText(text, berlin)).toMatchObject({ dmy: '2024-04-03', mdy: '2024-03-04' })
		},
	)

	it('with a thirteenth month can be read in one way only', () => {
		expect(readDayText('25/03/2024', berlin)).toEqual({ dmy: '2024-03-25' })
		expect(readDayText('03/25/2024', berlin)).toEqual({ mdy: '2024-03-25' })
	})

	it.each([
		'2024-02-30',
		'31/31/2024',
		'yesterday',
		'2024',
		'12',
		'4 Smarch 2024',
		'2024-13-01',
		'0000-00-00',
		'1/2',
		'2024-03-04T25:99:00Z',
		'-5',
		'100000',
	])('%s is none', (text) => {
		expect(readDayText(text, berlin)).toBeUndefined()
	})

	it('comes back from every way of writing it', () => {
		const days = fc.integer({ min: 0, max: 40_000 })
		fc.assert(
			fc.property(days, (day) => {
				const { year, month, day: date } = dateOf(day)
				const iso = formatDay(day)
				const two = (value: number) => String(value).padStart(2, '0')
				expect(readDayText(`${two(date)}/${two(month)}/${year}`, berlin)?.dmy).toBe(iso)
				expect(readDayText(`${month}/${date}/${year}`, berlin)?.mdy).toBe(iso)
				expect(readDayText(`${two(date)}.${two(month)}.${year}`, berlin)?.mdy).toBe(iso)
				expect(readDayText(`${year}年${month}月${date}日`, berlin)?.dmy).toBe(iso)
			}),
		)
	})
})

describe('a number', () => {
	it.each([
		['1,234.56', { point: '1234.56' }],
		['1.234,56', { comma: '1234.56' }],
		['1 234,56', { comma: '1234.56' }],
		['1\u202f234,56', { comma: '1234.56' }],
		['1\u00a0234\u00a0567', { point: '1234567', comma: '1234567' }],
		["1'234.56", { point: '1234.56' }],
		['1’234.56', { point: '1234.56' }],
		['12,34,567.89', { point: '1234567.89' }],
		['$1,234.56', { point: '1234.56' }],
		['USD 1,234.56', { point: '1234.56' }],
		['1.234,56 €', { comma: '1234.56' }],
		['1 234,56 ₽', { comma: '1234.56' }],
		['1.234.567 đ', { comma: '1234567' }],
		['(1,234.56)', { point: '-1234.56' }],
		['5-', { point: '-5', comma: '-5' }],
		['−5', { point: '-5', comma: '-5' }],
		['0.125', { point: '0.125' }],
		['0,5', { comma: '0.5' }],
		['.5', { point: '0.5' }],
		['1.5e3', { point: '1500' }],
		['1.2345E-2', { point: '0.012345' }],
		['１２３', { point: '123', comma: '123' }],
		['007', { point: '007', comma: '007' }],
		['1.50', { point: '1.50' }],
		['1.234', { point: '1.234', comma: '1234' }],
		['1,234', { point: '1234', comma: '1.234' }],
	])('%s is read as %j', (text, expected) => {
		expect(readNumberText(text)).toEqual(expected)
	})

	it.each(['', 'abc', '1.2.3', '1,23,4', '12 34', '1..2', '--5', '1,,234', '2024-03-04', '1e999', '0x10', 'NaN', '∞'])(
		'%j is none',
		(text) => {
			expect(readNumberText(text)).toBeUndefined()
		},
	)

	it('of a spreadsheet is written as the spreadsheet shows it', () => {
		expect([0.1 + 0.2, 1e21, 1e-7, 1234.5, -0.05, 5e-324 * 0, 123_456_789_012_345].map(decimalText)).toEqual([
			'0.3',
			'1000000000000000000000',
			'0.0000001',
			'1234.5',
			'-0.05',
			'0',
			'123456789012345',
		])
		fc.assert(
			fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 5 }), (digits, scale) => {
				expect(Number(decimalText(digits / 10 ** scale))).toBe(digits / 10 ** scale)
			}),
		)
	})
})

describe('a word', () => {
	it.each([
		['GB', 'GB', true],
		['UK', 'GB', false],
		['U.K.', 'GB', true],
		['usa', 'US', true],
		['United States of America', 'US', true],
		['DEU', 'DE', true],
		['Германия', 'DE', true],
		['德国', 'DE', true],
		['Đức', 'DE', true],
		['Côte d’Ivoire', 'CI', true],
		["Cote d'Ivoire", 'CI', true],
		['Korea, Republic of', 'KR', true],
		['Viet Nam', 'VN', true],
		['Россия', 'RU', true],
		['中华人民共和国', 'CN', true],
		['Hoa Kỳ', 'US', true],
		['Czech Republic', 'CZ', true],
		['Deutschland', 'DE', true],
		['Bosnia and Herzegovina', 'BA', true],
	])('%s is the country %s', (text, code, sure) => {
		expect(readCountry(text)).toEqual({ code, sure })
	})

	it.each(['ZZ', 'EU', 'Narnia', '', 'SU', '12'])('%j is no country', (text) => {
		expect(readCountry(text)).toBeUndefined()
	})

	it.each([
		['usd', 'USD'],
		['€', 'EUR'],
		['руб.', 'RUB'],
		['人民币', 'CNY'],
		['VNĐ', 'VND'],
		['$', undefined],
		['¥', undefined],
		['XYZ', undefined],
	])('%s is the currency %s', (text, code) => {
		expect(readCurrency(text)).toBe(code)
	})

	it.each([
		['12,50 €', 'EUR'],
		['USD 1,234.50', 'USD'],
		['12.000₫', 'VND'],
		['(5.00 EUR)', 'EUR'],
		["-CHF 1'000", 'CHF'],
		['1 234,56', undefined],
		['1e3', undefined],
		// Several currencies have this sign: it says nothing of which it is.
		['$ 5', undefined],
		['5 pcs', undefined],
	])('%s names the currency %s', (text, code) => {
		expect(currencyBeside(text)).toBe(code)
	})

	it.each([
		['Monthly', { unit: 'month', count: 1 }],
		['every 3 months', { unit: 'month', count: 3 }],
		['ANNUAL', { unit: 'year', count: 1 }],
		['Semi-Annually', { unit: 'month', count: 6 }],
		['ежеквартально', { unit: 'month', count: 3 }],
		['按年', { unit: 'year', count: 1 }],
		['hàng tuần', { unit: 'week', count: 1 }],
		['one-time', 'once'],
		['sometimes', undefined],
		['bimonthly', undefined],
	])('%s is the interval %j', (text, interval) => {
		expect(readInterval(text)).toEqual(interval)
	})

	it.each([
		['TRUE', true],
		['да', true],
		['否', false],
		['không', false],
		['maybe', undefined],
	])('%s is %s', (text, truth) => {
		expect(readTruth(text)).toBe(truth)
	})

	it.each([
		['en-US', 'en'],
		['zh_Hans_CN', 'zh'],
		['Русский', 'ru'],
		['tiếng Việt', 'vi'],
		['de', undefined],
		['Klingon', undefined],
	])('%s is the language %s', (text, language) => {
		expect(readLanguage(text)).toBe(language)
	})
})
