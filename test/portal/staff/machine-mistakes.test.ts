import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectOk } from '#core/act.ts'
import { press } from '#test/core/approval/office.ts'
import { demand, reserved } from '#test/core/delivery/gate.ts'
import { enter } from '#test/core/equipment/yard.ts'
import { ask, deliver, pay } from '#test/core/machine-request/lot.ts'
import type { Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { hire, signedIn } from './console.ts'
import { mistake } from './mistake.ts'

let world: World
let portal: Portal
let yard: Awaited<ReturnType<typeof reserved>>
let storekeeper: Visit
let seller: Visit
let risk: Visit
let administrator: Visit

beforeAll(async () => {
	world = await openBooks({ on: '2026-02-20', max: 20 })
	portal = await openPortal(world)
	yard = await reserved(world)
	const visits = (['storekeeper', 'manager', 'finance', 'administrator'] as const).map(
		async (role) => await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email),
	)
	;[storekeeper, seller, risk, administrator] = (await Promise.all(visits)) as [Visit, Visit, Visit, Visit]
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

test('a meter that is misread at the gate is said at its machine, and the driver stays written', async () => {
	await demand(world, [])
	const { id } = await yard.issued()
	const path = `/staff/gate-passes/${id}`
	const read = (reading: string) => ({
		...{ driver: 'Olga Fahrer', place: 'Site 7', 'readings[0].id': yard.equipmentId, 'readings[0].reading': reading },
	})
	expect(await mistake(storekeeper, path, read('twelve'))).toBe('readings[0].reading: This is not a number.')
	expect(await mistake(storekeeper, path, read('9,5'))).toMatch(
		/^readings\[0\]\.reading: The meter says 9\.5, less than/,
	)
	const machines = `/staff/contracts/${yard.contractId}/machines`
	const withdrawn = { intent: 'withdraw', passId: id, reason: ' ' }
	expect(await mistake(seller, machines, withdrawn)).toBe('reason: Fill this in.')
	expect((await seller.post(machines, { ...withdrawn, reason: 'Another haulier' })).status).toBe(302)
	const gone = await seller.post(machines, { ...withdrawn, reason: 'Once more' })
	expect(await gone.text()).toContain('Another haulier')
})

test('a delivery with something missing is asked for with a reason, and declined with one, each said at its field', async () => {
	await demand(world, [{ kind: 'contract_signed' }])
	const asked = { intent: 'ask', 'equipmentIds[0]': yard.equipmentId, taker: 'Halden', 'without[0]': 'contract_signed' }
	const path = `/staff/contracts/${yard.contractId}/machines`
	expect(await mistake(seller, path, { ...asked, reason: '' })).toMatch(/^reason: Not all conditions are met/)
	const answer = await seller.post(path, { ...asked, reason: 'The original is in the post' })
	const approval = answer.headers.get('location')?.split('?')[0] ?? ''
	const seen = /name="seen" value="([0-9a-f]+)"/.exec(await (await risk.get(approval)).text())?.[1] ?? ''
	const declined = { intent: 'reject', comment: '', seen }
	expect(await mistake(risk, approval, declined)).toMatch(/^comment: Say in a sentence why not/)
})

test('what is wrong with a machine or with what happened to it is said at its field', async () => {
	const id = await enter(world, 'SN-8', { meterReading: '10' })
	const move = { intent: 'move', action: 'note', on: '2026-02-20', place: 'Yard', meterReading: '', note: '' }
	const path = `/staff/equipment/${id}`
	expect(await mistake(storekeeper, path, move)).toMatch(/^note: Give another place/)
	expect(await mistake(storekeeper, path, { ...move, meterReading: '1.234,5' })).toBe(
		'meterReading: This is not a number.',
	)
	expect(await mistake(storekeeper, path, { ...move, meterReading: '9' })).toMatch(/^meterReading: The meter says 9/)
	expect(await mistake(storekeeper, path, { ...move, on: '2026-02-21', note: 'Seen' })).toMatch(/^on: Give a day from/)
	const [{ version = '' } = {}] = await world.sql<
		{ version: string }[]
	>`select version::text from equipment where id = ${id}`
	const known = { serialNumber: 'sn-1', model: 'EX-500' }
	expect(await mistake(storekeeper, '/staff/equipment/new', known)).toMatch(/^serialNumber: A machine with the serial/)
	expect(await mistake(storekeeper, path, { intent: 'edit', version, ...known })).toMatch(/^serialNumber: A machine/)
})

test('a reading of which nobody wrote what is counted is called one in the history of its machine', async () => {
	const id = await enter(world, 'SN-11', { meterReading: '1234.5', meterUnit: '' })
	expect(await (await storekeeper.get(`/staff/equipment/${id}`)).text()).toContain('Meter reading: 1,234.5')
})

test('a machine is fetched from a place, by somebody and for a reason: each is said at its field', async () => {
	const lot = await deliver(world, 'SN-9')
	const path = `/staff/contracts/${lot.contractId}/machine-requests/new?kind=repossession`
	const asked = { 'equipmentIds[0]': lot.equipmentId, place: 'Quarry 9', reason: 'Nobody answers' }
	expect(await mistake(seller, path, { ...asked, place: ' ', assigneeId: yard.store.userId })).toMatch(/^place: /)
	const seen = Object.fromEntries(
		['in_arrears', 'locked_or_reminded', 'no_open_promise'].map((kind, index) => [`without[${index}]`, kind]),
	)
	const silent = { ...asked, ...seen, assigneeId: yard.store.userId, reason: '' }
	expect(await mistake(seller, path, silent)).toMatch(/^reason: /)
})

test('whoever locked a machine by hand too late is told why, and keeps the note', async () => {
	const lot = await deliver(world, 'SN-10')
	world.clock.standOn(Temporal.PlainDate.from('2026-04-01'))
	const { id, approvalId } = await ask(world, yard.sales, lot, { kind: 'lock', reason: 'Nobody answers' })
	expectOk(await press(world, yard.risk, approvalId, 'approve'))
	await pay(world, lot, '2026-04-01')
	const early = { intent: 'confirm', equipmentId: lot.equipmentId, note: 'By cable, at the site' }
	const answer = await storekeeper.post(`/staff/machine-requests/${id}`, early)
	expect(answer.status).toBe(422)
	expect(await answer.text()).toContain('value="By cable, at the site"')
})

test('a share of the contract that is none is said at its field of the conditions of delivery', async () => {
	const path = '/staff/settings/delivery'
	const saved = { 'kinds[0]': 'amount_received', validDays: '7' }
	expect(await mistake(administrator, path, { ...saved, percent: 'half' })).toMatch(/^percent: A percentage is from 0/)
	expect(await mistake(administrator, path, { ...saved, percent: '' })).toBe('percent: Fill this in.')
	expect(await mistake(administrator, path, { ...saved, percent: '0,0' })).toBe('percent: Fill this in.')
	expect((await administrator.post(path, { ...saved, percent: '12,5' })).status).toBe(302)
})
