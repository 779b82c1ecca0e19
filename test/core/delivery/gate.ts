import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { type Condition, conditionKinds } from '#core/delivery/condition.ts'
import { issueGatePass, tokenOf } from '#core/delivery/issue.ts'
import { saveDeliveryRule } from '#core/delivery/rule.ts'
import { findMachine, findMachinesOf } from '#core/equipment/find.ts'
import { registerLines } from '#core/equipment/register.ts'
import { hire } from '#test/core/approval/office.ts'
import { enter, sell } from '#test/core/equipment/yard.ts'
import { finance } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'

const system: Actor = { kind: 'system', name: 'test' }

/** The first machine that a contract's lines name enters the ledger, and a pass for it is made whatever is missing. */
export async function openGate(
	books: Books,
	contractId: string,
): Promise<{ machine: string; pass: string; number: string; token: string; serialNumber: string }> {
	const { unknown } = expectOk(await look(books, system, findMachinesOf, { contractId }))
	const lineIds = unknown.slice(0, 1).map(({ id }) => id)
	expectOk(await act(books, system, registerLines, { lineIds, isDelivered: false }))
	const { machines } = expectOk(await look(books, system, findMachinesOf, { contractId }))
	const [machine] = machines
	if (!machine) throw new Error('The contract names no machine')
	const { id, number } = expectOk(
		await act(books, system, issueGatePass, {
			...{ contractId, equipmentIds: [machine.id], taker: 'Halden Haulage', without: conditionKinds },
			reason: 'The original is in the post',
		}),
	)
	const token = expectOk(await look(books, system, async (scope) => tokenOf(scope, id), undefined))
	return { machine: machine.id, pass: id, number, token, serialNumber: machine.serialNumber }
}

export const administrator = { ...finance, role: 'administrator' } as const
export const used = { driver: 'Olga Fahrer', readings: {}, place: 'Site 7', note: '' }

/** Conditions of the company from now on. */
export async function demand({ books }: World, conditions: Condition[], validDays = 7) {
	expectOk(await act(books, administrator, saveDeliveryRule, { templateId: null, conditions, validDays }))
}

/** A reserved machine, its contract, and the people of the yard. */
export async function reserved(world: World) {
	const equipmentId = await enter(world, 'SN-1', { meterReading: '10' })
	const { contractId, customerId } = await sell(world, 'SN-1', { active: true })
	const [sales, store, second, risk] = [
		await hire(world.books, 'sam', 'salesperson'),
		await hire(world.books, 'stan', 'storekeeper'),
		await hire(world.books, 'stella', 'storekeeper'),
		await hire(world.books, 'fiona', 'finance'),
	]
	await world.sql`update contract set owner_id = ${sales.userId} where id = ${contractId}`
	const ask = async (more: { without?: Condition['kind'][]; reason?: string; equipmentIds?: string[] } = {}) =>
		await act(world.books, sales, propose<'delivery'>, {
			kind: 'delivery',
			input: { contractId, equipmentIds: [equipmentId], taker: 'Halden Haulage', ...more },
		})
	const issued = async () => {
		const done = expectOk(await ask())
		if (done.kind !== 'done') throw new Error('Somebody was asked')
		return done.value
	}
	const machine = async () => expectOk(await look(world.books, finance, findMachine, { id: equipmentId }))
	return { equipmentId, contractId, customerId, sales, store, second, risk, ask, issued, machine }
}

export const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) =>
	outcome.ok ? 'done' : outcome.refusal?.code
