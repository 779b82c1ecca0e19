import { type Actor, act, expectOk, look } from '#core/act.ts'
import { findAccount, findAccounts } from '#core/chat/find-accounts.ts'
import { sayInChat } from '#core/chat/say.ts'
import { findMention } from '#core/discussion/mention-facts.ts'
import { type Due, Undeliverable } from '#core/outbox/deliver.ts'
import type { Platforms } from '../deliver.ts'
import { Gone, type Platform } from '../platform.ts'
import { botWords } from '../words/words.ts'
import type { Desk } from './desk.ts'
import { sealReply } from './seal.ts'

const bot: Actor = { kind: 'system', name: 'bot' }

/** Tells a colleague that they were named in a remark: in private, in each account they have, and nowhere that others read. */
export async function tellMention(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { remarkId, userId } = effect.payload
	if (typeof remarkId !== 'string' || typeof userId !== 'string') throw new Undeliverable('The mention names nobody')
	const found = expectOk(await look(desk.books, bot, findMention, { remarkId, userId }))
	if (!found) return
	for (const { id } of expectOk(await look(desk.books, bot, findAccounts, { userId }))) {
		const account = expectOk(await look(desk.books, bot, findAccount, { id }))
		const platform = account && platforms[account.channel]
		const place = platform && (await openPrivate(platform, account.account))
		if (!account || !place) continue
		const words = botWords(account.member.language)
		const reply = await sealReply(
			desk,
			{ kind: 'staff', userId, role: account.member.role },
			{
				title: words.mentioned(found.authorName, found.contractNumber, found.customerName),
				text: found.text,
				link: { label: words.open, path: `/staff/contracts/${found.contractId}/discussion` },
			},
		)
		const target = { channel: account.channel, place }
		expectOk(await act(desk.books, bot, sayInChat, { key: `${effect.key}:${id}`, target, reply }))
	}
}

async function openPrivate(platform: Platform, account: string): Promise<string | undefined> {
	try {
		return await platform.openPrivate(account)
	} catch (error) {
		if (error instanceof Gone) return undefined
		throw error
	}
}
