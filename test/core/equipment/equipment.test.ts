import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { act, expectOk, look, type Scope } from '#core/act.ts'
import { editDraft } from '#core/contract/edit-draft.ts'
import { voidContract } from '#core/contract/void.ts'
import { editEquipment } from '#core/equipment/edit.ts'
import { findMachine, findMachinesOf } from '#core/equipment/find.ts'
import { lockEquipment } from '#core/equipment/lock.ts'
import { lineOf, type MoveEquipment, moveEquipment } from '#core/equipment/move.ts'
import { registerEquipment, registerLines } from '#core/equipment/register.ts'
import { type EquipmentState, equipmentStates, possibleMoves, stateAfterMove } from '#core/equipment/state.ts'
import { writeMoves } from '#core/equipment/write-moves.ts'
import { findAnything } from '#core/list/find-anything.ts'
import { finance, system } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'
import { enter, sell } from './yard.ts'

const storekeeper = { ...finance, role: 'storekeeper' } as const

describe('the states of a machine', () => {
	test('lead on only by the moves of the table, and a refusal names what is possible', () => {
		const table = Object.fromEntries(
			equipmentStates.map((state) => [
				state,
				possibleMoves(state).map((action) => `${action} ${stateAfterMove(action, { serialNumber: 'A', state })}`),
			]),
		)
		expect(table).toEqual({
			in_stock: ['reserve reserved', 'sell sold', 'note in_stock'],
			reserved: ['release in_stock', 'deliver delivered', 'note reserved'],
			delivered: ['lock locked', 'repossess repossessed', 'take_back returned', 'sell sold', 'note delivered'],
			locked: ['unlock delivered', 'repossess repossessed', 'take_back returned', 'note locked'],
			repossessed: ['deliver delivered', 'take_back returned', 'sell sold', 'note repossessed'],
			returned: ['reserve reserved', 'restock in_stock', 'sell sold', 'note returned'],
			sold: ['note sold'],
		})
		expect(() => stateAfterMove('lock', { serialNumber: 'A', state: 'sold' })).toThrow()
	})

	test('the database allows exactly the same', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const actions = [
			'reserve',
			'release',
			'deliver',
			'lock',
			'unlock',
			'repossess',
			'take_back',
			'restock',
			'sell',
			'note',
		]
		const allowed = new Set(
			equipmentStates.flatMap((state) =>
				possibleMoves(state).map(
					(action) => `${action} ${state} ${stateAfterMove(action, { serialNumber: 'A', state })}`,
				),
			),
		)
		const [check] = await world.sql<{ text: string }[]>`
			select pg_get_expr(conbin, conrelid) as text from pg_constraint where conname = 'equipment_move_allowed'`
		const rows = await world.sql.unsafe<{ key: string }[]>(`
			select action || ' ' || from_state || ' ' || to_state as key
			from unnest('{${actions}}'::text[]) as action, unnest('{${equipmentStates}}'::text[]) as from_state,
				unnest('{${equipmentStates}}'::text[]) as to_state where ${check?.text}`)
		expect(new Set(rows.map(({ key }) => key))).toEqual(allowed)
	})
})

