import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { type SetSaveOffer, setSaveOffer } from '#core/contract/save-offers.ts'

type Products = ReadonlyMap<string, { planId: string | null }>

/** What the demo company offers customers who are about to leave. */
export async function addStays(books: Books, actor: Actor, products: Products): Promise<void> {
	const [large, small] = [products.get('FLEET')?.planId, products.get('FLEETB')?.planId]
	const usual = { mostTimes: 1, active: true }
	const offers: SetSaveOffer[] = [
		...(large && small
			? [{ ...usual, kind: 'plan' as const, reasonCode: 'too_expensive', planFrom: large, planTo: small, position: 1 }]
			: []),
		{ ...usual, kind: 'discount', reasonCode: 'too_expensive', percent: '15', periods: 3, position: 2 },
		{ ...usual, kind: 'pause', reasonCode: 'not_using', months: 3, mostTimes: 2, position: 1 },
	]
	for (const offer of offers) expectOk(await act(books, actor, setSaveOffer, offer))
}
