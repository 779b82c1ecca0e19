import type { Channel } from '#core/chat/account.ts'
import type { Target } from '#core/chat/say.ts'
import { type Due, Undeliverable } from '#core/outbox/deliver.ts'
import { bringCard, tellCard } from './desk/bring-card.ts'
import type { Desk } from './desk/desk.ts'
import { queuePicture, showPicture } from './desk/show-picture.ts'
import { tellAlerts } from './desk/tell-alerts.ts'
import { tellMention } from './desk/tell-mention.ts'
import { Gone, type Platform, type Posted } from './platform.ts'
import type { SealedReply } from './reply.ts'

export type Platforms = Partial<Record<Channel, Platform>>

type Said = { target: Target; reply: SealedReply; secrets?: { answerUrl?: string } | undefined }

/** Lets what is said in chats leave, by the way of its kind. */
export async function deliverChat(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	if (effect.kind === 'approval_card') return await tellCard(desk, platforms, effect)
	if (effect.kind === 'mention') return await tellMention(desk, platforms, effect)
	if (effect.kind === 'alert') return await tellAlerts(desk, platforms, effect)
	if (effect.kind === 'chat_card') return await bringCard(desk, platforms, effect)
	if (effect.kind === 'chat_picture') return await showPicture(desk, platforms, effect)
	const { target, reply, secrets } = effect.payload as unknown as Said
	const platform = platforms[target.channel]
	if (!platform) throw new Undeliverable(`${target.channel} is not connected`)
	try {
		const posted = await say(platform, { target, reply, secrets }, effect)
		const { message: _, ...where } = target
		if (reply.chart) await queuePicture(desk, { key: effect.key, target: { ...where, ...posted }, chart: reply.chart })
	} catch (error) {
		if (error instanceof Gone) throw new Undeliverable(error.message)
		throw error
	}
}

/** Answers where the answer stands, where the platform says it. */
async function say(
	platform: Platform,
	{ target, reply, secrets }: Said,
	{ key, attempt }: Due,
): Promise<Partial<Posted>> {
	const { place, message } = target
	const post = async () => {
		const posted = await platform.post(target, reply, { key, again: attempt > 1 })
		return posted.message ? posted : {}
	}
	const url = secrets?.answerUrl
	if (url && platform.answerAt) {
		const answerAt = platform.answerAt
		return await orElse(async () => {
			await answerAt(url, reply, message ? 'instead' : 'beside')
			return {}
		}, post)
	}
	if (!message) return await post()
	return await orElse(async () => {
		await platform.change({ place, message }, reply)
		return { place, message }
	}, post)
}

/** What was to be answered or replaced is gone: the answer is due all the same. */
async function orElse<Value>(first: () => Promise<Value>, then: () => Promise<Value>): Promise<Value> {
	try {
		return await first()
	} catch (error) {
		if (!(error instanceof Gone)) throw error
		return await then()
	}
}
