import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { registerLines } from '#core/equipment/register.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { findRequestConditions } from '#core/machine-request/ask.ts'
import { cardOf, press } from '#test/core/approval/office.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { ask, crew, pay } from './lot.ts'

let world: World
let people: Awaited<ReturnType<typeof crew>>
const day = (on: string) => world.clock.standOn(Temporal.PlainDate.from(on))

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-10' })
	people = await crew(world)
})
afterAll(() => world.close())

test('the card of a contract that would go on says what its end credits, as of the day of the decision', async () => {
	const { books, sql } = world
	const { collector, risk } = people
	const { id: customerId } = await welcome(books)
	const line = { description: 'Excavator', model: 'EX-210', quantity: '1', startsOn: '2026-01-10' }
	const { id: contractId } = expectOk(
		await act(books, finance, createContract, {
			...{ customerId, currency: 'EUR', timing: 'advance', alignment: 'anniversary', paymentTermDays: 0 },
			startsOn: '2026-01-10',
			lines: [
				{ ...line, serialNumber: 'SN-9', unitPrice: '1000', interval: null },
				{ ...line, description: 'Care', unitPrice: '3650', interval: { unit: 'year', count: 1 } },
			],
		} as never),
	)
	expectOk(await act(books, finance, decided(activateContract), { id: contractId }))
	const { unknown } = expectOk(await look(books, finance, findMachinesOf, { contractId }))
	const lineIds = unknown.map(({ id }) => id)
	expectOk(await act(books, finance, registerLines, { lineIds, isDelivered: true }))
	expectOk(await act(books, finance, billContract, { id: contractId }))
	const lot = { contractId, customerId, serialNumber: 'SN-9', equipmentId: '' }
	await pay(world, lot, '2026-01-10')
	day('2026-02-10')
	const found = expectOk(await look(books, collector, findRequestConditions, { kind: 'settlement', contractId }))
	// Of 365 days 32 are over, the last day included.
	expect(found.endingMinor).toBe(-3330_00n)
	const asked = await ask(world, collector, lot, { kind: 'settlement', becomes: 'sold', equipmentIds: [] })
	expect((await cardOf(world, asked.approvalId, risk)).effect).toMatchObject({ minor: '-333000', currency: 'EUR' })
	day('2026-02-11')
	expect(await press(world, risk, asked.approvalId, 'approve')).toMatchObject({ value: { did: 'outdated' } })
	const [renewed] = await sql<{ id: string }[]>`
		select id from approval_request where subject_id = ${asked.id} and state = 'waiting'`
	expect((await cardOf(world, renewed?.id ?? '', risk)).effect).toMatchObject({ minor: '-332000' })
	expectOk(await press(world, risk, renewed?.id ?? '', 'approve'))
	expect(await sql`select total_minor from invoice where contract_id = ${contractId} and kind = 'credit_note'`).toEqual(
		[{ total_minor: -332000n }],
	)
	expect(await sql`select settled from machine_request where id = ${asked.id}`).toMatchObject([
		{ settled: { invoicedMinor: '133000', receivedMinor: '465000' } },
	])
})
