import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { bill } from '#core/invoice/run.ts'
import { stepped } from '#portal/present/options/choices.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { enter } from './enter.ts'
import { openShop, type Shop } from './shop.ts'
import { type Story, tellStory } from './story.ts'
import type { Visit } from './visit.ts'

const system = { kind: 'system', name: 'test' } as const
let world: World
let shop: Shop
let told: Story
let anna: Visit
let harbour: string

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', company: { partPayment: true, smallestPartPaymentMinor: 10_00n } })
	told = await tellStory(world, 3)
	harbour = await foundHarbour()
	shop = await openShop(world)
	anna = await enter(world, shop, told.nordwind.email)
}, 180_000)

afterAll(async () => {
	await shop.close()
	await world.close()
})

/** A second customer of the same contact, billed in yen. */
async function foundHarbour(): Promise<string> {
	const { books } = world
	const customer = expectOk(
		await act(books, system, createCustomer, {
			name: 'Kobe Harbour',
			language: 'en',
			currency: 'JPY',
			email: '',
			country: 'JP',
		}),
	)
	const person = { customerId: customer.id, name: 'Anna', email: told.nordwind.email, language: 'en' as const }
	expectOk(await act(books, system, addContact, person))
	const contract = expectOk(
		await act(books, system, createContract, {
			customerId: customer.id,
			currency: 'JPY',
			startsOn: '2026-06-20',
			lines: [{ description: 'Cranes', quantity: '1', unitPrice: '120000', interval: null }],
		}),
	)
	expectOk(await act(books, system, activateContract, { id: contract.id }))
	await bill(books, system, world.clock.today())
	return customer.id
}

async function openOf(number: string): Promise<{ id: string; minor: bigint }> {
	const [row] = await world.sql<{ id: string; minor: bigint }[]>`
		select id, total_minor - settled_minor as minor from invoice where number = ${number}`
	if (!row) throw new Error(`no invoice ${number}`)
	return row
}

async function payPart(number: string, part: string): Promise<Response> {
	const { id, minor } = await openOf(number)
	return await anna.post(`/pay?invoice=${id}`, [
		['invoice', `${id}_${minor}`],
		['shown', String(minor)],
		['currency', 'EUR'],
		['part', part],
		['key', crypto.randomUUID()],
	])
}

test('a press for one more or one fewer leaves exactly the fraction that was typed', () => {
	expect([stepped('1.1', -1), stepped('2,3', -1), stepped('0.7', 1), stepped('1.0000000001', -1)]).toEqual([
		'0.1',
		'1.3',
		'1.7',
		'0.0000000001',
	])
	expect([stepped('0.4', -1), stepped('3', 1), stepped('many', 1)]).toEqual(['0', '4', '1'])
})

describe('a contact of several customers', () => {
	test('goes from one to the other, and sees of each its own', async () => {
		const one = await anna.read(`/overview?customer=${told.nordwind.id}`)
		expect(one).toContain('Fleet software')
		expect(one).not.toContain('120,000')
		const other = await anna.read(`/overview?customer=${harbour}`)
		expect(other).toContain('JP¥120,000')
		expect(other).not.toContain('Fleet software')
		expect(await anna.read(`/invoices?customer=${harbour}`)).not.toContain('Fleet software')
		expect(await anna.read('/invoices')).toContain('Fleet software')
	})

	test('pays one customer’s invoices at a time, and never two currencies in one sum', async () => {
		expect(await anna.read(`/pay?customer=${harbour}`)).not.toContain('INV-000015')
		const [yenInvoice] = await world.sql<{ number: string }[]>`select number from invoice where currency = 'JPY'`
		const [euro, yen] = [await openOf('INV-000015'), await openOf(yenInvoice?.number ?? '')]
		const answer = await anna.post('/pay', [
			['invoice', `${euro.id}_${euro.minor}`],
			['invoice', `${yen.id}_${yen.minor}`],
			['shown', String(euro.minor + yen.minor)],
			['currency', 'EUR'],
			['key', crypto.randomUUID()],
		])
		expect(await answer.text()).toContain('Invoices in different currencies have to be paid separately.')
	})
})

type By = { on?: string; actor?: Actor }

