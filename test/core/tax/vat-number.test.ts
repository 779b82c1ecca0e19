import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWrongVatNumber, union, vatNumberExample, vatNumberOf } from '#core/tax/vat-number.ts'
import { demoCustomers } from '#db/demo/customers.ts'

/** Of companies and from the published descriptions of the numbers, one or more a country. */
const right: Record<string, string[]> = {
	...{ AT: ['ATU13585627'], BE: ['BE0411905847', 'BE0123456749'], BG: ['BG175074752'], CY: ['CY10259033P'] },
	...{ CZ: ['CZ25123891'], DE: ['DE136695976', 'DE811907980'], DK: ['DK13585628'], EE: ['EE100594102'] },
	...{ ES: ['ESX9999999J', 'ESA13585625'], FI: ['FI09853608'], FR: ['FR40303265045', 'FRK7399859412'] },
	...{ GR: ['EL094259216'], HR: ['HR33392005961'], HU: ['HU21376414'], IE: ['IE6433435F', 'IE6433435OA'] },
	...{ IT: ['IT00743110157'], LT: ['LT119511515', 'LT100001919017'], LU: ['LU15027442'], LV: ['LV40003521600'] },
	...{ MT: ['MT15121333'], NL: ['NL004495445B01', 'NL000099998B57'], PL: ['PL5260001246'], PT: ['PT501442600'] },
	...{ RO: ['RO18547290'], SE: ['SE123456789701'], SI: ['SI15012557'], SK: ['SK2021853504'] },
	...{ GB: ['GB980780684'], CH: ['CHE107787577'], NO: ['NO914778271'] },
}
const known = Object.entries(right).flatMap(([country, numbers]) => numbers.map((number) => ({ country, number })))

test('the numbers of every country of the Union, of Britain, Switzerland and Norway are known', () => {
	expect([...union, 'GB', 'CH', 'NO'].filter((country) => !right[country])).toEqual([])
	expect(known.filter(({ country, number }) => vatNumberOf(country, number) !== number)).toEqual([])
	const examples = Object.keys(right).map((country) => ({ country, number: vatNumberExample(country) }))
	expect(examples.filter(({ country, number }) => vatNumberOf(country, number) === null)).toEqual([])
})

test('blanks, points and small letters do not matter, nor whether the country stands in front', () => {
	for (const { country, number } of known) {
		const bare = number.slice(country === 'CH' ? 3 : 2)
		for (const text of [bare, number.toLowerCase(), `${number.slice(0, 3)} ${number.slice(3, 6)}.${number.slice(6)}`])
			expect(`${country} ${vatNumberOf(country, text)}`).toBe(`${country} ${number}`)
	}
	expect(vatNumberOf('CH', 'CHE-107.787.577 MWST')).toBe('CHE107787577')
	expect(vatNumberOf('NO', 'NO 914 778 271 MVA')).toBe('NO914778271')
	expect(vatNumberOf('GR', 'GR094259216')).toBe('EL094259216')
})

test('another digit in any one place makes it wrong, and it says itself that it is', () => {
	const slips = known.flatMap(({ country, number }) =>
		[...number].flatMap((digit, at) => {
			// Of these places the check digits say nothing: the branch of a Dutch and Swedish number.
			const free = (country === 'NL' && at >= 12) || (country === 'SE' && at >= 12)
			if (!/\d/.test(digit) || free) return []
			const other = String((Number(digit) + 1) % 10)
			return [{ country, number: `${number.slice(0, at)}${other}${number.slice(at + 1)}` }]
		}),
	)
	expect(slips.length).toBeGreaterThan(250)
	const taken = slips.filter(({ country, number }) => vatNumberOf(country, number) !== null)
	expect(taken).toEqual([])
	expect(slips.filter(({ country, number }) => !isWrongVatNumber(country, number))).toEqual([])
})

test('tax numbers of other kinds and countries are none, and not called wrong', () => {
	for (const [country, text] of [
		['DE', '12/345/67890'],
		['DE', 'DELETE FROM customer'],
		['DE', ''],
		['FR', '40303265046'],
		['VN', '0312345678'],
		['US', '12-3456789'],
		['DE', 'FR40303265045'],
	] as const) {
		expect(vatNumberOf(country, text)).toBeNull()
		expect(isWrongVatNumber(country, text)).toBe(false)
	}
})

test('no text breaks it', () => {
	const country = fc.constantFrom(...Object.keys(right), 'US', '')
	const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Z]{2}[A-Z0-9 .-]{0,16}$/))
	fc.assert(
		fc.property(country, text, (one, typed) => {
			const number = vatNumberOf(one, typed)
			if (number === null) return
			expect(vatNumberOf(one, number)).toBe(number)
			expect(isWrongVatNumber(one, typed)).toBe(false)
		}),
		{ numRuns: 2000 },
	)
})

test('the customers of the demonstration have numbers that are right', () => {
	const numbered = demoCustomers.filter(({ taxNumber }) => taxNumber !== '')
	expect(numbered.length).toBeGreaterThan(10)
	expect(numbered.filter(({ country, taxNumber }) => vatNumberOf(country, taxNumber) === null)).toEqual([])
})
