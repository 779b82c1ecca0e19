import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { formatDay, parseDay } from '#core/calendar.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { addTaxRate } from '#core/tax/add-rate.ts'
import { courseOf, taxAt, turnsOf } from '#core/tax/course.ts'
import { endTaxRate, removeTaxRate } from '#core/tax/end-rate.ts'
import { endExemption, exemptCustomer } from '#core/tax/exempt.ts'
import { type TaxParties, type TaxRate, taxOn } from '#core/tax/rate.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'

const first = parseDay('2026-01-01')
const dayIn = fc.integer({ min: first, max: first + 40 })
const dated = fc
	.tuple(dayIn, fc.option(fc.integer({ min: 0, max: 30 })))
	.map(([from, length]) => ({ validFrom: formatDay(from), validTo: length === null ? null : formatDay(from + length) }))
const anyRate: fc.Arbitrary<TaxRate> = fc
	.record({ dated, percent: fc.constantFrom('19', '7'), region: fc.constantFrom('', 'NY') })
	.map(({ dated: days, ...rate }) => ({
		...rate,
		...days,
		country: 'DE',
		taxClass: 'standard',
		label: 'VAT',
		included: false,
	}))

test('what a course says of a day is what the rules say of it, from today on', () => {
	const exemption = dated.map((days) => ({ ...days, certificate: 'A', country: '', region: '', taxClass: '' }))
	fc.assert(
		fc.property(
			...[fc.array(anyRate, { maxLength: 6 }), fc.option(fc.array(exemption, { minLength: 1, maxLength: 3 }))],
			...[dayIn, fc.integer({ min: 0, max: 80 })],
			(rates, exemptions, today, ahead) => {
				const buyer = { buyerCountry: 'DE', buyerRegion: 'NY', buyerTaxNumber: '' }
				const parties: TaxParties = { sellerCountry: 'DE', ...buyer, exemptions, checked: null }
				const course = courseOf(rates, parties, 'standard', today, turnsOf(rates, today))
				const on = today + ahead
				expect(taxAt(course, on).tax).toEqual(taxOn(rates, parties, 'standard', formatDay(on)))
				expect(taxAt(course, today - ahead).tax).toEqual(taxOn(rates, parties, 'standard', formatDay(today)))
			},
		),
	)
})

let shop: Shop
beforeAll(async () => {
	shop = await openShop('2026-01-01')
})
afterAll(() => shop.world.close())

const previewed = async (count: number) =>
	expectOk(await act(shop.world.books, clerk, previewInvoices, { id: shop.contractId, count })).map(
		({ on, taxMinor, lines }) => [on.toString(), taxMinor, lines.map((line) => line.taxPercent).join()],
	)
const invoiced = async () =>
	(
		await shop.world.sql<{ on: string; tax: bigint; percents: string; why: string; note: string }[]>`
			select billed_for::text as on, invoice.tax_minor as tax, string_agg(tax_percent::text, ',' order by position) as percents,
				string_agg(why->'taxReason'->>'kind', ',' order by position) as why, note
			from invoice join invoice_line on invoice_id = invoice.id where invoice.contract_id = ${shop.contractId}
			group by invoice.id order by invoice.number`
	).map(({ on, tax, percents, why, note }) => ({ seen: [on, tax, percents], why, note }))

test('what is previewed before rates and exemptions turn is to the cent what is invoiced after they have', async () => {
	await shop.agree()
	const { books } = shop.world
	const rate = { country: 'DE', taxClass: 'standard', label: 'VAT' }
	expectOk(
		await act(books, clerk, addTaxRate, { ...rate, percent: '22', validFrom: '2026-03-01', validTo: '2026-03-31' }),
	)
	const certificate = {
		customerId: shop.customerId,
		certificate: 'EX-9',
		validFrom: '2026-05-01',
		validTo: '2026-05-31',
	}
	expectOk(await act(books, clerk, exemptCustomer, certificate))
	const seen = await previewed(6)
	expect(seen.map(([, tax]) => tax)).toEqual([1860n, 1860n, 2046n, 1860n, 0n, 1860n])
	for (const month of [1, 2, 3, 4, 5, 6]) await shop.standOn(`2026-0${month}-01`)
	const bills = await invoiced()
	expect(bills.map((bill) => bill.seen)).toEqual(seen)
	expect(bills.map(({ why, note }) => `${why} ${note}`.trim())).toEqual([
		'rate',
		'rate',
		'rate',
		'rate',
		'exempt exempt',
		'rate',
	])
})

test('what is given back is taxed as it was charged, and says so', async () => {
	shop.world.clock.standOn('2026-06-11')
	expectOk(
		await act(shop.world.books, clerk, exemptCustomer, {
			...{ customerId: shop.customerId, certificate: 'EX-10', validFrom: '2026-06-11' },
		}),
	)
	const lineId = await shop.lineId()
	const { lines } = await shop.change({ kind: 'quantity', lineId, quantity: '6' })
	expect(lines).toHaveLength(2)
	expect((await invoiced()).at(-1)).toMatchObject({
		seen: ['2026-06-11', -1240n, '20,0'],
		why: 'as_charged,exempt',
		note: 'exempt',
	})
})

test('a rate ends from yesterday on at the earliest; one that has not begun can be taken out', async () => {
	const { books } = shop.world
	const add = { country: 'FR', taxClass: 'standard', label: 'TVA', percent: '20' }
	const { id } = expectOk(await act(books, clerk, addTaxRate, { ...add, validFrom: '2026-01-01' }))
	expect(await act(books, clerk, addTaxRate, { ...add, validFrom: '2026-01-01' })).toMatchObject({
		refusal: { code: 'tax.rate_known', facts: { validFromOn: '2026-01-01' } },
	})
	expect(await act(books, clerk, endTaxRate, { id, validTo: '2026-06-09' })).toMatchObject({
		refusal: { code: 'tax.last_day', facts: { earliestOn: '2026-06-10' } },
	})
	expect(await act(books, clerk, removeTaxRate, { id })).toMatchObject({ refusal: { code: 'tax.rate_over' } })
	expectOk(await act(books, clerk, endTaxRate, { id, validTo: '2026-06-10' }))
	const later = expectOk(await act(books, clerk, addTaxRate, { ...add, percent: '21', validFrom: '2026-09-01' }))
	expectOk(await act(books, clerk, removeTaxRate, later))
	expect(await shop.world.sql`select percent, valid_to::text as to from tax_rate where country = 'FR'`).toEqual([
		{ percent: '20', to: '2026-06-10' },
	])
})

test('an exemption of another customer is not there, and one recorded by mistake counts no more', async () => {
	const { books, sql } = shop.world
	const [exemption] = await sql<{ id: string }[]>`select id from tax_exemption where certificate = 'EX-10'`
	const id = exemption?.id ?? ''
	const foreign = { id, customerId: '01900000-0000-7000-8000-000000000001', validTo: null }
	expect(await act(books, clerk, endExemption, foreign)).toMatchObject({ refusal: { code: 'not_found' } })
	expectOk(await act(books, clerk, endExemption, { ...foreign, customerId: shop.customerId }))
	expect((await previewed(1))[0]?.[1]).toBe(3720n)
})
