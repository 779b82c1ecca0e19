import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { conditionKinds } from '#core/delivery/condition.ts'
import { issueGatePass } from '#core/delivery/issue.ts'
import { confirmGatePass } from '#core/delivery/pass.ts'
import { remindNow } from '#core/dunning/remind-now.ts'
import { moveEquipment } from '#core/equipment/move.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { tendPromises } from '#core/follow-up/tend-promises.ts'
import { checkRequest } from '#core/machine-request/check.ts'
import { confirmByHand } from '#core/machine-request/confirm.ts'
import { listMachineRequests } from '#core/machine-request/find.ts'
import { recordResult } from '#core/machine-request/result.ts'
import { saveMachineRequestRule } from '#core/machine-request/rule.ts'
import { withdrawMachineRequest } from '#core/machine-request/withdraw.ts'
import { cardOf, press } from '#test/core/approval/office.ts'
import { administrator, codeOf, used } from '#test/core/delivery/gate.ts'
import { sell } from '#test/core/equipment/yard.ts'
import { system } from '#test/core/payment/ledger.ts'
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

test('a lock is asked with the whole picture, agreed to, done by hand, and taken back after payment without asking anybody', async () => {
	day('2026-01-10')
	const { books, sql } = world
	const { collector, risk } = people
	const lot = await deliver(world, 'SN-1')
	day('2026-02-20')
	const lock = await ask(world, collector, lot, { kind: 'lock' })
	expect(lock.outcome).toMatchObject({ ok: true, value: { asked: 'waits' } })
	expect((await cardOf(world, lock.approvalId, risk)).facts).toMatchObject([
		{ name: 'machine', value: { text: 'SN-1 · EX-210' } },
		{ name: 'met', value: { condition: 'in_arrears', note: '41 / 30' } },
		{ name: 'met', value: { condition: 'no_open_promise' } },
		{ name: 'overdue', value: { minor: '100000' } },
		{ name: 'overdue_days', value: { text: '41' } },
		{ name: 'pay_off', value: { minor: '100000' } },
		{ name: 'delivered_on', value: { on: '2026-01-10' } },
	])
	expect(codeOf((await ask(world, collector, lot, { kind: 'lock' })).outcome)).toBe('machine_request.open')
	expect(codeOf(await press(world, collector, lock.approvalId, 'approve'))).toBe('approval.own')
	expectOk(await press(world, risk, lock.approvalId, 'approve'))
	expect(await found(world, lock.id)).toMatchObject({ state: 'approved', approved: { by: 'fiona' } })
	expect(await stateOf(world, lot)).toBe('delivered')
	const { id, equipmentId } = { id: lock.id, equipmentId: lot.equipmentId }
	expectOk(await act(books, people.store, confirmByHand, { id, equipmentId, note: 'Key is here' }))
	expect(codeOf(await act(books, people.store, confirmByHand, { id, equipmentId }))).toBe('machine_request.state')
	expect(await stateOf(world, lot)).toBe('locked')
	expect(await found(world, id)).toMatchObject({
		state: 'done',
		machines: [{ settledBy: 'stan', note: 'Key is here' }],
	})
	expect(await found(world, id, people.store)).toMatchObject({ conditions: [] })
	const reasoned = await ask(world, collector, lot, { kind: 'unlock' })
	expect(codeOf(reasoned.outcome)).toBe('machine_request.reason_missing')
	await pay(world, lot, '2026-02-20')
	const unlock = await ask(world, collector, lot, { kind: 'unlock' })
	expect(unlock.outcome).toMatchObject({ value: { asked: 'done' } })
	expectOk(await act(books, people.store, confirmByHand, { id: unlock.id, equipmentId }))
	expect(await stateOf(world, lot)).toBe('delivered')
	expect(await sql`select kind, facts from event where subject_id = ${equipmentId} order by id desc limit 2`).toEqual([
		{ kind: 'equipment.unlocked', facts: { serialNumber: 'SN-1', on: '2026-02-20' } },
		{ kind: 'equipment.locked', facts: { serialNumber: 'SN-1', on: '2026-02-20' } },
	])
})

