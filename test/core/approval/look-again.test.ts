import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { propose } from '#core/approval/ask.ts'
import { lookAgain } from '#core/approval/look-again.ts'
import { requestChange } from '#core/approval/request-change.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { clerk, openShop } from '#test/core/amendment/world.ts'
import { ask, crew, deliver } from '#test/core/machine-request/lot.ts'
import { finance, invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, byRole, cardOf, cardsFor, connect, hire, press, rule, step } from './office.ts'

async function receive({ books }: World, customerId: string, invoiceId: string, amountMinor: bigint, on: string) {
	const receipt = {
		customerId,
		currency: 'EUR',
		amountMinor,
		receivedOn: on,
		method: 'transfer',
		reference: '',
	} as const
	expectOk(await act(books, finance, recordReceipts, [{ ...receipt, invoiceId, importKey: crypto.randomUUID() }]))
}

const freshOf = async ({ sql }: World, id: string) =>
	(await sql<{ id: string }[]>`select id from approval_request where replaces = ${id} order by id`).map((row) => row.id)

test('money that comes while a credit note waits makes a fresh card for everybody, before anybody presses, and once', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	const fin = await hire(books, 'fin', 'finance')
	const mia = await hire(books, 'mia', 'manager')
	await rule(world, 'credit_note', [step({ needs: 'all', approvers: [byRole('finance'), byRole('manager')] })])
	const asker = await hire(books, 'asker', 'administrator')
	await connect(world, fin, mia, asker)
	const customer = await welcome(books)
	const owed = await invoice(books, customer, 5000_00n)
	const id = await askCredit(world, asker, owed.id)
	expectOk(await press(world, mia, id, 'approve'))
	await lookAgain(books)
	expect(await cardOf(world, id)).toMatchObject({ state: 'waiting' })
	expect(await lookAgain(books)).toEqual({ looked: 0, outdated: 0, failed: [] })
	await receive(world, customer.id, owed.id, 100_00n, '2026-03-02')
	const looked = await Promise.all([1, 2, 3].map(() => lookAgain(books)))
	expect(looked.reduce((sum, { outdated }) => sum + outdated, 0)).toBe(1)
	const [freshId = '', ...more] = await freshOf(world, id)
	expect(more).toEqual([])
	const people = ['asker', 'fin', 'mia']
	expect((await cardsFor(world, id)).map(({ who }) => who)).toEqual(people)
	expect((await cardsFor(world, freshId)).map(({ who }) => who)).toEqual(people)
	expect(await cardOf(world, id)).toMatchObject({ state: 'outdated', outcome: { name: '', channel: 'clock', freshId } })
	expect(await press(world, fin, id, 'approve')).toMatchObject({ value: { did: 'late' } })
	expectOk(await press(world, mia, freshId, 'approve'))
	expect(expectOk(await press(world, fin, freshId, 'approve'))).toMatchObject({ did: 'approved' })
	await lookAgain(books)
	expect(await lookAgain(books)).toEqual({ looked: 0, outdated: 0, failed: [] })
})

test('what happens to others, or changes neither money nor terms, costs no look and leaves the card as it is', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	await hire(books, 'fin', 'finance')
	await rule(world, 'credit_note', [step()])
	const asker = await hire(books, 'asker', 'administrator')
	const [customer, neighbour] = [await welcome(books), await welcome(books)]
	const id = await askCredit(world, asker, (await invoice(books, customer, 5000_00n)).id)
	const other = await invoice(books, neighbour, 100_00n)
	await lookAgain(books)
	await receive(world, neighbour.id, other.id, 100_00n, '2026-03-02')
	await sql`
		insert into event (kind, happened_at, happened_on, actor, subject_kind, subject_id, customer_id)
		values ('message.written', now(), '2026-03-02', 'system:test', 'message', ${customer.id}, ${customer.id})`
	expect(await lookAgain(books)).toEqual({ looked: 0, outdated: 0, failed: [] })
	expect(await cardOf(world, id)).toMatchObject({ state: 'waiting', revision: 1 })
})

