import type { Scope } from '../act.ts'
import { tellPenalties } from './find-penalty.ts'
import type { ForeseenClaims } from './foresee-claims.ts'
import type { PenaltyTotals } from './reckon-penalty.ts'

type Whose = {
	customerId: string
	contractId: string | null
	on: Temporal.PlainDate
	/** What is invoiced until a day to come. */
	coming?: ReadonlyMap<string, ForeseenClaims> | undefined
}

/**
 * The penalty interest of a customer's contracts, or of one, by currency as of a day; of currencies in which something bears or
 * bore any. For verbs that have asked whether the customer may be told of. Minor units.
 */
export async function sumPenalties(
	scope: Pick<Scope, 'sql'>,
	{ customerId, contractId, on, coming }: Whose,
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
		coming,
	)
	for (const { id, currency } of contracts) {
		const of = told.get(id)
		if (!of?.agreed) continue
		const sum = sums.get(currency)
		sums.set(currency, {
			accruedMinor: of.accruedMinor + (sum?.accruedMinor ?? 0n),
			waivedMinor: of.waivedMinor + (sum?.waivedMinor ?? 0n),
			billedMinor: of.billedMinor + (sum?.billedMinor ?? 0n),
			paidMinor: of.paidMinor + (sum?.paidMinor ?? 0n),
			dueMinor: of.dueMinor + (sum?.dueMinor ?? 0n),
		})
	}
	return sums
}
