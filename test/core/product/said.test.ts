// What is sold is called by its name in the reader's language, where it has one there.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { Language } from '#core/company/read.ts'
import { findEnds } from '#core/contract/find-ends.ts'
import { findLines } from '#core/contract/lines.ts'
import { editProduct } from '#core/product/edit.ts'
import { findOptions } from '#core/product/find-options.ts'
import { offerOption } from '#core/product/offer.ts'
import { editPlan } from '#core/product/plan.ts'
import { findQuote } from '#core/quote/find.ts'
import { findQuotePaperFacts } from '#core/quote/paper-facts.ts'
import { sendQuote } from '#core/quote/send.ts'
import { writeQuote } from '#core/quote/write.ts'
import { clerk, monthly, openShop, type Shop } from '#test/core/amendment/world.ts'

let shop: Shop
let seats: { productId: string; planId: string }
let extra: { productId: string; planId: string }

beforeAll(async () => {
	shop = await openShop('2026-03-02')
	const { books } = shop.world
	const made = async (code: string) => {
		const { id, planId } = await shop.product(code, '10.00')
		return { productId: id, planId: planId ?? '' }
	}
	seats = await made('Seats')
	extra = await made('Routes')
	const called = async ({ productId }: typeof seats, code: string, name: string, description: string) => {
		const said = { names: { ru: name, zh: ' ' }, descriptions: { ru: description } }
		const given = { id: productId, code, name: code, description: 'Plain words', kind: 'option' as const, ...said }
		expectOk(await act(books, clerk, editProduct, given))
	}
	await called(seats, 'Seats', 'Рабочие места', 'По одному на человека')
	await called(extra, 'Routes', 'Маршруты', 'Пути на карте')
	const { productId, planId } = extra
	const plan = { name: 'Monthly', names: { ru: 'Ежемесячно' }, interval: monthly }
	expectOk(await act(books, clerk, editPlan, { productId, id: planId, ...plan }))
	const offer = { productId, planId, forProductId: null, customerVisible: true }
	expectOk(await act(books, clerk, offerOption, offer))
	await shop.agree({
		lines: [
			{ description: 'Seats', quantity: '3', unitPrice: '31.00', interval: monthly, ...seats },
			{ description: 'Seats for the night shift', quantity: '1', unitPrice: '20.00', interval: monthly, ...seats },
		],
	})
})
afterAll(() => shop.world.close())

const reading = (reads: Language): Actor => ({ kind: 'contact', contactId: shop.contactId, reads })
const linesFor = async (actor: Actor, search?: string) => {
	const asked = { contractId: shop.contractId, on: '2026-03-02', search, limit: 10 }
	return expectOk(await look(shop.world.books, actor, findLines, asked)).lines.map((line) => line.description)
}

test('a line called as its product is read in the reader’s language, and words of its own stay', async () => {
	expect(await linesFor(reading('ru'))).toEqual(['Рабочие места', 'Seats for the night shift'])
	expect(await linesFor(reading('zh'))).toEqual(['Seats', 'Seats for the night shift'])
	expect(await linesFor(clerk)).toEqual(['Seats', 'Seats for the night shift'])
})

test('a line is found by what its reader sees it called, and by what it says', async () => {
	expect(await linesFor(reading('ru'), 'рабочие мес')).toEqual(['Рабочие места'])
	expect(await linesFor(reading('ru'), 'night')).toEqual(['Seats for the night shift'])
	expect(await linesFor(reading('zh'), 'рабочие')).toEqual([])
	const asked = { customerId: shop.customerId, search: 'места', lineIds: [], limit: 10 }
	const ends = expectOk(await look(shop.world.books, reading('ru'), findEnds, asked))
	expect(ends.found.map(({ description }) => description)).toEqual(['Рабочие места'])
})

test('options are offered by their names, descriptions and plans in the reader’s language', async () => {
	const { contractId } = shop
	const offered = async (actor: Actor) => {
		const { lines, options } = expectOk(await look(shop.world.books, actor, findOptions, { contractId }))
		return [...lines, ...options].map((one) => ('name' in one ? [one.name, one.description] : one.description))
	}
	expect(await offered(reading('ru'))).toEqual([
		'Рабочие места',
		'Seats for the night shift',
		['Маршруты', 'Пути на карте'],
	])
	expect(await offered(reading('vi'))).toEqual(['Seats', 'Seats for the night shift', ['Routes', 'Plain words']])
})

test('an invoice says names in the customer’s language, as its preview does, and keeps them', async () => {
	const { sql } = shop.world
	const words = async (invoiceIds: readonly string[]) =>
		(
			await sql<{ description: string }[]>`
				select description from invoice_line where invoice_id = any(${invoiceIds as string[]}::uuid[]) order by position`
		).map(({ description }) => description)
	await sql`update customer set language = 'ru' where id = ${shop.customerId}`
	await shop.standOn('2026-03-02')
	const [first] = await sql<{ id: string }[]>`select id from invoice order by id desc limit 1`
	expect(await words([first?.id ?? ''])).toEqual(['Рабочие места', 'Seats for the night shift'])
	const change = { kind: 'option_on' as const, ...extra, quantity: '1' }
	const preview = await shop.preview(change)
	expect(preview.effect?.lines.map(({ description }) => description)).toEqual(['Маршруты'])
	const applied = await shop.change(change)
	expect(await words(applied.invoiceIds)).toEqual(['Маршруты'])
	const renamed = { id: seats.productId, code: 'Seats', name: 'Seats', kind: 'option' as const, names: { ru: 'Места' } }
	expectOk(await act(shop.world.books, clerk, editProduct, renamed))
	expect(await words([first?.id ?? ''])).toEqual(['Рабочие места', 'Seats for the night shift'])
	expect((await linesFor(reading('ru')))[0]).toBe('Места')
})

test('a quote and its paper say names in the reader’s language, and what is written stays as it is', async () => {
	const { books, sql } = shop.world
	const line = { description: 'Routes', quantity: '2', unitPrice: '10', interval: monthly, ...extra }
	const terms = { customerId: shop.customerId, contactId: shop.contactId, currency: 'EUR', termMonths: 12 }
	const written = { title: 'More', validUntil: '2026-04-01', ...terms, lines: [line] }
	const { id } = expectOk(await act(books, clerk, writeQuote, written))
	expectOk(await act(books, clerk, sendQuote, { id }))
	const page = async (actor: Actor) =>
		expectOk(await look(books, actor, findQuote, { id, chosen: null })).quote.lines[0]?.description
	expect([await page(reading('ru')), await page(reading('en')), await page(clerk)]).toEqual([
		'Маршруты',
		'Routes',
		'Routes',
	])
	const paper = expectOk(await look(books, clerk, findQuotePaperFacts, { id, chosen: null, language: 'ru' }))
	expect(paper.quote.lines[0]?.description).toBe('Маршруты')
	expect(await sql`select description from quote_line where quote_id = ${id}`).toEqual([{ description: 'Routes' }])
})
