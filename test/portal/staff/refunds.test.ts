import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { recordRefund } from '#core/payment/record-refund.ts'
import { byRole, rule, step } from '#test/core/approval/office.ts'
import { type Customer, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { pay } from '#test/core/payment/shares.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let finance: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	portal = await openPortal(world)
	finance = await come('finance')
}, 180_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

const come = async (role: Parameters<typeof hire>[1]) =>
	await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)

/** A customer who has paid an invoice by card. */
async function paid(
	minor: bigint,
	name = 'Nordwind Logistik',
): Promise<{ of: Customer; owed: string; path: string; id: string }> {
	const of = await welcome(world.books, name)
	const { id: owed } = await invoice(world.books, of, minor)
	const { id } = await pay(world, [owed])
	return { of, owed, id, path: `/staff/payments/${id}` }
}

const preview = (path: string, amount: string, reason = 'Goodwill') =>
	finance.read(`${path}?${new URLSearchParams({ amount, reason })}`)
const refund = (path: string, amountMinor: string, leftMinor: string, by = finance) =>
	by.post(path, { amountMinor, leftMinor, reason: 'Goodwill' })

/** What the processor says of the refunds that wait. */
async function processorSays(paymentId: string, state: 'succeeded' | 'failed') {
	const waiting = await world.sql<{ id: string; amountMinor: bigint }[]>`
		select id, amount_minor as "amountMinor" from refund where payment_id = ${paymentId} and state in ('started', 'succeeded')`
	for (const { id, amountMinor } of waiting)
		expectOk(
			await act(world.books, system, recordRefund, {
				...{ refundId: id, paymentId, processorRefundId: `re_${id}`, amountMinor, state, reason: '' },
			}),
		)
}

test('what a refund does is shown first, and is what it does once the processor has sent the money', async () => {
	const { owed, path, id } = await paid(100_00n)
	const shown = await preview(path, '30')
	expect(shown).toMatch(/Invoice \S+ is open again with €30\.00 \(now €0\.00\)/)
	expect(shown).toContain('€70.00 of the payment could still be given back')
	expect(shown).toContain('No credit note is issued')
	expect((await world.sql`select from refund where payment_id = ${id}`).length).toBe(0)
	expect(await openOf(world.books, owed)).toBe(0n)

	const answer = await refund(path, '3000', '10000')
	expect(answer.headers.get('location')).toBe(`${path}?did=started`)
	expect(await finance.read(`${path}?did=started`)).toMatch(/The refund is on its way[\s\S]*On its way/)
	expect(await openOf(world.books, owed)).toBe(0n)
	await processorSays(id, 'succeeded')
	expect(await openOf(world.books, owed)).toBe(30_00n)
	expect(await finance.read(path)).toContain('Gone')
	await processorSays(id, 'failed')
	expect(await openOf(world.books, owed)).toBe(0n)
	expect(await finance.read(path)).toContain('Came back')
})

test('of an invoice that was credited the credit takes the money’s place', async () => {
	const { owed, path, id } = await paid(100_00n)
	expectOk(await act(world.books, system, voidInvoice, { id: owed, reason: 'Wrong customer' }))
	expect(await preview(path, '100')).toMatch(/stays as it is: a credit note takes the money|of it settled no invoice/)
	await refund(path, '10000', '10000')
	await processorSays(id, 'succeeded')
	expect(await openOf(world.books, owed)).toBe(0n)
})

test('pressed twenty times at once it is one refund, and what has changed since is looked at again', async () => {
	const { path, id } = await paid(100_00n)
	const answers = await Promise.all(Array.from({ length: 20 }, () => refund(path, '2000', '10000')))
	expect(answers.filter(({ status }) => status === 302).length).toBe(1)
	const [refused] = answers.filter(({ status }) => status === 422)
	expect(textOf((await refused?.text()) ?? '')).toContain('changed from €100.00 to €80.00')
	expect((await world.sql`select from refund where payment_id = ${id}`).length).toBe(1)
})

test.each([
	['100.01', 'No more than €100.00 can be refunded'],
	['0', 'amount'],
	['-5', 'amount'],
	['ten', 'This is not an amount'],
	['1.234,50', 'This is not an amount'],
])('a refund of %s is not shown', async (amount, why) => {
	const { path } = await paid(100_00n)
	const text = await preview(path, amount)
	expect(text).toContain(why)
	expect(text).not.toContain('What it does')
	const page = await (await finance.get(`${path}?${new URLSearchParams({ amount, reason: 'Goodwill' })}`)).text()
	expect(/<input[^>]* name="amount"[^>]*>/.exec(page)?.[0]).toContain('aria-invalid="true"')
})

test('where a workflow asks, the refund waits for the decision', async () => {
	const { path, id } = await paid(900_00n)
	await rule(world, 'refund', [step({ name: 'Administrator', approvers: [byRole('administrator')] })])
	const answer = await refund(path, '90000', '90000')
	expect(answer.headers.get('location')).toMatch(/^\/staff\/approvals\/.*did=new/)
	expect((await world.sql`select from refund where payment_id = ${id}`).length).toBe(0)
})

test('who may not refund sees no way to, and a forged form is not found', async () => {
	const { path, id } = await paid(100_00n)
	const collector = await come('collector')
	expect(await collector.read(`${path}?amount=10&reason=x`)).not.toContain('Show what it does')
	expect((await refund(path, '1000', '10000', collector)).status).toBe(404)
	const storekeeper = await come('storekeeper')
	for (const place of ['/staff/payments', path]) expect((await storekeeper.get(place)).status).toBe(404)
	expect((await refund(path, '-1000', '10000')).status).toBe(422)
	expect((await finance.get('/staff/payments/01900000-0000-7000-8000-000000000abc')).status).toBe(404)
	expect((await world.sql`select from refund where payment_id = ${id}`).length).toBe(0)
})

test('payments are found by receipt and by customer, and narrowed to those with refunds', async () => {
	const { id, path } = await paid(55_00n, 'Quellwasser Vertrieb')
	const [row] = await world.sql<{ number: string }[]>`select receipt_number as number from payment where id = ${id}`
	const read = (query: string) => finance.read(`/staff/payments?${query}`)
	for (const search of [row?.number ?? '', 'quellwasser'])
		expect(await read(new URLSearchParams({ search }).toString())).toContain('€55.00')
	expect(await read('search=quellwasser&show=refunded')).not.toContain('€55.00')
	expect(await read('search=%25')).not.toContain('€55.00')
	expect(await finance.read(path)).toContain('Quellwasser Vertrieb')
})