test('a lock too early needs a reason, and by the terms of its template it is not too early', async () => {
	day('2026-03-01')
	const lot = await deliver(world, 'SN-2')
	day('2026-03-10')
	const { collector, risk } = people
	const early = await ask(world, collector, lot, { kind: 'lock', without: [] })
	expect(codeOf(early.outcome)).toBe('machine_request.missing_since')
	expect(codeOf((await ask(world, collector, lot, { kind: 'lock' })).outcome)).toBe('machine_request.reason_missing')
	const asked = await ask(world, collector, lot, { kind: 'lock', reason: 'Moves abroad' })
	expect((await cardOf(world, asked.approvalId, risk)).facts).toContainEqual({
		name: 'missing',
		value: { kind: 'condition', condition: 'in_arrears', percent: '', note: '9 / 30' },
	})
	expectOk(await press(world, risk, asked.approvalId, 'reject', { comment: 'Wait' }))
	expect(await found(world, asked.id)).toMatchObject({ state: 'rejected', ended: { by: 'fiona', note: 'Wait' } })
	const [template] = await world.sql<{ id: string }[]>`
		insert into contract_template (name, type, terms, lines, clauses, updated_by, updated_at)
		values ('Dear machines', 'rental', '{}', '[]', '[]', 'Ida', now()) returning id`
	const templateId = template?.id ?? ''
	await world.sql`update contract set template_id = ${templateId} where id = ${lot.contractId}`
	expectOk(await act(world.books, administrator, saveMachineRequestRule, { templateId, lockDays: 7 }))
	const bad = { templateId: null, lockDays: 0, confirmHours: 4 } as const
	expect(codeOf(await act(world.books, administrator, saveMachineRequestRule, bad))).toBe('input.invalid')
	const again = await ask(world, collector, lot, { kind: 'lock' })
	expect(again.outcome).toMatchObject({ value: { asked: 'waits' } })
	expectOk(await act(world.books, collector, withdrawMachineRequest, { id: again.id, reason: 'They paid' }))
	expect(await found(world, again.id)).toMatchObject({ state: 'withdrawn', ended: { by: 'cora', note: 'They paid' } })
	expect((await cardOf(world, again.approvalId)).state).toBe('withdrawn')
})

test('a repossession says where and who, and ends with the machine here or not found', async () => {
	day('2026-04-01')
	const { books, sql } = world
	const { collector, risk, store } = people
	const lot = await deliver(world, 'SN-3')
	const gone = await deliver(world, 'SN-4')
	day('2026-06-01')
	const fetch = { kind: 'repossession', reason: 'Nobody answers', assigneeId: collector.userId } as const
	expect(codeOf((await ask(world, collector, lot, fetch)).outcome)).toBe('input.invalid')
	expectOk(await act(books, system, raiseAlerts, undefined))
	await sql`update contract set owner_id = ${risk.userId} where id = ${lot.contractId}`
	for (const one of [lot, gone]) {
		const asked = await ask(world, collector, one, { ...fetch, place: 'Quarry 9' })
		expectOk(await press(world, risk, asked.approvalId, 'approve'))
		const base = { id: asked.id, equipmentId: one.equipmentId }
		expect(codeOf(await act(books, store, confirmByHand, base))).toBe('machine_request.by_result')
		const mine = expectOk(await look(books, collector, listMachineRequests, { show: 'mine' }))
		expect(mine).toMatchObject([{ id: asked.id, assignee: 'cora', serialNumbers: [one.serialNumber] }])
		const taken = one === lot ? 'taken' : 'not_found'
		const early = { ...base, outcome: taken, on: '2026-03-01' } as const
		expect(codeOf(await act(books, collector, recordResult, early))).toBe('equipment.day')
		const result = {
			...base,
			outcome: taken,
			on: '2026-05-30',
			place: 'Yard',
			meterReading: '120.5',
			note: 'Dented',
			followUp: { text: 'Dented', nextStep: 'See to it' },
		} as const
		expectOk(await act(books, collector, recordResult, result))
		expect(await found(world, asked.id)).toMatchObject({
			state: 'done',
			machines: [{ outcome: taken, note: 'Dented' }],
		})
	}
	expect(
		await sql`select contract_id, assignee_id, happened_on::text, next_on::text, text, next_step from follow_up`,
	).toMatchObject([
		{
			...{ contract_id: lot.contractId, assignee_id: risk.userId, happened_on: '2026-05-30', next_on: '2026-06-01' },
			...{ text: 'SN-3: Dented', next_step: 'See to it' },
		},
	])
	expect([await stateOf(world, lot), await stateOf(world, gone)]).toEqual(['repossessed', 'delivered'])
	expect(await sql`select place, meter_reading from equipment where id = ${lot.equipmentId}`).toEqual([
		{ place: 'Yard', meter_reading: '120.5' },
	])
	expectOk(await act(books, system, raiseAlerts, undefined))
	expect(
		await sql`select distinct trigger, staff_user.name from alert join alert_rule on alert_rule.id = rule_id
			join staff_user on staff_user.id = alert.user_id where trigger = 'machine_request_done'`,
	).toEqual([{ trigger: 'machine_request_done', name: 'cora' }])
})

