import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { type CancelReason, findCancelReasons } from './cancel-reasons.ts'
import { type RenewalPolicy, readRenewalPolicy } from './renewal-policy.ts'
import { findSaveOffers, type SaveOffer } from './save-offers.ts'

export type StaySettings = {
	reasons: CancelReason[]
	offers: (SaveOffer & { taken: number })[]
	plans: { id: string; name: string }[]
	policy: RenewalPolicy
}

/** All that the company says about leaving, staying and renewing, for those who set it. */
export async function findStaySettings(scope: Scope): Promise<StaySettings> {
	permit(scope, 'company.write')
	const { sql } = scope
	const taken = await sql<{ id: string; count: number }[]>`
		select save_offer_id as id, count(*)::int as count from save_offer_taken group by save_offer_id`
	const plans = await sql<{ id: string; name: string }[]>`
		select plan.id, product.name || ' · ' || plan.name as name from plan join product on product.id = product_id
		order by product.name collate people, plan.name collate people limit 1000`
	const offers = await findSaveOffers(scope)
	return {
		reasons: await findCancelReasons(scope),
		offers: offers.map((offer) => ({ ...offer, taken: taken.find(({ id }) => id === offer.id)?.count ?? 0 })),
		plans: [...plans],
		policy: await readRenewalPolicy(scope),
	}
}
