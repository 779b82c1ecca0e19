import type { Target } from '#core/chat/say.ts'
import type { SealedReply } from './reply.ts'

/** Where a message stands and what it is called there. */
export type Posted = { place: string; message: string }

/** The place or the message is not there, or is closed to us: nothing more can be said in it. */
export class Gone extends Error {
	override name = 'Gone'
}

/**
 * A chat platform as the deliverer sees it. What it refuses for now is thrown as NotYet with its own wait, what it will
 * never take as Undeliverable, a place or message that is not there as Gone; anything else is tried again.
 */
export type Platform = {
	/**
	 * Sends a message. `key` names it; `again` says that an earlier try may have arrived, so that a platform which can look
	 * it up does so first.
	 */
	post(
		target: Omit<Target, 'channel' | 'message'>,
		reply: SealedReply,
		sending: { key: string; again: boolean },
	): Promise<Posted>
	/** Puts a reply in the stead of a message. That nothing changes by it is fine. */
	change(posted: Posted, reply: SealedReply): Promise<void>
	/** Sends a picture as a PNG: below the message it belongs to where it is known, and only to who may see that. */
	show(
		target: Omit<Target, 'channel'>,
		picture: { title: string; name: string; png: Uint8Array },
		sending: { again: boolean },
	): Promise<void>
	/** Answers through the address that came with what was said; gone when that is over. */
	answerAt?(url: string, reply: SealedReply, how: 'instead' | 'beside'): Promise<void>
	/** Shows replies on the home tab of an account, one below the other, where there is such a tab. */
	showHome?(account: string, replies: readonly SealedReply[]): Promise<void>
	/** The private place of an account. */
	openPrivate(account: string): Promise<string>
}
