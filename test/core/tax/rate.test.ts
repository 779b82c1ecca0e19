import { describe, expect, test } from 'vitest'
import { type TaxExemption, type TaxParties, type TaxRate, taxOn } from '#core/tax/rate.ts'

const rate = (country: string, percent: string, more: Partial<TaxRate> = {}): TaxRate => ({
	country,
	region: '',
	taxClass: 'standard',
	label: `${country} ${percent} %`,
	percent,
	validFrom: '2020-01-01',
	validTo: null,
	included: false,
	...more,
})
const rates = [
	rate('DE', '16', { validFrom: '2020-07-01' }),
	rate('AT', '20'),
	rate('AT', '5', { taxClass: 'culture', validFrom: '2020-07-01', validTo: '2021-12-31' }),
	rate('AT', '10', { taxClass: 'culture' }),
	rate('DE', '19', { validFrom: '2021-01-01' }),
	rate('DE', '7', { taxClass: 'reduced' }),
	rate('FR', '20'),
	rate('US', '0', { label: 'no sales tax' }),
	rate('US', '8.875', { region: 'NY' }),
	rate('US', '9', { region: 'NY', validFrom: '2027-01-01' }),
]
const parties = (buyerCountry: string, more: Partial<TaxParties> = {}): TaxParties => ({
	sellerCountry: 'DE',
	buyerCountry,
	buyerRegion: '',
	buyerTaxNumber: '',
	checked: null,
	exemptions: null,
	...more,
})
const tax = (buyer: TaxParties, taxClass = 'standard', on = '2026-03-01') => {
	const { percent, note } = taxOn(rates, buyer, taxClass, on)
	return `${percent} ${note}`.trim()
}

test('at home the rate of the class that is valid on the day', () => {
	expect(tax(parties('DE'))).toBe('19')
	expect(tax(parties('DE', { buyerTaxNumber: 'DE1' }))).toBe('19')
	expect(tax(parties('DE'), 'reduced')).toBe('7')
	expect(tax(parties('DE'), 'standard', '2020-12-31')).toBe('16')
	expect(tax(parties('DE'), 'standard', '2021-01-01')).toBe('19')
	expect(tax(parties('DE'), 'standard', '2019-01-01')).toBe('0')
})

test('a business elsewhere in the Union owes the tax itself; a person there pays the rate of the place, or ours', () => {
	expect(tax(parties('FR', { buyerTaxNumber: 'FR40303265045' }))).toBe('0 reverse_charge')
	expect(tax(parties('FR'))).toBe('20')
	expect(tax(parties('LU'))).toBe('19')
})

test('outside the Union nothing is charged, unless the company has a rate there', () => {
	expect(tax(parties('CH'))).toBe('0 export')
	expect(tax(parties('CH', { buyerTaxNumber: 'CHE-1' }))).toBe('0 export')
	expect(tax(parties('US', { buyerRegion: 'TX' }))).toBe('0')
})

test('the rate of a region comes before that of its country, the later before the earlier', () => {
	expect(tax(parties('US', { buyerRegion: 'NY' }))).toBe('8.875')
	expect(tax(parties('US', { buyerRegion: 'NY' }), 'standard', '2027-01-01')).toBe('9')
})

test('a rate with a last day is for a time: after it the one before counts again', () => {
	const on = (day: string) => tax(parties('AT'), 'culture', day)
	expect(['2020-06-30', '2020-07-01', '2021-12-31', '2022-01-01'].map(on)).toEqual(['10', '5', '5', '10'])
})

const certificate = (more: Partial<TaxExemption> = {}): TaxExemption => ({
	certificate: 'NATO 7',
	country: '',
	region: '',
	taxClass: '',
	validFrom: '2026-01-01',
	validTo: null,
	...more,
})

test('who is exempt pays nothing anywhere, and the invoice says so by which certificate', () => {
	const exemptions = [certificate()]
	expect(tax(parties('DE', { exemptions }))).toBe('0 exempt')
	expect(tax(parties('FR', { exemptions, buyerTaxNumber: 'FR40303265045' }))).toBe('0 exempt')
	expect(taxOn(rates, parties('DE', { exemptions }), 'standard', '2026-03-01').reason).toEqual({
		kind: 'exempt',
		certificate: 'NATO 7',
	})
})

test('a certificate counts from its first day to its last, in its place and for its class', () => {
	const days = [certificate({ validTo: '2026-03-31' })]
	const on = (day: string) => tax(parties('DE', { exemptions: days }), 'standard', day)
	expect(['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'].map(on)).toEqual(['19', '0 exempt', '0 exempt', '19'])
	const inNewYork = { exemptions: [certificate({ country: 'US', region: 'NY' })] }
	expect(tax(parties('US', { ...inNewYork, buyerRegion: 'NY' }))).toBe('0 exempt')
	expect(tax(parties('US', { ...inNewYork, buyerRegion: 'TX' }))).toBe('0')
	expect(tax(parties('DE', inNewYork))).toBe('19')
	const ofReduced = { exemptions: [certificate({ taxClass: 'reduced' })] }
	expect(tax(parties('DE', ofReduced), 'reduced')).toBe('0 exempt')
	expect(tax(parties('DE', ofReduced))).toBe('19')
})

test('only a VAT number that is right by its check digits turns the tax around', () => {
	for (const buyerTaxNumber of ['FR40303265046', 'FR1', '12 345', 'DE811907980'])
		expect(tax(parties('FR', { buyerTaxNumber }))).toBe('20')
	expect(taxOn(rates, parties('FR', { buyerTaxNumber: 'fr 40 303 265 045' }), 'standard', '2026-03-01').reason).toEqual(
		{
			kind: 'reverse_charge',
			number: 'FR40303265045',
		},
	)
})

describe('what the customer’s people say of themselves and nobody has checked', () => {
	const home = { country: 'DE', region: '', taxNumber: '' }
	const saying = (country: string, buyerTaxNumber: string, checked: TaxParties['checked'] = home) =>
		taxOn(rates, parties(country, { buyerTaxNumber, checked }), 'standard', '2026-03-01')

	test('turns no tax around, and takes it away nowhere', () => {
		expect(saying('FR', 'FR40303265045')).toMatchObject({ percent: '20', note: '', reason: { kind: 'unchecked' } })
		expect(saying('BE', 'BE0123456749')).toMatchObject({ percent: '19', reason: { kind: 'unchecked', country: 'DE' } })
		expect(saying('CH', '')).toMatchObject({ percent: '19', reason: { kind: 'unchecked', country: 'DE' } })
	})

	test('counts at once where it makes the tax no lower', () => {
		expect(saying('FR', '')).toMatchObject({ percent: '20', reason: { kind: 'rate', country: 'FR' } })
		const abroad = { country: 'CH', region: '', taxNumber: '' }
		expect(saying('DE', '', abroad)).toMatchObject({ percent: '19', reason: { kind: 'rate', country: 'DE' } })
	})

	test('does not stand on a number of another country that was right', () => {
		const french = { country: 'FR', region: '', taxNumber: 'FR40303265045' }
		expect(saying('BE', 'BE0123456749', french)).toMatchObject({ percent: '19', reason: { kind: 'unchecked' } })
		expect(saying('FR', 'FR40303265045', { ...french, region: 'Alsace' })).toMatchObject({ note: 'reverse_charge' })
	})
})
