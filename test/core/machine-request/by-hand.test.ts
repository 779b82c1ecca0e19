import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { confirmByHand } from '#core/machine-request/confirm.ts'
import { withdrawMachineRequest } from '#core/machine-request/withdraw.ts'
import { press } from '#test/core/approval/office.ts'
import { codeOf } from '#test/core/delivery/gate.ts'
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

test('a lock by hand has no ground any more once the money came, and is taken back', async () => {
	const { books } = world
	const lot = await deliver(world, 'H-1')
	day('2026-02-20')
	const lock = await ask(world, people.collector, lot, { kind: 'lock' })
	expectOk(await press(world, people.risk, lock.approvalId, 'approve'))
	await pay(world, lot, '2026-02-20')
	const byHand = { id: lock.id, equipmentId: lot.equipmentId }
	const done = await act(books, people.store, confirmByHand, byHand)
	expect(done).toMatchObject({ refusal: { code: 'machine_request.ground_gone', facts: { serialNumber: 'H-1' } } })
	expect(await stateOf(world, lot)).toBe('delivered')
	expectOk(await act(books, people.collector, withdrawMachineRequest, { id: lock.id }))
	expect(await found(world, lock.id)).toMatchObject({ state: 'withdrawn' })
})

test('what is left of a lock by hand is taken back when another machine of it is locked already', async () => {
	const { books } = world
	day('2026-03-10')
	const lot = await deliver(world, 'H-2', ['H-3'])
	const second = { ...lot, equipmentId: lot.others[0]?.id ?? '' }
	day('2026-04-20')
	const equipmentIds = [lot.equipmentId, second.equipmentId]
	const lock = await ask(world, people.collector, lot, { kind: 'lock', equipmentIds })
	expectOk(await press(world, people.risk, lock.approvalId, 'approve'))
	const id = lock.id
	expectOk(await act(books, people.store, confirmByHand, { id, equipmentId: lot.equipmentId }))
	await pay(world, lot, '2026-04-20')
	const rest = await act(books, people.store, confirmByHand, { id, equipmentId: second.equipmentId })
	expect(codeOf(rest)).toBe('machine_request.ground_gone')
	expectOk(await act(books, people.collector, withdrawMachineRequest, { id }))
	expect(await found(world, id)).toMatchObject({ state: 'done' })
	expect([await stateOf(world, lot), await stateOf(world, second)]).toEqual(['locked', 'delivered'])
})
