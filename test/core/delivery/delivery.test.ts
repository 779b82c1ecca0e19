import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { raiseAlerts } from '#core/alert/raise.ts'
import { findGatePass, findGatePassBy, findGatePasses } from '#core/delivery/find.ts'
import { tokenOf } from '#core/delivery/issue.ts'
import { confirmGatePass, withdrawGatePass } from '#core/delivery/pass.ts'
import { editEquipment } from '#core/equipment/edit.ts'
import { moveEquipment } from '#core/equipment/move.ts'
import { bill } from '#core/invoice/run.ts'
import { undoReceipts } from '#core/payment/record.ts'
import { cardOf, press } from '#test/core/approval/office.ts'
import { enter } from '#test/core/equipment/yard.ts'
import { pay } from '#test/core/machine-request/lot.ts'
import { finance, system } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'
import { codeOf, demand, reserved, used } from './gate.ts'

describe('a delivery', () => {
	test('with everything there gives a numbered pass at once, and its machine leaves by it once', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, sql } = world
		const { store, second, sales, contractId, issued, machine } = await reserved(world)
		await demand(world, [])
		const { id, number } = await issued()
		expect(number).toBe('GP-00001')
		const token = expectOk(await look(books, store, async (scope) => tokenOf(scope, id), undefined))
		expect(expectOk(await look(books, store, findGatePassBy, { token }))).toEqual({ id })
		expect(expectOk(await look(books, store, findGatePassBy, { number: ' gp-00001 ' }))).toEqual({ id })
		for (const wrong of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'x', ''])
			expect(codeOf(await look(books, store, findGatePassBy, { token: wrong }))).toBe('not_found')
		expect(JSON.stringify(await sql`select * from gate_pass`)).not.toContain(token)
		expect(codeOf(await act(books, sales, confirmGatePass, { id, ...used }))).toBe('not_permitted')
		expect(codeOf(await act(books, store, confirmGatePass, { id, ...used, driver: ' ' }))).toBe('input.invalid')
		const { id: equipmentId } = await machine()
		const less = { ...used, readings: { [equipmentId]: '9' } }
		expect(codeOf(await act(books, store, confirmGatePass, { id, ...less }))).toBe('equipment.meter_back')
		const readings = { [equipmentId]: '11.5' }
		expectOk(await act(books, store, confirmGatePass, { id, ...used, readings }))
		expect(await machine()).toMatchObject({
			...{ state: 'delivered', meterReading: '11.5', place: 'Site 7', contract: { id: contractId } },
			history: [
				{ action: 'deliver', by: 'stan', gatePass: { id, number } },
				{ action: 'reserve' },
				{ action: 'register' },
			],
		})
		const again = await act(books, second, confirmGatePass, { id, ...used })
		expect(again).toMatchObject({
			refusal: { code: 'gate_pass.used', facts: { number, usedOn: '2026-01-10', by: 'stan' } },
		})
		expect(codeOf(await act(books, sales, withdrawGatePass, { id, reason: 'Late' }))).toBe('gate_pass.used')
		expect(
			await sql`select kind, customer_id is not null as whose from event where kind = 'equipment.delivered'`,
		).toEqual([{ kind: 'equipment.delivered', whose: true }])
		await expect(sql`update gate_pass set driver = 'Other'`).rejects.toThrow('used or withdrawn once')
		await expect(sql`delete from gate_pass`).rejects.toThrow()
	})

	test('confirmed by two at the same moment lets the machine out once', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, sql } = world
		const { store, second, issued } = await reserved(world)
		await demand(world, [])
		const { id } = await issued()
		const outcomes = await Promise.all(
			[store, second, store, second].map((who) => act(books, who, confirmGatePass, { id, ...used })),
		)
		expect(outcomes.map(codeOf).sort()).toEqual(['done', 'gate_pass.used', 'gate_pass.used', 'gate_pass.used'])
		expect(await sql`select count(*)::int as moves from equipment_move where action = 'deliver'`).toEqual([
			{ moves: 1 },
		])
	})

	test('does not work after its last day, nor once withdrawn; then another pass may be asked for', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, clock } = world
		const { store, sales, ask, issued, contractId, equipmentId } = await reserved(world)
		await demand(world, [], 3)
		const first = await issued()
		expect(codeOf(await ask())).toBe('equipment.on_pass')
		const release = { id: equipmentId, action: 'release' } as const
		expect(codeOf(await act(books, sales, moveEquipment, release))).toBe('equipment.on_pass')
		clock.standOn(Temporal.PlainDate.from('2026-01-13'))
		expect(await act(books, store, confirmGatePass, { id: first.id, ...used })).toMatchObject({
			refusal: { code: 'gate_pass.expired', facts: { throughOn: '2026-01-12' } },
		})
		const next = await issued()
		expect(next.number).toBe('GP-00002')
		expect(codeOf(await act(books, store, withdrawGatePass, { id: next.id, reason: 'x' }))).toBe('not_permitted')
		expect(codeOf(await act(books, sales, withdrawGatePass, { id: next.id, reason: ' ' }))).toBe('input.invalid')
		expectOk(await act(books, sales, withdrawGatePass, { id: next.id, reason: 'Cheque bounced' }))
		expect(await act(books, store, confirmGatePass, { id: next.id, ...used })).toMatchObject({
			refusal: { code: 'gate_pass.withdrawn', facts: { by: 'sam', reason: 'Cheque bounced' } },
		})
		const third = await issued()
		clock.standOn(Temporal.PlainDate.from('2026-01-15'))
		expectOk(await act(books, store, confirmGatePass, { id: third.id, ...used }))
		const all = expectOk(await look(books, store, findGatePasses, { contractId }))
		expect(all.map(({ number, state }) => [number, state])).toEqual([
			['GP-00003', 'used'],
			['GP-00002', 'withdrawn'],
			['GP-00001', 'expired'],
		])
		expect(expectOk(await look(books, store, findGatePasses, 'open'))).toEqual([])
	})

	test('is for the machine that it was decided for: nobody gives that another serial number meanwhile', async () => {
		await using world = await openBooks({ on: '2026-03-02' })
		const { books } = world
		const { equipmentId, store, sales, issued, machine } = await reserved(world)
		await demand(world, [])
		const { id } = await issued()
		const { version, factoryNumber, model, meterUnit } = await machine()
		const edit = { id: equipmentId, version, factoryNumber, model, meterUnit, productId: null }
		const other = { ...edit, serialNumber: 'SN-2' }
		expect(codeOf(await act(books, store, editEquipment, other))).toBe('equipment.on_pass')
		expectOk(await act(books, store, editEquipment, { ...edit, serialNumber: 'SN-1', model: 'ETV 216' }))
		expectOk(await act(books, sales, withdrawGatePass, { id, reason: 'Another machine goes' }))
		expectOk(await act(books, store, editEquipment, { ...other, version: version + 1 }))
	})

	test('lets nothing out once the money that it was made for has gone back, or its contract is over', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, clock, sql } = world
		const { store, issued, contractId, customerId, equipmentId } = await reserved(world)
		await demand(world, [{ kind: 'amount_received', percent: '30' }])
		await bill(books, finance, clock.today(), 1)
		const lot = { contractId, customerId, equipmentId, serialNumber: 'SN-1' }
		const receipts = await pay(world, lot, '2026-01-10')
		const { id } = await issued()
		const stopped = async () => expectOk(await look(books, store, findGatePass, { id })).stopped
		const leave = async () => codeOf(await act(books, store, confirmGatePass, { id, ...used }))
		expect(await stopped()).toBeNull()
		expectOk(await act(books, finance, undoReceipts, receipts))
		expect([await stopped(), await leave()]).toEqual(['money_gone', 'delivery.missing_since'])
		await pay(world, lot, '2026-01-10')
		clock.standOn(Temporal.PlainDate.from('2026-01-12'))
		await sql`update contract set ends_on = '2026-01-11' where id = ${contractId}`
		expect([await stopped(), await leave()]).toEqual(['contract_over', 'equipment.contract_over'])
		await sql`update contract set ends_on = null where id = ${contractId}`
		expect([await stopped(), await leave()]).toEqual([null, 'done'])
	})

	test('with a document missing needs a reason and the word of whoever looks at risk, and shows it all on the card', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books } = world
		const { ask, sales, risk, store, machine, contractId } = await reserved(world)
		await demand(world, [{ kind: 'contract_signed' }, { kind: 'documents_complete' }])
		expect(codeOf(await ask())).toBe('delivery.missing_since')
		expect(codeOf(await ask({ without: ['contract_signed'] }))).toBe('delivery.reason_missing')
		const asked = expectOk(await ask({ without: ['contract_signed'], reason: 'The original is in the post' }))
		if (asked.kind !== 'asked') throw new Error('Nobody was asked')
		expect(codeOf(await ask({ without: ['contract_signed'], reason: 'Again' }))).toBe('approval.waiting')
		expect((await cardOf(world, asked.requestId, risk)).facts).toMatchObject([
			{ name: 'machine', value: { text: 'SN-1' } },
			{ name: 'taker', value: { text: 'Halden Haulage' } },
			{ name: 'missing', value: { kind: 'condition', condition: 'contract_signed' } },
			{ name: 'met', value: { kind: 'condition', condition: 'documents_complete' } },
			{ name: 'reason', value: { text: 'The original is in the post' } },
		])
		expect(expectOk(await look(books, store, findGatePasses, { contractId }))).toEqual([])
		expect(codeOf(await press(world, sales, asked.requestId, 'approve'))).toBe('approval.own')
		expectOk(await press(world, risk, asked.requestId, 'approve'))
		const [pass] = expectOk(await look(books, store, findGatePasses, { contractId }))
		expect(pass).toMatchObject({
			...{ state: 'open', missing: ['contract_signed'], reason: 'The original is in the post', issuedBy: 'fiona' },
		})
		expectOk(await act(books, store, confirmGatePass, { id: pass?.id ?? '', ...used }))
		expect((await machine()).state).toBe('delivered')
		const told = expectOk(await look(books, store, findGatePass, { id: pass?.id ?? '' }))
		expect(told).toMatchObject({ used: { by: 'stan', driver: 'Olga Fahrer' }, machines: [{ serialNumber: 'SN-1' }] })
	})

	test('fails visibly when something more is missing than was asked for', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, sql } = world
		const { ask, risk, store, contractId } = await reserved(world)
		await demand(world, [{ kind: 'contract_signed' }, { kind: 'documents_complete' }])
		const asked = expectOk(await ask({ without: ['contract_signed'], reason: 'In the post' }))
		if (asked.kind !== 'asked') throw new Error('Nobody was asked')
		const [kind] = await sql<{ id: string }[]>`select id from document_kind where signed`
		await sql`insert into document_requirement (contract_type, kind_id) values ('', ${kind?.id ?? ''})`
		expectOk(await press(world, risk, asked.requestId, 'approve'))
		expect(await cardOf(world, asked.requestId)).toMatchObject({
			state: 'failed',
			outcome: { failure: { code: 'delivery.missing_since' } },
		})
		expect(expectOk(await look(books, store, findGatePasses, { contractId }))).toEqual([])
		// A word is needed even where the company has taken the workflow away.
		await sql`update approval_workflow set archived_at = now() where subject_kind = 'delivery'`
		const again = expectOk(await ask({ without: ['contract_signed', 'documents_complete'], reason: 'In the post' }))
		expect(again.kind).toBe('asked')
	})

	test.each([
		['of another contract', 'delivery.other_contract'],
		['without a machine', 'input.invalid'],
		['of one that is out', 'delivery.not_ready'],
	])('%s is refused', async (which, code) => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { ask, sales, equipmentId, issued, store } = await reserved(world)
		await demand(world, [])
		const other = await enter(world, 'SN-5')
		if (which === 'of one that is out')
			expectOk(await act(world.books, store, confirmGatePass, { id: (await issued()).id, ...used }))
		const equipmentIds = { 'of another contract': [other], 'without a machine': [] }[which] ?? [equipmentId]
		expect(codeOf(await ask({ equipmentIds }))).toBe(code)
		expect(sales.role).toBe('salesperson')
	})

	test('tells whoever looks after the contract', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, sql } = world
		const { issued, store } = await reserved(world)
		await demand(world, [])
		expectOk(await act(books, system, raiseAlerts, undefined))
		expectOk(await act(books, store, confirmGatePass, { id: (await issued()).id, ...used }))
		expectOk(await act(books, system, raiseAlerts, undefined))
		expect(
			await sql`select trigger, staff_user.name from alert join alert_rule on alert_rule.id = rule_id
				join staff_user on staff_user.id = alert.user_id`,
		).toEqual([{ trigger: 'equipment_delivered', name: 'sam' }])
	})
})
