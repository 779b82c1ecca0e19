import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { tellPenalties } from './find-penalty.ts'

/** The day is ISO; minor units of the contract's currency. */
export type PenaltyBillPreview = { on: string; amountMinor: bigint }

/** What the next invoice of a contract's penalty interest will ask for if nothing is paid until then; null where none will be made. */
export async function previewPenaltyBill(
	scope: Scope,
	{ contractId }: { contractId: string },
): Promise<PenaltyBillPreview | null> {
	permit(scope, 'invoice.read')
	const [billed] = await scope.sql`
		select from contract where id = ${contractId} and ${reach(scope).contract()} and exists (select from penalty_terms where billed)`
	if (!billed) return null
	const next = scope.today.with({ day: 1 }).add({ months: 1 })
	const told = (await tellPenalties(scope, [contractId], next.subtract({ days: 1 }))).get(contractId)
	const amountMinor = (told?.claims ?? []).reduce((sum, claim) => (claim.billed ? sum + claim.dueMinor : sum), 0n)
	return amountMinor > 0n ? { on: next.toString(), amountMinor } : null
}
