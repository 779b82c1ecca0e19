import type { Channel } from '#core/chat/account.ts'
import type { Target } from '#core/chat/say.ts'
import { type Due, Undeliverable } from '#core/outbox/deliver.ts'
import { Gone, type Platform } from './platform.ts'
import type { SealedReply } from './reply.ts'

export type Platforms = Partial<Record<Channel, Platform>>

type Said = { target: Target; reply: SealedReply; secrets?: { answerUrl?: string } | undefined }

/** Lets what is said in chats leave, by the way of its kind. */
export async function deliverChat(platforms: Platforms, effect: Due): Promise<void> {
	if (effect.kind !== 'chat') return
	const { target, reply, secrets } = effect.payload as unknown as Said
	const platform = platforms[target.channel]
	if (!platform) throw new Undeliverable(`${target.channel} is not connected`)
	try {
		await say(platform, { target, reply, secrets }, effect)
	} catch (error) {
		if (error instanceof Gone) throw new Undeliverable(error.message)
		throw error
	}
}

async function say(platform: Platform, { target, reply, secrets }: Said, { key, attempt }: Due): Promise<void> {
	const { place, message } = target
	if (secrets?.answerUrl && platform.answerAt)
		return await platform.answerAt(secrets.answerUrl, reply, message ? 'instead' : 'beside')
	if (!message) {
		await platform.post(target, reply, { key, again: attempt > 1 })
		return
	}
	try {
		await platform.change({ place, message }, reply)
	} catch (error) {
		// What was to be replaced has been deleted: the answer is due all the same.
		if (!(error instanceof Gone)) throw error
		await platform.post(target, reply, { key, again: attempt > 1 })
	}
}
