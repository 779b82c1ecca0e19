import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { createContract } from '#core/contract/create.ts'
import { editQuote } from '#core/quote/edit.ts'
import type { QuoteInput } from '#core/quote/input.ts'
import { previewRenewals, renewMany } from '#core/quote/renew-many.ts'
import { sendQuote } from '#core/quote/send.ts'
import { writeQuote } from '#core/quote/write.ts'
import { accept, type Buyer, holderOf, month, office, previewFor, signed, welcome } from '#test/core/quote/offer.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { cardOf, hire, type Member, press } from './office.ts'

let world: World
let buyer: Buyer
let [sal, mia] = [] as unknown as [Member, Member]
let productId: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-01' })
	buyer = await welcome(world)
	sal = await hire(world.books, 'sal', 'manager')
	mia = await hire(world.books, 'mia', 'finance')
	productId = randomUUID()
	await world.sql`insert into product (id, code, name, kind) values (${productId}, 'SET', 'Setting up', 'fee')`
	await world.sql`
		insert into price (product_id, plan_id, currency, unit_price, valid_from) values (${productId}, null, 'EUR', 100, '2020-01-01')`
})
afterAll(() => world.close())

const fleet = { description: 'Fleet software', quantity: '10', unitPrice: '30', interval: month }
const setup = (unitPrice: string) => ({
	description: 'Setting up',
	quantity: '1',
	unitPrice,
	productId,
	interval: null,
})
type Draft = Pick<QuoteInput, 'lines' | 'discounts'>

/** What becomes of a draft contract that is to be activated: done, or the request for it. */
async function activate(number: string, draft: Draft): Promise<string> {
	const input = { customerId: buyer.id, currency: 'EUR', number, startsOn: '2026-01-01', ...draft }
	const { id } = expectOk(await act(world.books, office, createContract, input))
	const asked = await act(world.books, sal, propose<'contract_activation'>, {
		kind: 'contract_activation',
		input: { id },
	})
	const proposed = expectOk(asked)
	return proposed.kind === 'asked' ? proposed.requestId : 'done'
}

async function writeOffer(quote: Partial<QuoteInput> & Draft) {
	const input = { customerId: buyer.id, currency: 'EUR', validUntil: '2026-06-30', termMonths: 12, ...quote }
	return expectOk(await act(world.books, sal, writeQuote, input)).id
}

async function send(id: string): Promise<string> {
	const sent = expectOk(await act(world.books, sal, propose<'quote_send'>, { kind: 'quote_send', input: { id } }))
	return sent.kind === 'asked' ? sent.requestId : 'done'
}

const stateOf = async (id: string) => {
	const [quote] = await world.sql<{ state: string; letters: number }[]>`
		select state, (select count(*)::int from outbox where key = ${`letter:quote-sent:${id}`}) as letters from quote where id = ${id}`
	return quote
}

test('a contract is asked about by what is taken off everything and by prices below the list, as by discounts of lines', async () => {
	expect(await activate('A-1', { lines: [fleet], discounts: [{ percent: '20' }] })).toBe('done')
	expect(await activate('A-2', { lines: [{ ...fleet, discountPercent: '10' }], discounts: [] })).toBe('done')
	expect(await activate('A-3', { lines: [setup('80')], discounts: [] })).toBe('done')
	for (const [number, draft] of [
		['B-1', { lines: [fleet], discounts: [{ percent: '21' }] }],
		['B-2', { lines: [fleet], discounts: [{ amount: '61' }] }],
		['B-3', { lines: [{ ...fleet, discountPercent: '15' }], discounts: [{ percent: '10' }] }],
		['B-4', { lines: [fleet, setup('79')], discounts: [] }],
	] as [string, Draft][])
		expect([number, await activate(number, draft)]).not.toEqual([number, 'done'])
})

test('the card of a contract has its money after what is taken off everything', async () => {
	const id = await activate('C-1', { lines: [fleet, setup('50')], discounts: [{ percent: '40' }, { amount: '30' }] })
	const { facts, amountMinor } = await cardOf(world, id)
	expect(amountMinor).toBe(12n * 150_00n + 30_00n)
	expect(facts).toEqual(
		expect.arrayContaining([
			{ name: 'month', value: { kind: 'money', minor: '15000', currency: 'EUR' } },
			{ name: 'year', value: { kind: 'money', minor: '183000', currency: 'EUR' } },
			{ name: 'off_list', value: { kind: 'percent', percent: '70.00' } },
			{ name: 'discount', value: { kind: 'percent', percent: '40' } },
			{ name: 'discount', value: { kind: 'money', minor: '3000', currency: 'EUR' } },
		]),
	)
})

