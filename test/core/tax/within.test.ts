import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { sumLines } from '#core/contract/sum-lines.ts'
import { examine } from '#core/report/examine.ts'
import { addTaxRate } from '#core/tax/add-rate.ts'
import { exemptCustomer } from '#core/tax/exempt.ts'
import { clerk, monthly, openShop, type Shop } from '#test/core/amendment/world.ts'

let shop: Shop
beforeAll(async () => {
	shop = await openShop('2026-01-01')
})
afterAll(() => shop.world.close())

const add = (more: object) =>
	act(shop.world.books, clerk, addTaxRate, {
		...{ country: 'DE', taxClass: 'consumer', label: 'VAT', percent: '19', validFrom: '2020-01-01', included: true },
		...more,
	})

const bills = () =>
	shop.world.sql<{ on: string; net: bigint; tax: bigint; total: bigint }[]>`
		select billed_for::text as on, subtotal_minor as net, tax_minor as tax, total_minor as total from invoice
		where contract_id = ${shop.contractId} order by billed_for, total_minor desc`

test('of one class all rates say the same, and what was sold at prices before tax stays so', async () => {
	expectOk(await add({}))
	const mixed = { ok: false, refusal: { code: 'tax.class_mixed', facts: { taxClass: 'consumer' } } }
	expect(await add({ country: 'AT', included: false })).toMatchObject(mixed)
	await expect(
		shop.world
			.sql`insert into tax_rate (country, tax_class, label, percent, valid_from) values ('AT', 'consumer', 'VAT', 20, '2020-01-01')`,
	).rejects.toThrow(/at every rate or at none/)
	await shop.agree({}, { taxClass: 'books' })
	const sold = { ok: false, refusal: { code: 'tax.class_sold', facts: { taxClass: 'books' } } }
	expect(await add({ taxClass: 'books' })).toMatchObject(sold)
	await expect(shop.world.sql`update tax_rate set included = false where tax_class = 'consumer'`).rejects.toThrow(
		/stays as it was/,
	)
})

test('the customer pays the price that was agreed, to the cent, whatever the tax in it and whatever changes', async () => {
	const { books, sql, clock } = shop.world
	await shop.agree({}, { taxClass: 'consumer', quantity: '1', unitPrice: '119.99' })
	expectOk(await add({ percent: '20', validFrom: '2026-03-01' }))
	const seen = expectOk(await act(books, clerk, previewInvoices, { id: shop.contractId, count: 3 }))
	const previewed = seen.map(({ on, subtotalMinor: net, taxMinor: tax, totalMinor: total }) => ({
		on: `${on}`,
		net,
		tax,
		total,
	}))
	for (const month of [1, 2, 3]) await shop.standOn(`2026-0${month}-01`)
	expect(await bills()).toEqual(previewed)
	expect(previewed).toEqual([
		{ on: '2026-01-01', net: 10083n, tax: 1916n, total: 11999n },
		{ on: '2026-02-01', net: 10083n, tax: 1916n, total: 11999n },
		{ on: '2026-03-01', net: 9999n, tax: 2000n, total: 11999n },
	])
	const why =
		await sql`select why->>'amount' as amount, why->'taxIncluded' as included, why->>'tax' as tax from invoice_line
		join invoice on invoice.id = invoice_id where invoice.contract_id = ${shop.contractId} order by number limit 1`
	expect(why).toEqual([{ amount: '119.99', included: true, tax: '19.16' }])
	// Ten days into March a second one, and the next day back to one: it comes to nothing.
	clock.standOn('2026-03-11')
	const lineId = await shop.lineId()
	const more = await shop.preview({ kind: 'quantity', lineId, quantity: '2' })
	await shop.change({ kind: 'quantity', lineId, quantity: '2' })
	await shop.change({ kind: 'quantity', lineId, quantity: '1' })
	const [, , , raised, lowered] = await bills()
	// 21 of 31 days of 119.99 given back, of 239.98 charged.
	expect(raised?.total).toBe(16257n - 8128n)
	expect(more.effect).toMatchObject({ totalMinor: raised?.total })
	expect((raised?.total ?? 0n) + (lowered?.total ?? 0n)).toBe(0n)
	expect((raised?.net ?? 0n) + (lowered?.net ?? 0n)).toBe(0n)
})

test('what it brings a month is before tax, by the rate at home on its first day, wherever the figure stands', async () => {
	const { books, sql } = shop.world
	const moved = await sql<{ minor: bigint }[]>`
		select sum(amount_minor)::bigint as minor from mrr_movement where contract_id = ${shop.contractId}`
	expect(moved).toEqual([{ minor: 10083n }])
	const asked = { contractId: shop.contractId, currency: 'EUR', on: shop.world.clock.today().toString(), search: '' }
	expect(await act(books, clerk, sumLines, asked as never)).toMatchObject({ value: { monthMinor: 10083n } })
	const found = expectOk(await act(books, clerk, examine, undefined)).filter(
		({ promise }) => promise !== 'outbox_delivers',
	)
	expect(found.filter(({ good }) => !good)).toEqual([])
})

test('with tax by rate on the sum, and for who owes none, the price is still what is paid', async () => {
	const { sql, clock } = shop.world
	await sql`update company set tax_rounding = 'rate'`
	delete shop.world.books.company
	clock.standOn('2026-04-01')
	const line = { description: 'Seat', quantity: '1', unitPrice: '0.33', interval: monthly, taxClass: 'consumer' }
	const plain = { ...line, unitPrice: '1.03', taxClass: 'standard' }
	await shop.agree({ lines: [line, line, line, plain] })
	await shop.standOn('2026-04-01')
	expect(await bills()).toMatchObject([{ total: 99n + 124n }])
	const exempt = { customerId: shop.customerId, certificate: 'EX-1', validFrom: '2026-04-01' }
	expectOk(await act(shop.world.books, clerk, exemptCustomer, exempt))
	await shop.agree({ lines: [line] })
	await shop.standOn('2026-04-01')
	expect(await bills()).toMatchObject([{ net: 33n, tax: 0n, total: 33n }])
})
