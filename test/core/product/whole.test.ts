import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Actor, act, expectOk } from '#core/act.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { createContract } from '#core/contract/create.ts'
import { editDraft } from '#core/contract/edit-draft.ts'
import type { QuoteInput, quoteLineInput } from '#core/quote/input.ts'
import { quoteRenewals } from '#core/quote/renewals.ts'
import { writeQuote } from '#core/quote/write.ts'
import { clerk, monthly, openShop, type Shop } from '#test/core/amendment/world.ts'
import { bringIn, contractHeader, contractMap, customerMap, customers } from '#test/core/import/bring-in.ts'

/** Desks are sold by the piece, help by the hour. */
let shop: Shop
let desk: { id: string; planId: string | null }
let help: { id: string; planId: string | null }

beforeAll(async () => {
	shop = await openShop('2026-01-01')
	desk = await shop.product('DESK', '10')
	help = await shop.product('HELP', '80')
	await shop.world.sql`update product set unit = 'Hour' where id = ${help.id}`
	await shop.agree({}, { productId: desk.id, planId: desk.planId, quantity: '2' })
	await shop.world.sql`
		insert into product_option (product_id, plan_id) select product_id, id from plan where product_id in (${desk.id}, ${help.id})`
})
afterAll(() => shop.world.close())

async function tried(change: Parameters<Shop['preview']>[0], actor: Actor): Promise<string> {
	const outcome = await act(shop.world.books, actor, previewChange, { contractId: shop.contractId, change })
	return outcome.ok ? 'shown' : outcome.refusal.code
}

test('half of what is sold by the piece can be had by nobody, of what is measured by everybody', async () => {
	const lineId = await shop.lineId()
	const add = ({ id: productId, planId }: typeof desk, quantity: string) =>
		({ kind: 'option_on', productId, planId, quantity }) as const
	for (const actor of [clerk, shop.contact, shop.link('manage')]) {
		expect(await tried({ kind: 'quantity', lineId, quantity: '2.5' }, actor)).toBe('line.not_whole')
		expect(await tried({ kind: 'quantity', lineId, quantity: '3.00' }, actor)).toBe('shown')
		expect(await tried(add(desk, '0.5'), actor)).toBe('line.not_whole')
		expect(await tried(add(help, '0.5'), actor)).toBe('shown')
	}
})

const line = (product: typeof desk, quantity: string, more: Partial<z.input<typeof quoteLineInput>> = {}) => ({
	...{
		description: 'Desk',
		productId: product.id,
		planId: product.planId,
		quantity,
		unitPrice: '10',
		interval: monthly,
	},
	...more,
})
const quoted = async (lines: QuoteInput['lines'], more: Partial<QuoteInput> = {}) => {
	const quote = { customerId: shop.customerId, currency: 'EUR', validUntil: '2026-03-01', lines, ...more }
	const outcome = await act(shop.world.books, clerk, writeQuote, quote)
	return outcome.ok ? 'written' : outcome.refusal
}

test('nor be offered or drafted; what has no product may be anything', async () => {
	expect(await quoted([line(help, '1.5'), line(desk, '1.5')])).toMatchObject({
		code: 'line.not_whole',
		facts: { line: 'Desk', quantity: '1.5' },
	})
	expect(await quoted([line(help, '1.5'), { ...line(desk, '1.5'), productId: null, planId: null }])).toBe('written')
	const draft = { customerId: shop.customerId, currency: 'EUR', startsOn: '2026-01-01', lines: [line(desk, '0.1')] }
	const outcome = await act(shop.world.books, clerk, createContract, draft)
	expect(outcome).toMatchObject({ ok: false, refusal: { code: 'line.not_whole' } })
})

test('a quote offers at least something of each line', async () => {
	expect(await quoted([line(desk, '0.00')])).toMatchObject({ code: 'quote.line_of_none', facts: { line: 'Desk' } })
})

test('what the company says of a product counts before its unit', async () => {
	const { sql } = shop.world
	await sql`update product set divisible = true where id = ${desk.id}`
	expect(await quoted([line(desk, '1.5')])).toBe('written')
	await sql`update product set divisible = null where id = ${desk.id}`
})

test.each([
	['piece', false],
	['Machine', false],
	['место', false],
	['台', false],
	['cái', false],
	['plan', false],
	['hours', true],
	['kg', true],
	['чел.-час', true],
	['ч.', true],
	['小时', true],
	['giờ công', true],
	['m²', true],
	['GB', true],
])('what is counted in “%s” is measured: %s', async (unit, measured) => {
	const [said] = await shop.world.sql<{ is: boolean }[]>`select is_measure(${unit}) as is`
	expect(said?.is).toBe(measured)
})

test('what a file brings in parts is taken as it is', async () => {
	const { books, sql } = shop.world
	await bringIn(books, customerMap, customers)
	const file = `${contractHeader}\nS-1,A-1,Pro,2026-01-15,,1.5,300,monthly,no,PO-7\n`
	const loaded = await bringIn(books, contractMap, file)
	expect(loaded).toMatchObject({ created: 1, rejected: 0 })
	const [row] = await sql`
		select quantity::text as quantity, is_measure(product.unit) as measured from contract_line_state as state
			join contract_line as line on line.id = state.contract_line_id join product on product.id = line.product_id
		where quantity = 1.5`
	expect(row).toEqual({ quantity: '1.5', measured: false })
})

test('what was agreed in parts before stays, is quoted on, and can be made whole', async () => {
	const { books, sql } = shop.world
	const draft = { customerId: shop.customerId, currency: 'EUR', startsOn: '2026-01-01', lines: [line(desk, '1.5')] }
	await sql`update product set divisible = true where id = ${desk.id}`
	const { id } = expectOk(await act(books, clerk, createContract, draft))
	await shop.agree({ endsOn: '2026-02-10', renewal: 'quote', termMonths: 12 }, line(desk, '1.5'))
	await sql`update product set divisible = false where id = ${desk.id}`
	const edit = (quantity: string) =>
		act(books, clerk, editDraft, { ...draft, id, version: 1, lines: [line(desk, quantity)], title: 'Kept' })
	expect(await edit('2.5')).toMatchObject({ ok: false, refusal: { code: 'line.not_whole' } })
	expect(await edit('1.5')).toMatchObject({ ok: true })
	await sql`update customer set email = 'acme@acme.example' where id = ${shop.customerId}`
	expect(await quoteRenewals(books, clerk)).toEqual({ quoted: 1, failed: [] })
	const lineId = await shop.lineId()
	const restated = { purpose: 'change' as const, forContractId: shop.contractId }
	expect(await quoted([line(desk, '1.5', { contractLineId: lineId })], restated)).toBe('written')
	expect(await quoted([line(desk, '2.5', { contractLineId: lineId })], restated)).toMatchObject({
		code: 'line.not_whole',
	})
	expect(await tried({ kind: 'quantity', lineId, quantity: '2.5' }, shop.contact)).toBe('line.not_whole')
	expect(await tried({ kind: 'quantity', lineId, quantity: '2' }, shop.contact)).toBe('shown')
})
