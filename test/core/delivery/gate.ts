import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { conditionKinds } from '#core/delivery/condition.ts'
import { issueGatePass, tokenOf } from '#core/delivery/issue.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { registerLines } from '#core/equipment/register.ts'

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
