import { type Actor, act, expectOk, type Outcome } from '#core/act.ts'
import { cancelContract, undoCancel } from '#core/amendment/cancel.ts'
import type { AppliedChange } from '#core/amendment/change.ts'
import { type Cancellation, findCancellation } from '#core/amendment/find-cancellation.ts'
import { takeOffer } from '#core/amendment/take-offer.ts'
import { type SetSaveOffer, setSaveOffer } from '#core/contract/save-offers.ts'
import { clerk, type Shop } from './world.ts'

type Said = { reasonCode?: string; text?: string; endsOn?: string }

/** A customer who looks at what leaving means, and then leaves, stays, or takes it back. */
export class Leaver {
	readonly shop: Shop
	readonly actor: Actor

	constructor(shop: Shop, actor: Actor = shop.contact) {
		this.shop = shop
		this.actor = actor
	}

	async look(said: Said = {}): Promise<Cancellation> {
		const { contractId, world } = this.shop
		return expectOk(await act(world.books, this.actor, findCancellation, { contractId, offers: true, ...said }))
	}

	async leave(said: Said = {}, seen?: Cancellation): Promise<Outcome<AppliedChange>> {
		const shown = seen ?? (await this.look(said))
		const input = { contractId: this.shop.contractId, endsOn: shown.endsOn, ...said, seen: shown.cancel?.seen ?? '' }
		return await act(this.shop.world.books, this.actor, cancelContract, input)
	}

	async undo(seen?: Cancellation): Promise<Outcome<AppliedChange>> {
		const shown = seen ?? (await this.look())
		const input = { contractId: this.shop.contractId, seen: shown.undo?.seen ?? '' }
		return await act(this.shop.world.books, this.actor, undoCancel, input)
	}

	async stay(said: Said = {}, index = 0, seen?: Cancellation): Promise<Outcome<AppliedChange>> {
		const offer = (seen ?? (await this.look(said))).offers[index]
		const input = {
			contractId: this.shop.contractId,
			offerId: offer?.id ?? '',
			seen: offer?.preview.seen ?? '',
			...said,
		}
		return await act(this.shop.world.books, this.actor, takeOffer, input)
	}

	/** Papers so far, a line each: `2026-01-10 credit_note -66.00`. */
	async papers(): Promise<string[]> {
		const rows = await this.shop.world.sql<{ text: string }[]>`
			select issued_on || ' ' || kind || ' ' || total_minor as text from invoice where state <> 'draft' order by issued_at, number`
		return rows.map(({ text }) => text)
	}

	async letters(): Promise<string[]> {
		const rows = await this.shop.world.sql<{ letter: string }[]>`
			select payload->>'letter' as letter from outbox where kind = 'mail' order by id`
		return rows.map(({ letter }) => letter)
	}
}

export async function offerToStay({ world }: Shop, offer: Partial<SetSaveOffer> & Pick<SetSaveOffer, 'kind'>) {
	const usual = { reasonCode: null, mostTimes: 1, position: 1, active: true }
	return expectOk(await act(world.books, clerk, setSaveOffer, { ...usual, ...offer } as SetSaveOffer))
}

export const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'done' : outcome.refusal.code)