describe('what the company decided', () => {
	const made = async (change: ContractChange, contractId: string, { on, actor = system }: By = {}) => {
		const input = { contractId, change, ...(on ? { on } : {}) }
		const { seen } = expectOk(await act(world.books, actor, previewChange, input))
		expectOk(await act(world.books, actor, applyChange, { ...input, seen }))
	}
	const theirs = async (): Promise<Actor> => {
		const [person] = await world.sql<{ id: string }[]>`select id from contact where email = ${told.nordwind.email}`
		return { kind: 'contact', contactId: person?.id ?? '' }
	}
	const agreed = async () => {
		const line = {
			description: 'Seats',
			quantity: '3',
			unitPrice: '31',
			interval: { unit: 'month' as const, count: 1 },
		}
		const { id } = expectOk(
			await act(world.books, system, createContract, {
				customerId: told.nordwind.id,
				currency: 'EUR',
				startsOn: world.clock.today().toString(),
				access: 'upsell_and_downsell',
				noticeDays: 10,
				lines: [line],
			}),
		)
		expectOk(await act(world.books, system, activateContract, { id }))
		const [first] = await world.sql<{ id: string }[]>`select id from contract_line where contract_id = ${id}`
		return { id, lineId: first?.id ?? '' }
	}

	test('for a line is told on its options, and only what the customer planned has a way back there', async () => {
		const { id, lineId } = await agreed()
		const on = world.clock.today().add({ months: 2 }).toString()
		await made({ kind: 'quantity', lineId, quantity: '7' }, id, { on })
		const page = await anna.read(`/contracts/${id}/options`)
		expect(page).toContain('20 Aug 2026 : 7')
		expect(page).not.toContain('Stay with')
		await made({ kind: 'take_back', sequence: 2 }, id)
		await made({ kind: 'quantity', lineId, quantity: '1' }, id, { actor: await theirs() })
		expect(await anna.read(`/contracts/${id}/options`)).toContain('Stay with 3')
	})

	test('to end is not offered to be taken back, where the customer’s own notice is', async () => {
		const { id } = await agreed()
		const path = `/contracts/${id}`
		const end = { kind: 'cancel' as const, endsOn: world.clock.today().add({ days: 30 }).toString() }
		await made(end, id)
		const page = await anna.read(path)
		expect(page).toContain('Change what you have')
		expect(page).not.toContain('Take the cancellation back')
		const answer = await anna.get(`${path}/cancel`)
		expect([answer.status, answer.headers.get('location')]).toEqual([302, path])
		await made({ kind: 'undo_cancel' }, id)
		await made(end, id, { actor: await theirs() })
		expect(await anna.read(path)).toContain('Take the cancellation back')
		expect((await anna.get(`${path}/cancel`)).status).toBe(200)
	})
})

describe('paying a part', () => {
	test.each([
		['9.99', 'The smallest part that can be paid is €10.00.'],
		['1000', 'Only €628.08 is open.'],
		['ten', 'This is not an amount'],
		['12.345', 'This is not an amount'],
		['1.234,56', 'This is not an amount'],
		['-5', 'The amount must be more than zero.'],
	])('of %s is refused in words', async (part, words) => {
		const page = await (await payPart('INV-000015', part)).text()
		expect(page).toContain(words)
		const field = /<input[^>]* name="part"[^>]*>/.exec(page)?.[0]
		expect(field).toContain('aria-invalid="true"')
		expect(field).toContain(`value="${part}"`)
		const [started] = await world.sql`select count(*)::int from payment where state = 'started'`
		expect(started).toEqual({ count: 0 })
	})

	test('goes to the invoice due first', async () => {
		const [first, second] = [await openOf('INV-000014'), await openOf('INV-000015')]
		const answer = await anna.post('/pay', [
			['invoice', `${first.id}_${first.minor}`],
			['invoice', `${second.id}_${second.minor}`],
			['shown', String(first.minor + second.minor)],
			['currency', 'EUR'],
			['part', '700,00'],
			['key', crypto.randomUUID()],
		])
		expect(answer.headers.get('location')).toMatch(/^http:\/\/127/)
		const parts = await world.sql<{ invoice_id: string; amount_minor: bigint }[]>`
			select invoice_id, payment_invoice.amount_minor from payment_invoice join payment on payment.id = payment_id
			where state = 'started' order by 2 desc`
		expect(parts.map((part) => [part.invoice_id, part.amount_minor])).toEqual([
			[first.id, 62808n],
			[second.id, 7192n],
		])
	})
})