describe('a machine', () => {
	test('is registered once, corrected, and found by its serial number', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books } = world
		const id = await enter(world, 'SN-0042', { model: 'EX-210', meterReading: '12.5', meterUnit: 'hours' })
		const again = await act(books, finance, registerEquipment, { serialNumber: ' sn-0042 ' })
		expect(again).toMatchObject({ ok: false, refusal: { code: 'equipment.known' } })
		const told = expectOk(await look(books, storekeeper, findMachine, { id }))
		expect(told).toMatchObject({ state: 'in_stock', meterReading: '12.5', place: 'Yard', contract: null })
		expect(told.history).toMatchObject([{ action: 'register', to: 'in_stock', on: '2026-01-10' }])
		const found = expectOk(await act(books, storekeeper, findAnything, { text: 'sn-0042', limit: 5 }))
		expect(found[0]).toMatchObject({ kind: 'equipment', id, title: 'SN-0042', likeness: 1 })
		const given = { id, serialNumber: 'SN-0043', factoryNumber: 'F1', model: 'EX', productId: null, meterUnit: 'km' }
		expect((await act(books, finance, editEquipment, { ...given, version: 1 })).ok).toBe(false)
		expectOk(await act(books, finance, editEquipment, { ...given, version: told.version }))
		expect(expectOk(await look(books, finance, findMachine, { id }))).toMatchObject({ serialNumber: 'SN-0043' })
	})

	test('is reserved by a contract line with its serial number, stays on it while the draft is edited, and is freed with it', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books } = world
		const id = await enter(world, 'SN-1')
		const { contractId } = await sell(world, 'SN-1')
		const state = async () => {
			const { state: now, contract } = expectOk(await look(books, finance, findMachine, { id }))
			return [now, contract?.id ?? null]
		}
		expect(await state()).toEqual(['reserved', contractId])
		const edit = async (serialNumber: string, version: number) =>
			expectOk(
				await act(books, finance, editDraft, {
					...{ id: contractId, version, currency: 'EUR', timing: 'advance', alignment: 'anniversary' },
					...{ startsOn: '2026-01-10', paymentTermDays: 0 },
					lines: [{ description: 'Excavator', serialNumber, quantity: '1', unitPrice: '900', interval: null }],
				} as never),
			)
		await edit('SN-1', 1)
		expect(await state()).toEqual(['reserved', contractId])
		await edit('SN-2', 2)
		expect(await state()).toEqual(['in_stock', null])
		await edit('SN-1', 3)
		expect(await state()).toEqual(['reserved', contractId])
		expectOk(await act(books, finance, voidContract, { id: contractId, reason: 'Slip' }))
		expect(await state()).toEqual(['in_stock', null])
		const { history } = expectOk(await look(books, finance, findMachine, { id }))
		expect(history.map(({ action }) => action)).toEqual(['release', 'reserve', 'release', 'reserve', 'register'])
	})

	test('is on one contract line at most, whoever else names it', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, sql } = world
		const id = await enter(world, 'SN-1')
		const first = await sell(world, 'SN-1')
		const second = await sell(world, 'SN-1', { customerId: first.customerId })
		expect(expectOk(await look(books, finance, findMachine, { id })).contract?.id).toBe(first.contractId)
		const [line] = await sql<{ id: string }[]>`select id from contract_line where contract_id = ${second.contractId}`
		const put = { id, action: 'reserve', contractLineId: line?.id ?? '' } as const
		expect(await act(books, finance, moveEquipment, put)).toMatchObject({
			refusal: { code: 'equipment.not_allowed_in_state' },
		})
		expectOk(await act(books, finance, moveEquipment, { id, action: 'release' }))
		const offered = expectOk(await look(books, finance, findMachine, { id })).lines
		expect(offered.map(({ contractId }) => contractId).sort()).toEqual([first.contractId, second.contractId].sort())
		expectOk(await act(books, finance, moveEquipment, put))
		const other = await enter(world, 'SN-9')
		const taken = await act(books, finance, moveEquipment, { ...put, id: other })
		expect(taken).toMatchObject({ refusal: { code: 'equipment.line_taken', facts: { serialNumber: 'SN-1' } } })
		await expect(
			sql`update equipment set contract_line_id = ${line?.id ?? ''}, contract_id = ${second.contractId} where id = ${other}`,
		).rejects.toThrow(/equipment_one_of_a_line|equipment_on_a_line/)
	})

	test('of two contracts that name it at the same moment goes to one', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const id = await enter(world, 'SN-1')
		const { customerId } = await sell(world, 'other')
		await Promise.all([1, 2, 3].map(() => sell(world, 'SN-1', { customerId })))
		const { history } = expectOk(await look(world.books, finance, findMachine, { id }))
		expect(history.map(({ action }) => action)).toEqual(['reserve', 'register'])
	})

	test('is entered from the lines of a contract that already has it', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books } = world
		const { contractId } = await sell(world, 'SN-7')
		const { unknown } = expectOk(await look(books, finance, findMachinesOf, { contractId }))
		expect(unknown).toMatchObject([{ serialNumber: 'SN-7', model: 'EX-210' }])
		const lineIds = unknown.map((line) => line.id)
		expectOk(await act(books, finance, registerLines, { lineIds, isDelivered: true }))
		const now = expectOk(await look(books, finance, findMachinesOf, { contractId }))
		expect(now).toMatchObject({ unknown: [], machines: [{ serialNumber: 'SN-7', state: 'delivered' }] })
		const id = now.machines[0]?.id ?? ''
		expect((await act(books, finance, voidContract, { id: contractId, reason: 'Slip' })).ok).toBe(false)
		const back = { id, action: 'take_back', meterReading: '100', note: 'Bucket bent', place: 'Yard' } as const
		expectOk(await act(books, storekeeper, moveEquipment, back))
		expect(expectOk(await look(books, finance, findMachine, { id }))).toMatchObject({
			...{ state: 'returned', contract: null, place: 'Yard', meterReading: '100' },
			history: [{ action: 'take_back', note: 'Bucket bent', contract: { id: contractId } }, { action: 'register' }],
		})
	})

	test.each([
		[{ action: 'take_back' }, 'equipment.not_allowed_in_state'],
		[{ action: 'note' }, 'equipment.nothing_said'],
		[{ action: 'note', note: 'x', on: '2026-01-09' }, 'equipment.day'],
		[{ action: 'note', note: 'x', on: '2026-01-11' }, 'equipment.day'],
		[{ action: 'note', note: 'x', on: '2026-02-30' }, 'input.invalid'],
		[{ action: 'note', meterReading: '9' }, 'equipment.meter_back'],
		[{ action: 'note', meterReading: '-1' }, 'input.invalid'],
		[{ action: 'note', meterReading: '1e3' }, 'input.invalid'],
		[{ action: 'note', meterReading: '10.123' }, 'input.invalid'],
		[{ action: 'lock' as 'note' }, 'equipment.by_request'],
		[{ action: 'unlock' as 'note' }, 'equipment.by_request'],
		[{ action: 'repossess' as 'note' }, 'equipment.by_request'],
		[{ action: 'deliver' as 'note' }, 'equipment.by_request'],
		[{ action: 'reserve' }, 'input.invalid'],
		[{ action: 'reserve', contractLineId: '01a22591-a14d-79be-b469-000000000000' }, 'not_found'],
		[{ action: 'note', note: 'x'.repeat(1001) }, 'input.invalid'],
	] as [Partial<MoveEquipment>, string][])('refuses %o', async (wrong, code) => {
		await using world = await openBooks({ on: '2026-01-10' })
		const id = await enter(world, 'SN-1', { meterReading: '10' })
		const outcome = await act(world.books, finance, moveEquipment, { id, ...wrong } as MoveEquipment)
		expect(outcome.ok ? 'done' : outcome.refusal.code).toBe(code)
		const replaced = { id, action: 'note', meterReading: '1', isMeterReplaced: true } as const
		expectOk(await act(world.books, finance, moveEquipment, replaced))
	})

	test('is after any sequence of moves where the last allowed one led, in the database too', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, sql } = world
		const { contractId } = await sell(world, 'other')
		const [line] = await sql<{ id: string }[]>`select id from contract_line where contract_id = ${contractId}`
		const actions = ['reserve', 'release', 'lock', 'unlock', 'repossess', 'take_back', 'restock', 'note'] as const
		let count = 0
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(...actions), { maxLength: 12 }), fc.boolean(), async (moves, out) => {
				const contractLineId = line?.id ?? ''
				const id = await enter(world, `P-${count++}`, out ? { contractLineId, isDelivered: true } : {})
				let state: EquipmentState = out ? 'delivered' : 'in_stock'
				for (const action of moves) {
					const outcome =
						action === 'lock' || action === 'unlock' || action === 'repossess'
							? await act(books, finance, carryOut, { id, action })
							: await act(books, finance, moveEquipment, { id, action, note: 'x', contractLineId })
					expect(outcome.ok).toBe(possibleMoves(state).includes(action))
					if (outcome.ok) state = stateAfterMove(action, { serialNumber: '', state })
				}
				const told = expectOk(await look(books, system, findMachine, { id }))
				expect([told.state, told.history[0]?.to]).toEqual([state, state])
				expect(told.contract !== null).toBe(!['in_stock', 'returned'].includes(state))
				if (told.contract)
					for (const action of state === 'reserved' ? (['release'] as const) : (['take_back'] as const))
						expectOk(await act(books, finance, moveEquipment, { id, action }))
			}),
			{ numRuns: 12 },
		)
	})

	test('keeps its history for ever, and its state only through it', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { sql, books } = world
		const id = await enter(world, 'SN-1')
		expectOk(await act(books, finance, moveEquipment, { id, action: 'note', place: 'Hall 2' }))
		await expect(sql`update equipment set state = 'sold'`).rejects.toThrow('moves only by a move')
		await expect(sql`update equipment_move set note = ''`).rejects.toThrow('never changed')
		await expect(sql`delete from equipment_move`).rejects.toThrow('never changed')
		await expect(sql`delete from equipment where id = ${id}`).rejects.toThrow('has a history')
		const other = await enter(world, 'SN-2')
		await sql`delete from equipment where id = ${other}`
		expect(await sql`select kind from event where kind like 'equipment%' order by id`).toEqual(
			['registered', 'moved', 'registered'].map((kind) => ({ kind: `equipment.${kind}` })),
		)
	})
})

/** As a request does it that was agreed to. */
async function carryOut(scope: Scope, { id, action }: { id: string; action: 'lock' | 'unlock' | 'repossess' }) {
	const [machine] = await lockEquipment(scope, [id])
	if (!machine) throw new Error('A machine is gone')
	await writeMoves(scope, [{ machine, action, to: stateAfterMove(action, machine), line: lineOf(machine) }])
}
