import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { recordRefund } from '#core/payment/record-refund.ts'
import { startPayment } from '#core/payment/start.ts'
import { examine } from '#core/report/examine.ts'
import { clerk, openShop, type Shop } from './world.ts'

/** January is paid by card, February is open, and on 10 February two of three seats go: 44.20 and 20 % tax are given back. */
async function lessAfterPaying(rule: 'balance' | 'refund' | 'against_invoice', openToo: boolean): Promise<Shop> {
	const shop = await openShop('2026-01-01')
	await shop.world.sql`update company set credit_for_less = ${rule}`
	await shop.agree()
	await shop.standOn('2026-01-01')
	await payAll(shop)
	await shop.standOn('2026-02-01')
	if (!openToo) await payAll(shop)
	shop.world.clock.standOn('2026-02-10')
	const { lines } = await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '1' })
	expect(lines).toEqual(['credit 2026-02-10..2026-03-01 -63.11', 'charge 2026-02-10..2026-03-01 21.04'])
	return shop
}

/** Net 42.07 and tax: 12.62 on the credit less 4.21 on the charge. */
const credit = 5048n

const state = async ({ world }: Shop) => {
	const [money] = await world.sql<{ open: bigint; left: bigint; refunds: bigint; unallocated: bigint }[]>`
		select (select coalesce(sum(total_minor - settled_minor), 0)::bigint from invoice where kind = 'invoice') as open,
			(select coalesce(sum(-total_minor - settled_minor), 0)::bigint from invoice where kind = 'credit_note') as left,
			(select coalesce(sum(amount_minor), 0)::bigint from refund) as refunds,
			(select coalesce(sum(amount_minor - allocated_minor), 0)::bigint from payment) as unallocated`
	return money
}

const sound = async (shop: Shop) => {
	const findings = expectOk(await act(shop.world.books, clerk, examine, undefined))
	return findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')
}

test('a credit for less settles the open invoice', async () => {
	const shop = await lessAfterPaying('against_invoice', true)
	await using _ = shop.world
	expect(await state(shop)).toMatchObject({ open: 11160n - credit, left: 0n, refunds: 0n })
})

test('an invoice that such a credit has settled in part is taken back, and the credit is the customer’s again', async () => {
	const shop = await lessAfterPaying('against_invoice', true)
	await using world = shop.world
	const [open] = await world.sql<{ id: string }[]>`
		select id from invoice where kind = 'invoice' and settled_minor between 1 and total_minor - 1`
	const wrong = { id: open?.id ?? '', reason: 'Wrong address' }
	// Not billed again, the days that were given back would be given back twice.
	expect(await act(world.books, clerk, voidInvoice, wrong)).toMatchObject({
		refusal: { code: 'invoice.changed_since' },
	})
	expectOk(await act(world.books, clerk, voidInvoice, { ...wrong, again: true }))
	expect(await state(shop)).toMatchObject({ open: 0n, left: credit, refunds: 0n })
	await shop.standOn('2026-02-11')
	expect(await state(shop)).toMatchObject({ open: 11160n - credit, left: 0n, refunds: 0n })
	expect(await sound(shop)).toEqual([])
})

test('where all is paid it stays with the customer, and settles the next invoice', async () => {
	const shop = await lessAfterPaying('against_invoice', false)
	await using _ = shop.world
	expect(await state(shop)).toMatchObject({ open: 0n, left: credit, refunds: 0n })
	await shop.standOn('2026-03-01')
	expect(await state(shop)).toMatchObject({ open: 0n, left: credit - 3720n })
	expect(await sound(shop)).toEqual([])
})

test('by the rule of balance it waits for invoices to come, though one is open', async () => {
	const shop = await lessAfterPaying('balance', true)
	await using _ = shop.world
	expect(await state(shop)).toMatchObject({ open: 11160n, left: credit })
	await shop.standOn('2026-03-01')
	expect(await state(shop)).toMatchObject({ open: 11160n, left: credit - 3720n })
	expect(await sound(shop)).toEqual([])
})

test('by the rule of refund it goes back to the card, and the credit settles what the money had', async () => {
	const shop = await lessAfterPaying('refund', false)
	await using world = shop.world
	expect(await state(shop)).toMatchObject({ open: 0n, left: 0n, refunds: credit, unallocated: credit })
	const [refund] = await world.sql<
		{ id: string; paymentId: string }[]
	>`select id, payment_id as "paymentId" from refund`
	const effects =
		await world.sql`select from outbox where kind = 'card_refund' and key = ${`card-refund:${refund?.id}`}`
	expect(effects.length).toBe(1)
	// Money on its way back settles no other invoice meanwhile.
	await shop.standOn('2026-03-01')
	expect(await state(shop)).toMatchObject({ open: 3720n, refunds: credit })
	const gone = { processorRefundId: 're_1', amountMinor: credit, state: 'succeeded' as const, reason: '' }
	const done = { ...gone, refundId: refund?.id, paymentId: refund?.paymentId ?? '' }
	expectOk(await act(world.books, clerk, recordRefund, done))
	expect(await state(shop)).toMatchObject({ open: 3720n, left: 0n })
	expect(await sound(shop)).toEqual([])
})

test('by the rule of refund a joint credit of contracts that end together goes back to the cards that paid them', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	await world.sql`update company set credit_for_less = 'refund'`
	const yearly = { interval: { unit: 'year' as const, count: 1 }, quantity: '1' }
	const ids = [
		await shop.agree({ endsOn: '2026-12-31' }, { ...yearly, unitPrice: '365.00' }),
		await shop.agree({ endsOn: '2027-12-31' }, { ...yearly, unitPrice: '730.00' }),
	]
	// Another contract of theirs is paid last, and has nothing to do with it.
	await shop.agree({ startsOn: '2026-01-02' }, { ...yearly, unitPrice: '100.00' })
	await shop.standOn('2026-01-01')
	await payAll(shop)
	await shop.standOn('2026-01-02')
	await payAll(shop)
	shop.world.clock.standOn('2026-05-01')
	const parts = ids.map((contractId) => ({ contractId }))
	const { preview } = await shop.change({ kind: 'co_terminate', endsOn: '2026-10-31', parts })
	const backMinor = -(preview.effect?.totalMinor ?? 0n)
	// 61 of 365 days of 365.00 and 730.00, and the tax.
	expect(backMinor).toBe(21960n)
	expect(await state(shop)).toMatchObject({ open: 0n, left: 0n, refunds: backMinor })
	const back = await world.sql`
		select refund.amount_minor from refund join payment_invoice using (payment_id) join invoice on invoice.id = invoice_id
		where invoice.contract_id = any(${ids}::uuid[])`
	expect(back.reduce((sum, { amount_minor: minor }) => sum + (minor as bigint), 0n)).toBe(backMinor)
	expect(await sound(shop)).toEqual([])
})

/** By card, each invoice that is open by itself. */
async function payAll({ world, contact }: Shop): Promise<void> {
	const open = await world.sql<{ id: string; totalMinor: bigint }[]>`
		select id, total_minor as "totalMinor" from invoice where settled_minor < total_minor order by number`
	for (const { id, totalMinor } of open) {
		const paid = { invoices: [{ id, amountMinor: totalMinor }], shownTotalMinor: totalMinor, key: crypto.randomUUID() }
		const payment = expectOk(await act(world.books, contact, startPayment, paid))
		const came = { paymentId: payment.id, intentId: `pi_${payment.id}`, receivedMinor: totalMinor, currency: 'EUR' }
		expectOk(await act(world.books, clerk, confirmPayment, came))
	}
}
