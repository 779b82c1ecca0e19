import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { startPayment } from '#core/payment/start.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { typed } from './typed.ts'

let world: World
let number: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	vi.stubEnv('DATABASE_URL', world.url)
	vi.stubEnv('NODE_ENV', 'test')
	const customer = await welcome(world.books)
	const first = await invoice(world.books, customer, 12_345n, { days: 10 })
	await invoice(world.books, customer, 5_000n)
	const asked = {
		invoices: [{ id: first.id, amountMinor: 12_345n }],
		shownTotalMinor: 12_345n,
		key: crypto.randomUUID(),
	}
	world.clock.standOn('2026-03-20')
	const { id } = expectOk(await act(world.books, system, startPayment, asked))
	const word = { paymentId: id, intentId: `pi_${id}`, receivedMinor: 12_345n, currency: 'EUR' }
	expectOk(await act(world.books, system, confirmPayment, word))
	const [row] = await world.sql<{ number: string }[]>`select number from customer where id = ${customer.id}`
	number = row?.number ?? ''
})
afterAll(async () => {
	vi.unstubAllEnvs()
	await world.close()
})

test('a statement as of a day is JSON with amounts as decimal strings', async () => {
	const { code, out } = await typed('statement', number, '--on', '2026-03-19', '--json')
	expect(code).toBe(0)
	expect(JSON.parse(out)).toMatchObject({
		customer: { number, name: 'Nordwind Logistik' },
		contract: null,
		from: null,
		on: '2026-03-19',
		accounts: [
			{
				currency: 'EUR',
				opening: '0.00',
				closing: '173.45',
				openInvoices: [
					{ number: 'INV-000001', dueOn: '2026-03-12', daysPastDue: 7, open: '123.45' },
					{ number: 'INV-000002', dueOn: '2026-03-16', daysPastDue: 3, open: '50.00' },
				],
				ageing: { notDue: '0.00', to30: '173.45' },
				unallocated: [],
			},
		],
	})
})

test('people read it as a table, with the balance before the first day', async () => {
	const { code, out } = await typed('statement', number, '--from', '2026-03-10', '--on', '2026-03-25')
	expect(code).toBe(0)
	expect(out).toMatch(/opening +173\.45/)
	expect(out).toMatch(/2026-03-20 +payment +R-000001 +0\.00 +123\.45 +50\.00/)
})

test('of a day to come it is the account as of today, and what settles everything on that day', async () => {
	const { code, out } = await typed('statement', number, '--on', '2030-06-30', '--json')
	expect(code).toBe(0)
	expect(JSON.parse(out)).toMatchObject({
		...{ on: expect.not.stringContaining('2030'), payOffOn: '2030-06-30' },
		accounts: [{ closing: '50.00', payOff: '50.00', comingTotal: '0.00', stillToCome: '0.00', plan: [], coming: [] }],
	})
	expect((await typed('statement', number, '--on', '2030-06-30')).out).toMatch(
		/to settle everything on 2030-06-30.*\n.*50\.00/,
	)
	expect(await typed('statement', number, '--on', '2099-01-01')).toMatchObject({
		code: 1,
		err: expect.stringContaining('no later than'),
	})
})

test('nobody by that number, a day that is none and a forgotten word are told apart', async () => {
	expect(await typed('statement', 'C-99999', '--json')).toMatchObject({ code: 1 })
	expect(await typed('statement', number, '--on', 'soon')).toMatchObject({
		code: 1,
		err: expect.stringContaining('on'),
	})
	expect(await typed('statement')).toMatchObject({ code: 2 })
	expect(await typed('statement', number, '--unknown')).toMatchObject({ code: 2 })
})