test('an event that is written late, of a transaction that began before the last look, is not missed', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	await hire(books, 'fin', 'finance')
	await rule(world, 'credit_note', [step()])
	const asker = await hire(books, 'asker', 'administrator')
	const customer = await welcome(books)
	await askCredit(world, asker, (await invoice(books, customer, 5000_00n)).id)
	await lookAgain(books)
	await sql`
		insert into event (id, kind, happened_at, happened_on, actor, subject_kind, subject_id, customer_id)
		values (uuidv7(interval '-2 minutes'), 'payment.recorded', now() - interval '2 minutes', '2026-03-02', 'system:test', 'payment', uuidv7(), ${customer.id})`
	expect(await lookAgain(books)).toEqual({ looked: 1, outdated: 0, failed: [] })
})

test('what can no longer be done is over, and whoever asked is told; a write-off of a paid invoice, say', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, sql } = world
	await hire(books, 'fin', 'finance')
	await rule(world, 'write_off', [step()])
	const asker = await hire(books, 'asker', 'administrator')
	const customer = await welcome(books)
	const owed = await invoice(books, customer, 5000_00n)
	const input = { id: owed.id, reason: 'Gone' }
	const asked = expectOk(await act(books, asker, propose<'write_off'>, { kind: 'write_off', input }))
	const id = asked.kind === 'asked' ? asked.requestId : ''
	await receive(world, customer.id, owed.id, 5000_00n, '2026-03-02')
	expect(await lookAgain(books)).toMatchObject({ outdated: 1 })
	expect(await cardOf(world, id)).toMatchObject({ state: 'outdated', outcome: { freshId: null } })
	const letters = await sql`select from outbox where key = ${`request-news:${id}:${asker.userId}`}`
	expect(letters.length).toBe(1)
})

test('an end that waits is asked for anew once the prices it would credit are others', async () => {
	await using shop = await openShop('2026-01-01').then((open) =>
		Object.assign(open, { [Symbol.asyncDispose]: () => open.world.close() }),
	)
	const { world } = shop
	const { books } = world
	await hire(books, 'fin', 'finance')
	await rule(world, 'cancellation', [step()])
	await shop.agree()
	await shop.standOn('2026-01-10')
	const input = { contractId: shop.contractId, reasonCode: null, text: 'Closing', endsOn: '2026-06-30' }
	const asked = expectOk(await act(books, clerk, propose<'cancellation'>, { kind: 'cancellation', input }))
	const id = asked.kind === 'asked' ? asked.requestId : ''
	await lookAgain(books)
	expect(await cardOf(world, id)).toMatchObject({ state: 'waiting' })
	await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '99' })
	expect(await lookAgain(books)).toMatchObject({ looked: 1, outdated: 1 })
	const [freshId = ''] = await freshOf(world, id)
	expect(await cardOf(world, freshId)).toMatchObject({ state: 'waiting' })
})

test('the product sees what a member of staff would: what has not changed is left, whatever is asked for', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	const lot = await deliver(world, 'SN-1')
	const { collector } = await crew(world)
	world.clock.standOn(Temporal.PlainDate.from('2026-04-20'))
	const { approvalId } = await ask(world, collector, lot, { kind: 'lock', reason: 'Nobody answers' })
	expectOk(await act(books, finance, billContract, { id: lot.contractId }))
	await lookAgain(books)
	expect(await cardOf(world, approvalId)).toMatchObject({ state: 'waiting' })
})

test('a customer whose change waits is told that the figures have changed before anybody presses', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	const { books, sql } = world
	const approval = { aboveMinor: 1000n, currency: 'EUR' } as const
	const limited = { direction: 'more', timing: 'now', prorate: true, approval } as const
	expectOk(await act(books, clerk, setChangeRule, limited))
	await hire(books, 'fin', 'finance')
	await shop.agree()
	await shop.standOn('2026-01-10')
	const change = { kind: 'quantity', lineId: await shop.lineId(), quantity: '5' } as const
	const { seen } = await shop.preview(change, {}, shop.contact)
	const { id } = expectOk(await act(books, shop.contact, requestChange, { contractId: shop.contractId, change, seen }))
	await lookAgain(books)
	expect(await cardOf(world, id)).toMatchObject({ state: 'waiting' })
	await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '99' })
	expect(await lookAgain(books)).toMatchObject({ outdated: 1 })
	expect(await cardOf(world, id)).toMatchObject({ state: 'outdated', outcome: { freshId: null } })
	expect((await sql`select from outbox where key = ${`approval-decided:${id}`}`).length).toBe(1)
})
