// What the database refuses of money that was recorded by hand, by plain SQL.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { returnOverpayment } from '#core/payment/return-overpayment.ts'
import { takeBackReceipt } from '#core/payment/take-back-receipt.ts'
import { receive } from '#test/core/payment/hand.ts'
import { type Customer, finance, invoice, welcome } from '#test/core/payment/ledger.ts'
import { agree } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let customer: Customer
let paid: string
let free: string
let owed: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	customer = await welcome(world.books)
	owed = (await invoice(world.books, customer, 100_00n)).id
	world.clock.standOn('2026-03-20')
	paid = expectOk(await receive(world.books, customer, '2026-03-10', 60_00n)).paymentId
	free = expectOk(await receive(world.books, customer, '2026-03-10', 50_00n, { by: 'none' })).paymentId
})
afterAll(() => world.close())

const refuses = (statement: string, by: RegExp) => expect(world.sql.unsafe(statement)).rejects.toThrow(by)
const put = (payment: string, minor: number, on = '2026-03-10') => `
	insert into allocation (invoice_id, payment_id, customer_id, currency, amount_minor, allocated_on, created_at)
	values ('${owed}', '${payment}', '${customer.id}', 'EUR', ${minor}, '${on}', now())`
const backed = "state = 'canceled', settled_at = null, taken_back_at = now(), taken_back_by = 'staff:x'"

test('money settles no more than came or is open, and nothing before it came', async () => {
	await refuses(put(paid, 1), /payment_money/)
	await refuses(put(free, 41_00), /invoice_settled/)
	await refuses(put(free, 1_00, '2026-03-09'), /before it came/)
})

test('what settles something or went back in part is not taken back, and the day on which it came stays', async () => {
	await refuses(`update payment set ${backed} where id = '${paid}'`, /something stands on/)
	await refuses(`update payment set received_on = '2026-03-01' where id = '${free}'`, /not undone/)
	await refuses(`update payment set ${backed}, received_on = '2026-03-01' where id = '${free}'`, /something stands on/)
	await refuses(`update payment set state = 'canceled', settled_at = null where id = '${free}'`, /not undone/)
	await refuses(
		`update payment set taken_back_at = now(), taken_back_by = 'x' where id = '${free}'`,
		/payment_taken_back/,
	)
	const back = { amountMinor: 1_00n, returnedOn: '2026-03-12', reference: '', reason: 'x', freeMinor: 50_00n }
	expectOk(await act(world.books, finance, returnOverpayment, { paymentId: free, ...back }))
	await refuses(`update payment set ${backed} where id = '${free}'`, /something stands on/)
})

test('what was taken back stays so and settles nothing', async () => {
	expectOk(await act(world.books, finance, takeBackReceipt, { paymentId: paid, reason: 'Not theirs' }))
	await refuses(`update payment set state = 'succeeded', settled_at = now() where id = '${paid}'`, /stays so/)
	await refuses(put(paid, 1), /stays so|payment_allocates/)
	const [standing] = await world.sql`
		select sum(amount_minor)::int as put, (select sum(amount_minor)::int from journal_line) as posted from allocation where payment_id = ${paid}`
	expect(standing).toEqual({ put: 0, posted: 0 })
})

test('money pays penalty interest within what came, of its own customer, and is taken back by the opposite', async () => {
	const contractId = await agree(world, customer, 'Fleet')
	const pay = (minor: number, more = '') => `
		insert into penalty_payment (payment_id, contract_id, customer_id, currency, amount_minor, paid_on, created_at ${more ? ', reverses_id' : ''})
		values ('${free}', '${contractId}', '${customer.id}', 'EUR', ${minor}, '2026-03-10', now() ${more})`
	await refuses(pay(50_00), /payment_money/)
	await refuses(pay(-1), /penalty_payment_sign/)
	await refuses(pay(1).replace('2026-03-10', '2026-03-09'), /before it came/)
	await refuses(pay(1).replace(customer.id, (await welcome(world.books)).id), /penalty_payment_(payment|contract)/)
	const [made] = await world.sql.unsafe<{ id: string }[]>(`${pay(2_00)} returning id`)
	await refuses(pay(-1_00, `, '${made?.id}'`), /exactly one/)
	await refuses(`update penalty_payment set amount_minor = 1`, /never changed/)
	await world.sql.unsafe(pay(-2_00, `, '${made?.id}'`))
	await refuses(pay(-2_00, `, '${made?.id}'`), /reverses_id/)
})

test('the company puts money in one of its orders', async () => {
	await refuses(`update company set receipt_order = 'newest'`, /company_receipt_order/)
	await refuses(`update payment set in_order = true, source = 'card' where id = '${free}'`, /never changed/)
})
