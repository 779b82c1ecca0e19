import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import type { ContractState } from '../contract/state.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { NewMove } from './write-moves.ts'

/** States in which a contract holds no machine any more. */
export const overStates: readonly ContractState[] = ['void', 'expired', 'closed', 'filed']

export type TakenLine = NonNullable<NewMove['line']> & {
	serialNumber: string
	factoryNumber: string
	model: string
	productId: string | null
}

/**
 * A contract line for a machine, with the lock of its contract held. Refuses `not_found`, `equipment.line_taken` where
 * another machine is on it, and `equipment.contract_over`.
 */
export async function takeLine(scope: Scope, lineId: string): Promise<TakenLine> {
	const { sql } = scope
	const [found] = await sql<{ contractId: string }[]>`
		select contract_id as "contractId" from contract_line where id = ${lineId}
			and contract_id in (select id from contract where ${reach(scope).contract()})`
	if (!found) return refuse('not_found', { noun: 'contract_line' })
	const { id: contractId, number: contractNumber, state, customerId } = await lockContract(scope, found.contractId)
	if (overStates.includes(state)) refuse('equipment.contract_over', { number: contractNumber })
	const [line] = await sql<
		{ serialNumber: string; factoryNumber: string; model: string; productId: string | null; taken: string | null }[]
	>`
		select serial_number as "serialNumber", factory_number as "factoryNumber", model, product_id as "productId",
			(select equipment.serial_number from equipment where contract_line_id = contract_line.id) as taken
		from contract_line where id = ${lineId}`
	if (!line) return refuse('not_found', { noun: 'contract_line' })
	const { taken, ...rest } = line
	if (taken !== null) refuse('equipment.line_taken', { number: contractNumber, serialNumber: taken })
	return { id: lineId, contractId, contractNumber, customerId, ...rest }
}
