import type { SaveOfferKind } from '../contract/save-offers.ts'
import type { ContractChange, LineItemChange } from './change.ts'
import { type ContractStanding, lineEnd, stateInUse } from './standing.ts'

/** What taking an offer to stay does to a contract on a day (ISO); null where it does not fit the contract. */
export function changeOfOffer(offer: SaveOfferKind, standing: ContractStanding, today: string): ContractChange | null {
	switch (offer.kind) {
		case 'discount':
			return { kind: 'discount', percent: offer.percent, periods: offer.periods }
		case 'pause': {
			if (standing.state !== 'active') return null
			const until = Temporal.PlainDate.from(today).add({ months: offer.months }).subtract({ days: 1 })
			return { kind: 'pause', until: until.toString() }
		}
		case 'plan': {
			const changes = standing.lines
				.filter(
					(line) => line.planId === offer.planFrom && (lineEnd(line) ?? today) >= today && stateInUse(line, today),
				)
				.map((line): LineItemChange => ({ kind: 'plan', lineId: line.id, planId: offer.planTo }))
			const [first] = changes
			if (!first) return null
			return changes.length === 1 ? first : { kind: 'several', changes }
		}
	}
}
