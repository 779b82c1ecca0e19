import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { previewBill } from './preview-bill.ts'
import { billContracts, type RunResult } from './run.ts'

/** `seen` is the fingerprint of the preview that a person looked at; without it, whatever is due is billed. */
export type BillContract = { id: string; seen?: string | undefined }

/** Bills what is due of one contract today, as the nightly run would. Refuses `not_found`, `change.different`. */
export async function billContract(scope: Scope, input: BillContract): Promise<RunResult> {
	permit(scope, 'invoice.run')
	const contract = await lockContract(scope, input.id)
	if (!contract.activatedAt) return { contracts: 0, invoices: 0, creditNotes: 0, lines: 0, totals: {} }
	if (input.seen !== undefined) await requireSeen(scope, { id: input.id, seen: input.seen }, contract.currency)
	return await billContracts(scope, [contract.id], scope.today)
}

async function requireSeen(scope: Scope, input: { id: string; seen: string }, currency: string): Promise<void> {
	const { papers, seen } = await previewBill(scope, input)
	const effectMinor = papers.reduce((sum, paper) => sum + paper.totalMinor, 0n)
	if (seen !== input.seen) refuse('change.different', { effectMinor, currency, seen })
}
