import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type PreviewedPaper, previewBill } from './preview-bill.ts'
import { billContracts, type RunResult } from './run.ts'
import { refuseUnsuited } from './type-of.ts'

/**
 * `seen` is the fingerprint of the preview that a person looked at; without it, whatever is due is billed. `types` are the
 * types chosen for its papers, by their place: null for an invoice without more, undefined for the usual one.
 */
export type BillContract = { id: string; seen?: string | undefined; types?: readonly (string | null | undefined)[] }

/**
 * Bills what is due of one contract today, as the nightly run would. Refuses `not_found`, `change.different`,
 * `invoice.type_unknown`.
 */
export async function billContract(scope: Scope, input: BillContract): Promise<RunResult> {
	permit(scope, 'invoice.run')
	const contract = await lockContract(scope, input.id)
	if (!contract.activatedAt) return { contracts: 0, invoices: 0, creditNotes: 0, lines: 0, totals: {} }
	const { id, seen, types = [] } = input
	if (seen === undefined) return await billContracts(scope, [id], scope.today)
	const papers = await requireSeen(scope, { id, seen }, contract.currency)
	const chosen = papers.map(({ kind }, index) => (kind === 'invoice' ? types[index] : undefined))
	await refuseUnsuited(
		scope,
		papers.flatMap(({ way }, index) => {
			const type = chosen[index]
			return type ? [{ type, way }] : []
		}),
	)
	return await billContracts(scope, [id], scope.today, undefined, (invoices) => {
		for (const [index, invoice] of invoices.entries()) {
			const type = chosen[index]
			if (type !== undefined) invoice.type = type
		}
	})
}

async function requireSeen(
	scope: Scope,
	input: { id: string; seen: string },
	currency: string,
): Promise<PreviewedPaper[]> {
	const { papers, seen } = await previewBill(scope, input)
	const effectMinor = papers.reduce((sum, paper) => sum + paper.totalMinor, 0n)
	if (seen !== input.seen) refuse('change.different', { effectMinor, currency, seen })
	return papers
}
