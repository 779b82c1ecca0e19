import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { permit } from '../permit.ts'
import { billContracts, type RunResult } from './run.ts'

/** Bills what is due of one contract today, as the nightly run would. Refuses `not_found`. */
export async function billContract(scope: Scope, input: { id: string }): Promise<RunResult> {
	permit(scope, 'invoice.run')
	const contract = await lockContract(scope, input.id)
	if (!contract.activatedAt) return { contracts: 0, invoices: 0, creditNotes: 0, lines: 0, totals: {} }
	return await billContracts(scope, [contract.id], scope.today)
}
