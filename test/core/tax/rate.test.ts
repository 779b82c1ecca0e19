import { expect, test } from 'vitest'
import { type TaxParties, type TaxRate, taxOn } from '#core/tax/rate.ts'

const rate = (country: string, percent: string, more: Partial<TaxRate> = {}): TaxRate => ({
	country,
	region: '',
	taxClass: 'standard',
	label: `${country} ${percent} %`,
	percent,
	validFrom: '2020-01-01',
	...more,
})
const rates = [
	rate('DE', '16', { validFrom: '2020-07-01' }),
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
	exemption: '',
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
	expect(tax(parties('AT'))).toBe('19')
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

test('who is exempt pays nothing anywhere, and the invoice says so', () => {
	expect(tax(parties('DE', { exemption: 'diplomatic mission' }))).toBe('0 exempt')
	expect(tax(parties('FR', { exemption: 'NATO', buyerTaxNumber: 'FR1' }))).toBe('0 exempt')
})
