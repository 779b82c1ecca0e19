import { act, expectOk } from '#core/act.ts'
import type { Channel } from '#core/chat/account.ts'
import { keepOpened, type Opened } from '#core/chat/keep-opened.ts'
import type { Target } from '#core/chat/say.ts'
import { type Due, Undeliverable } from '#core/outbox/deliver.ts'
import { bringCard } from './desk/bring-card.ts'
import type { Desk } from './desk/desk.ts'
import { showHome } from './desk/show-home.ts'
import { queuePicture, showPicture } from './desk/show-picture.ts'
import { tellAlerts } from './desk/tell-alerts.ts'
import { tellMention } from './desk/tell-mention.ts'
import { Gone, type Platform, type Posted } from './platform.ts'
import type { SealedReply } from './reply.ts'

export type Platforms = Partial<Record<Channel, Platform>>

type Said = {
	target: Target
	reply: SealedReply
	secrets?: { answerUrl?: string } | undefined
	opened?: Opened | undefined
}

/** Lets what is said in chats leave, by the way of its kind. */
export async function deliverChat(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	if (effect.kind === 'mention') return await tellMention(desk, platforms, effect)
	if (effect.kind === 'alert') return await tellAlerts(desk, platforms, effect)
	if (effect.kind === 'chat_card') return await bringCard(desk, platforms, effect)
	if (effect.kind === 'chat_home') return await showHome(desk, platforms, effect)
	if (effect.kind === 'chat_picture') return await showPicture(desk, platforms, effect)
	const { opened, ...said } = effect.payload as unknown as Said
	const { target, reply } = said
	const platform = platforms[target.channel]
	if (!platform) throw new Undeliverable(`${target.channel} is not connected`)
	try {
		// An account is no place yet where its private chat has a name of its own.
		const isAccount = opened?.alone && target.place === opened.account.account
		if (isAccount) target.place = await platform.openPrivate(target.place)
		const posted = await say(platform, said, effect)
		const { message: _, ...where } = target
		if (opened) await keepCard(desk, { target, reply, opened, posted, key: effect.key })
		if (reply.chart) await queuePicture(desk, { key: effect.key, target: { ...where, ...posted }, chart: reply.chart })
	} catch (error) {
		if (error instanceof Gone) throw new Undeliverable(error.message)
		throw error
	}
}

type Shown = { target: Target; reply: SealedReply; opened: Opened; posted: Partial<Posted>; key: string }

/** A card that was asked for is a copy like any other from now on. */
async function keepCard({ books }: Desk, { target, reply, opened, posted, key }: Shown): Promise<void> {
	const { place = target.place, message } = posted
	if (!reply.shows || !message) return
	const copy = { channel: target.channel, place, message, opened, key, ...reply.shows }
	expectOk(await act(books, { kind: 'system', name: 'bot' }, keepOpened, copy))
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