test('a discount that ends counts for its own months, of a year or of a shorter term', async () => {
	const half = { ...fleet, discountPercent: '50', discountPeriods: 2 }
	expect(await activate('T-1', { lines: [half], discounts: [{ percent: '60', months: 3 }] })).toBe('done')
	const id = await activate('T-2', { lines: [half], discounts: [{ amount: '150', months: 10 }] })
	const { facts, amountMinor } = await cardOf(world, id)
	// Two months at 150, eight at 300, each less 150, and two at 300.
	expect(amountMinor).toBe(8n * 150_00n + 2n * 300_00n)
	expect(facts).toContainEqual({ name: 'month', value: { kind: 'money', minor: '0', currency: 'EUR' } })
	expect(facts).toContainEqual({ name: 'off_list', value: { kind: 'percent', percent: '50.00' } })
	const quoted = { lines: [{ ...fleet, discountPercent: '50', discountPeriods: 3 }] }
	expect(await send(await writeOffer(quoted))).toBe('done')
	expect(await send(await writeOffer({ ...quoted, termMonths: 6 }))).not.toBe('done')
	expect(await send(await writeOffer({ lines: [fleet], discounts: [{ percent: '50', months: 4 }] }))).toBe('done')
	expect(await send(await writeOffer({ lines: [fleet], discounts: [{ percent: '50', months: 5 }] }))).not.toBe('done')
})

test('a quote much below the list is sent once somebody has agreed, as it was shown, and accepted without another word', async () => {
	expect(await send(await writeOffer({ lines: [fleet] }))).toBe('done')
	const id = await writeOffer({ lines: [fleet, setup('60')] })
	const past = await act(world.books, sal, sendQuote, { id })
	expect(past).toEqual({ ok: false, refusal: { code: 'not_permitted', facts: { action: 'decided.quote_send' } } })
	const first = await send(id)
	expect(await stateOf(id)).toEqual({ state: 'draft', letters: 0 })
	expect(await cardOf(world, first, mia)).toMatchObject({
		kind: 'quote_send',
		about: { kind: 'quote' },
		mine: 'decide',
	})
	const [{ version } = { version: 0 }] = await world.sql<
		{ version: number }[]
	>`select version from quote where id = ${id}`
	const lower = { id, version, validUntil: '2026-06-30', termMonths: 12, lines: [fleet, setup('10')] }
	expectOk(await act(world.books, sal, editQuote, lower))
	const outdated = expectOk(await press(world, mia, first, 'approve'))
	expect(outdated).toMatchObject({ did: 'outdated' })
	expect(await stateOf(id)).toEqual({ state: 'draft', letters: 0 })
	const fresh = outdated.freshId ?? ''
	expect((await press(world, sal, fresh, 'approve')).ok).toBe(false)
	expect(expectOk(await press(world, mia, fresh, 'approve')).did).toBe('approved')
	expect(await stateOf(id)).toEqual({ state: 'sent', letters: 1 })
	const anna = await holderOf(world, buyer, id)
	const { contractId } = expectOk(await accept(world, anna, signed(id, await previewFor(world, anna, id))))
	expect(await world.sql`select state from contract where id = ${contractId}`).toEqual([{ state: 'active' }])
})

test('a quote is asked about by whatever the customer could choose of it', async () => {
	const low = { ...fleet, description: 'Trial', unitPrice: '3', discountPercent: '50', optional: true, chosen: false }
	expect(await send(await writeOffer({ lines: [fleet, low] }))).not.toBe('done')
})

test('another term at lower prices is asked about, and at the same prices it is not', async () => {
	const { books, sql } = world
	const agree = async (number: string) => {
		const term = { startsOn: '2025-02-01', endsOn: '2026-01-31', renewal: 'quote' as const, termMonths: 12 }
		const lines = [{ ...fleet, discountPercent: '50' }]
		const input = { customerId: buyer.id, currency: 'EUR', number, ...term, lines }
		const { id } = expectOk(await act(books, office, createContract, input))
		expectOk(await act(books, office, propose<'contract_activation'>, { kind: 'contract_activation', input: { id } }))
		await sql`update contract set state = 'active', activated_at = now() where id = ${id}`
		return id
	}
	const renewed = async (contractId: string, percent: string) => {
		const [seen] = expectOk(await act(books, sal, previewRenewals, { contractIds: [contractId], percent }))
		expectOk(await act(books, sal, renewMany, { contractIds: [contractId], percent }))
		const made = await sql`
			select quote.state, request.subject_kind as asked from quote left join approval_request as request on subject_id = quote.id
			where for_contract_id = ${contractId}`
		return [seen?.becomes, ...made]
	}
	expect(await renewed(await agree('R-1'), '0')).toEqual(['sent', { state: 'sent', asked: null }])
	expect(await renewed(await agree('R-2'), '-30')).toEqual(['asked', { state: 'draft', asked: 'quote_send' }])
})
