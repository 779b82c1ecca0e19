import type { Scope } from '../act.ts'
import { type PenaltyTotals, tellPenalties } from './find-penalty.ts'

/**
 * The penalty interest of a customer's contracts, or of one, by currency as of a day; of currencies in which something bears or
 * bore any. For verbs that have asked whether the customer may be told of. Minor units.
 */
export async function sumPenalties(
	scope: Pick<Scope, 'sql'>,
	{ customerId, contractId, on }: { customerId: string; contractId: string | null; on: Temporal.PlainDate },
): Promise<Map<string, PenaltyTotals>> {
	const { sql } = scope
	const contracts = await sql<{ id: string; currency: string }[]>`
		select id, currency from contract
		where customer_id = ${customerId} ${contractId ? sql`and id = ${contractId}` : sql``} and exists (select from penalty_terms)`
	const sums = new Map<string, PenaltyTotals>()
	if (contracts.length === 0) return sums
	const told = await tellPenalties(
		scope,
		contracts.map(({ id }) => id),
		on,
	)
	for (const { id, currency } of contracts) {
		const { agreed = false, accruedMinor = 0n, waivedMinor = 0n, paidMinor = 0n, dueMinor = 0n } = told.get(id) ?? {}
		if (!agreed) continue
		const sum = sums.get(currency)
		sums.set(currency, {
			accruedMinor: accruedMinor + (sum?.accruedMinor ?? 0n),
			waivedMinor: waivedMinor + (sum?.waivedMinor ?? 0n),
			paidMinor: paidMinor + (sum?.paidMinor ?? 0n),
			dueMinor: dueMinor + (sum?.dueMinor ?? 0n),
		})
	}
	return sums
}
