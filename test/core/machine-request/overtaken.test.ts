import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look, type Scope } from '#core/act.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { moveEquipment } from '#core/equipment/move.ts'
import { registerLines } from '#core/equipment/register.ts'
import { billContract } from '#core/invoice/bill-contract.ts'
import { confirmByHand, sendAgain } from '#core/machine-request/confirm.ts'
import { undoReceipts } from '#core/payment/record.ts'
import { giveUpCommand } from '#core/telematics/send.ts'
import { press } from '#test/core/approval/office.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
import { sell } from '#test/core/equipment/yard.ts'
import { finance, system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { ask, crew, deliver, found, pay, stateOf } from './lot.ts'

let world: World
let people: Awaited<ReturnType<typeof crew>>
const day = (on: string) => world.clock.standOn(Temporal.PlainDate.from(on))

beforeAll(async () => {
	world = await openBooks({ on: '2026-01-10' })
	people = await crew(world)
})
afterAll(() => world.close())

test('what was agreed to once does not undo what was agreed to since', async () => {
	const { books } = world
	const lot = await deliver(world, 'O-1')
	const agreed = async (on: string, kind: 'lock' | 'unlock') => {
		day(on)
		const asked = await ask(world, people.collector, lot, { kind, reason: 'Harvest' })
		expectOk(await press(world, people.risk, asked.approvalId, 'approve'))
		return asked.id
	}
	const byHand = async (id: string) =>
		await act(books, people.store, confirmByHand, { id, equipmentId: lot.equipmentId })
	expectOk(await byHand(await agreed('2026-02-20', 'lock')))
	const unlock = await agreed('2026-02-21', 'unlock')
	const [command] = (await found(world, unlock)).machines
	expectOk(await act(books, system, giveUpCommand, { id: command?.id ?? '', reason: 'Error: gone' }))
	expectOk(await byHand(await agreed('2026-02-22', 'unlock')))
	expectOk(await byHand(await agreed('2026-02-23', 'lock')))
	expect(codeOf(await byHand(unlock))).toBe('machine_request.overtaken')
	expect(codeOf(await act(books, people.collector, sendAgain, { id: unlock }))).toBe('machine_request.overtaken')
	expect(await stateOf(world, lot)).toBe('locked')
})

/** Does something while receipts are being taken back by somebody else, who is done a moment later. */
async function whileTakenBack<Value>(receipts: string[], does: () => Promise<Value>): Promise<Value> {
	const [taken, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
	const takesBack = async (scope: Scope) => {
		await undoReceipts(scope, receipts)
		taken.resolve()
		await end.promise
	}
	const back = act(world.books, finance, takesBack, undefined)
	await taken.promise
	const doing = does()
	await new Promise((done) => setTimeout(done, 300))
	end.resolve()
	expectOk(await back)
	return await doing
}

test('money that is taken back while a settlement is agreed to is not settled', async () => {
	day('2026-03-01')
	const lot = await deliver(world, 'O-2')
	const receipts = await pay(world, lot, '2026-03-01')
	const asked = await ask(world, people.collector, lot, { kind: 'settlement', becomes: 'sold', equipmentIds: [] })
	await whileTakenBack(receipts, async () => await press(world, people.risk, asked.approvalId, 'approve'))
	expect(await found(world, asked.id)).toMatchObject({ state: 'failed' })
	expect(await stateOf(world, lot)).toBe('delivered')
})

test('a machine that comes to a contract after its settlement was asked for is not left behind on it', async () => {
	const { books } = world
	day('2026-04-01')
	const { contractId, customerId } = await sell(world, 'O-3', { active: true, also: ['O-4'] })
	const register = async (serialNumber: string) => {
		const { unknown } = expectOk(await look(books, finance, findMachinesOf, { contractId }))
		const lineIds = unknown.filter((line) => line.serialNumber === serialNumber).map(({ id }) => id)
		expectOk(await act(books, finance, registerLines, { lineIds, isDelivered: true }))
	}
	await register('O-3')
	expectOk(await act(books, finance, billContract, { id: contractId }))
	const lot = { contractId, customerId, serialNumber: 'O-3', equipmentId: '' }
	await pay(world, lot, '2026-04-01')
	const settle = { kind: 'settlement', becomes: 'sold', equipmentIds: [] } as const
	const early = await ask(world, people.collector, lot, settle)
	await register('O-4')
	expectOk(await press(world, people.risk, early.approvalId, 'approve'))
	expect(await found(world, early.id)).toMatchObject({
		...{ state: 'failed', ended: { note: 'machine_request.missing_since' } },
	})
	const again = await ask(world, people.collector, lot, settle)
	expectOk(await press(world, people.risk, again.approvalId, 'approve'))
	expect(await found(world, again.id)).toMatchObject({ state: 'done', machines: [{}, {}] })
})

test('a machine is not sold by hand while the money for it is taken back', async () => {
	day('2026-05-01')
	const lot = await deliver(world, 'O-5')
	const receipts = await pay(world, lot, '2026-05-01')
	const sale = { id: lot.equipmentId, action: 'sell' as const }
	const sold = await whileTakenBack(receipts, async () => await act(world.books, finance, moveEquipment, sale))
	expect(codeOf(sold)).toBe('machine_request.not_settled')
	expect(await stateOf(world, lot)).toBe('delivered')
})