test('what is missing by the time of the decision, and was not when it was asked, refuses it visibly', async () => {
	day('2026-06-10')
	const lot = await deliver(world, 'SN-5')
	day('2026-08-10')
	const lock = await ask(world, people.collector, lot, { kind: 'lock' })
	await pay(world, lot, '2026-08-10')
	expectOk(await press(world, people.risk, lock.approvalId, 'approve'))
	expect(await cardOf(world, lock.approvalId)).toMatchObject({
		state: 'failed',
		outcome: { failure: { code: 'machine_request.missing_since' } },
	})
	expect(await found(world, lock.id)).toMatchObject({ state: 'failed', approved: null })
	expect((await ask(world, people.collector, lot, { kind: 'lock', reason: 'Still' })).outcome.ok).toBe(true)
})

test('two who ask at the same moment about one machine make one request', async () => {
	day('2026-09-01')
	const lot = await deliver(world, 'SN-6')
	const { collector, risk } = people
	const outcomes = await Promise.all(
		[collector, risk, collector].map((who) => ask(world, who, lot, { kind: 'lock', reason: 'Now' })),
	)
	expect(outcomes.map(({ outcome }) => codeOf(outcome)).sort()).toEqual([
		'done',
		'machine_request.open',
		'machine_request.open',
	])
	expect((await ask(world, people.store, lot, { kind: 'lock', reason: 'Now' })).outcome).toMatchObject({
		refusal: { code: 'not_permitted' },
	})
})

test('an open promise counts however many were broken since, and a reminder only once the money is late', async () => {
	const { books, clock, sql } = world
	const { collector } = people
	day('2026-10-01')
	const lot = await deliver(world, 'SN-7')
	const [invoice] = await sql<{ id: string }[]>`select id from invoice where contract_id = ${lot.contractId}`
	const invoiceId = invoice?.id ?? ''
	const met = async (kind: 'lock' | 'repossession') => {
		const { contractId } = lot
		const { conditions } = expectOk(await look(books, collector, checkRequest, { kind, contractId }))
		return new Map(conditions.map((one) => [one.kind, one.met]))
	}
	// Before the money was late: one by the policy, one by hand.
	await sql`insert into dunning_step (invoice_id, step, taken_on) values (${invoiceId}, 'before:3', '2026-09-28')`
	expectOk(await act(books, collector, remindNow, { invoiceId }))
	const promise = async (on: string, ofInvoice: boolean) =>
		expectOk(
			await act(books, collector, recordFollowUp, {
				...{ customerId: lot.customerId, kind: 'call', text: 'They will pay', key: crypto.randomUUID() },
				promise: { amountMinor: 10_000n, currency: 'EUR', on, invoiceId: ofInvoice ? invoiceId : null },
			}),
		)
	expect((await met('lock')).get('no_open_promise')).toBe(true)
	await promise('2026-12-20', false)
	for (const on of ['2026-10-05', '2026-10-10', '2026-10-15']) {
		await promise(on, true)
		day(on)
		clock.moveOn({ hours: 30 })
		expectOk(await act(books, system, tendPromises, undefined))
	}
	expect((await met('lock')).get('no_open_promise')).toBe(false)
	expect((await met('repossession')).get('locked_or_reminded')).toBe(false)
	expectOk(await act(books, collector, remindNow, { invoiceId }))
	expect((await met('repossession')).get('locked_or_reminded')).toBe(true)
})

test('a machine that is owed is not sold by hand, and what was agreed to is not done to one that somebody else has by now', async () => {
	const { books, sql } = world
	const { collector, risk, store } = people
	day('2026-11-01')
	const lot = await deliver(world, 'SN-8')
	const { equipmentId: id } = lot
	day('2026-12-10')
	const lock = await ask(world, collector, lot, { kind: 'lock' })
	expectOk(await press(world, risk, lock.approvalId, 'approve'))
	const move = async (action: 'sell' | 'take_back' | 'reserve', more = {}) =>
		codeOf(await act(books, store, moveEquipment, { id, action, ...more }))
	expect(await move('sell')).toBe('machine_request.not_settled')
	expect(await move('take_back')).toBe('done')
	const { contractId } = await sell(world, 'SN-9', { active: true })
	const [line] = await sql<{ id: string }[]>`select id from contract_line where contract_id = ${contractId}`
	expect(await move('reserve', { contractLineId: line?.id })).toBe('done')
	const leaving = { contractId, equipmentIds: [id], taker: '', without: conditionKinds, reason: 'Agreed' }
	const pass = expectOk(await act(books, system, issueGatePass, leaving))
	expectOk(await act(books, store, confirmGatePass, { id: pass.id, ...used }))
	const byHand = { id: lock.id, equipmentId: id }
	expect(codeOf(await act(books, store, confirmByHand, byHand))).toBe('delivery.other_contract')
	expect(await stateOf(world, lot)).toBe('delivered')
	const paid = await deliver(world, 'SN-10')
	await pay(world, paid, '2026-12-10')
	expectOk(await act(books, store, moveEquipment, { id: paid.equipmentId, action: 'sell' }))
	expect(await stateOf(world, paid)).toBe('sold')
})
