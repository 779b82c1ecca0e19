import { Undeliverable } from '#core/outbox/deliver.ts'

/** Who is to have the card of a request as it is now. A copy that shows this revision or a later one is left alone. */
export type WantedCard = { requestId: string; revision: number; userId: string }

/** Sends or updates the copies of a card in one channel. Throws when it did not leave; it must bear being asked again. */
export type CardChannel = (wanted: WantedCard) => Promise<void>

/** Brings a person's copies up to date in every channel that is connected; a person in none of them has their inbox. */
export async function deliverCard(channels: readonly CardChannel[], payload: Record<string, unknown>): Promise<void> {
	const { requestId, revision, userId } = payload
	if (typeof requestId !== 'string' || typeof revision !== 'number' || typeof userId !== 'string')
		throw new Undeliverable('The effect names no card')
	for (const deliver of channels) await deliver({ requestId, revision, userId })
}
