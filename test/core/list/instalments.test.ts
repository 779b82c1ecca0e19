import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { dispatchDebts } from '#core/collection/dispatch.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { type Query, readAsked } from '#core/list/asked.ts'
import { lists } from '#core/list/lists.ts'
import { readList } from '#core/list/read.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { findPlans } from '#core/receivable/find-plans.ts'
import { hire } from '#test/core/approval/office.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import { sellByThree } from '#test/core/receivable/sold-machine.ts'
import { openBooks } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

test('instalments are listed planned against received, as their plan tells them, and found by how they stand', async () => {
	await using world = await openBooks({ on: '2028-01-31' })
	const { books, clock } = world
	const customer = await welcome(books)
	const sold = await sellByThree(world, customer.id)
	const other = await welcome(books, 'Someone else')
	await sellByThree(world, other.id)
	const read = async (query: Query, actor = finance) => {
		const asked = readAsked(actor, lists.instalments, query)
		return expectOk(await look(books, actor, readList, { list: 'instalments', asked, limit: 50 })).rows
	}
	const columns: Query = ['place', 'instalmentState', 'lateDays', 'planned', 'received', 'open'].map((name) => [
		'column',
		name,
	])
	const told = async (query: Query = []) =>
		(await read([['contractId', sold.id], ...columns, ...query])).map(({ cells }) => Object.values(cells))
	expect(await told()).toEqual([
		['1', 'issued', null, '40000', '0', '40000'],
		['2', 'coming', null, '40000', '0', '0'],
		['3', 'coming', null, '40000', '0', '0'],
	])
	clock.standOn(Temporal.PlainDate.from('2028-02-10'))
	expectOk(
		await act(books, finance, recordReceipt, {
			...{ customerId: customer.id, currency: 'EUR', amountMinor: 15000n, receivedOn: '2028-02-10', method: 'cash' },
			allocate: { by: 'order' },
		} as const),
	)
	expect(await told()).toContainEqual(['1', 'overdue', '10', '40000', '15000', '25000'])
	expect(await told([['instalmentState', 'overdue']])).toHaveLength(1)
	expect(await told([['lateDays.from', '11']])).toHaveLength(0)
	expect(await told([['due.to', '2028-02-29']])).toHaveLength(2)
	const [plan] = expectOk(await look(books, finance, findPlans, { contractId: sold.id }))
	expect(plan?.instalments.map(({ receivedMinor }) => receivedMinor)).toEqual([15000n, 0n, 0n])
	const carla = await hire(books, 'carla', 'collector')
	const debts = [{ customerId: customer.id, currency: 'EUR', seen: null }]
	expectOk(await act(books, finance, dispatchDebts, { debts, collectorId: carla.userId }))
	expect(await read([['collector', 'me']], carla as never)).toHaveLength(3)
	expect(await read([['collector.is', 'empty']])).toHaveLength(3)
	// What is credited was not received.
	expectOk(await act(books, finance, decided(voidInvoice), { id: sold.invoiceId, reason: 'Never delivered' }))
	expect((await told())[0]).toEqual(['1', 'void', null, '40000', '0', '0'])
	const [after] = expectOk(await look(books, finance, findPlans, { contractId: sold.id }))
	expect(after?.receivedMinor).toBe(0n)
})
