import { type Actor, act, expectOk, look } from '#core/act.ts'
import { type ApprovalCard, findCard } from '#core/approval/card.ts'
import { findRevision } from '#core/approval/find-revision.ts'
import type { Channel } from '#core/chat/account.ts'
import {
	type FoundCopy,
	findCopies,
	forgetCopy,
	keepCopy,
	releaseCopy,
	reserveCopy,
	takeCopy,
} from '#core/chat/copy.ts'
import { findAccount } from '#core/chat/find-accounts.ts'
import type { CardCopy } from '#core/chat/queue-cards.ts'
import { type Due, NotYet, Undeliverable } from '#core/outbox/deliver.ts'
import type { Platforms } from '../deliver.ts'
import { Gone, type Platform, type Posted } from '../platform.ts'
import type { Reply } from '../reply.ts'
import { cardOf, closedCard, type Telling } from './card.ts'
import type { Desk } from './desk.ts'
import { sealReply } from './seal.ts'

const bot: Actor = { kind: 'system', name: 'bot' }

/** How soon a copy is looked at again that another worker is sending, or that changed while it was sent, in seconds. */
const soon = 2

/**
 * Sends or changes one copy of a card, so that it shows the request as it is now. Two workers never send two; what changes
 * while it is sent is shown after it. A copy that stands is found by whose it is, so that no platform is asked for its place.
 */
export async function bringCard(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { requestId, channel, accountId, place } = effect.payload as unknown as CardCopy & { requestId: string }
	const platform = platforms[channel]
	// Where nothing is connected nobody is told: the console has it all.
	if (!platform) return
	const { books } = desk
	const subject = { kind: 'approval_request', id: requestId } as const
	const [found, begun] = await Promise.all([
		look(books, bot, findCopies, { subject, channel, ...(place ? { place } : {}) }).then(expectOk),
		look(books, bot, findRevision, { id: requestId }).then(expectOk),
	])
	const copies = found.filter((one) => one.accountId === accountId && !isPending(one.message))
	try {
		const shows = await bringCopies(desk, platform, { effect, subject, copies, revision: begun })
		if (shows === undefined || shows === expectOk(await look(books, bot, findRevision, { id: requestId }))) return
	} catch (error) {
		if (error instanceof Gone) throw new Undeliverable(error.message)
		throw error
	}
	throw new NotYet('The request has changed meanwhile', soon)
}

const isPending = (message: string) => message.startsWith('pending:')

type Shown = { card: ApprovalCard; reply: Reply; actor: Actor; account: string; isAsked: boolean }

/** What a copy shows: in a private chat for its owner, in a group for everybody. Undefined where there is nobody to show it to. */
async function showFor(
	{ books, explain }: Desk,
	{ requestId, channel, accountId, place }: { requestId: string } & CardCopy,
): Promise<Shown | undefined> {
	const facts = await look(books, bot, async ({ company }) => company, undefined).then(expectOk)
	const owner = accountId ? expectOk(await look(books, bot, findAccount, { id: accountId })) : null
	if (accountId && !owner) return undefined
	const actor: Actor = owner ? { kind: 'staff', userId: owner.member.userId, role: owner.member.role } : bot
	const language = owner?.member.language ?? facts.language
	const telling: Telling = { language, timeZone: facts.timeZone, explain, group: !owner }
	const seen = await look(books, actor, findCard, { id: requestId, ...(owner ? {} : { at: { channel, place } }) })
	const whole = seen.ok ? seen.value : expectOk(await look(books, bot, findCard, { id: requestId }))
	const isAsked = seen.ok && (!owner || ['decide', 'decided', 'asked_by_me', 'over'].includes(whole.mine))
	const reply = isAsked ? cardOf(telling, whole) : closedCard(telling, whole)
	return { card: whole, reply, actor, account: owner?.account ?? place, isAsked }
}

/** A copy that somebody has opened before others: what they may see of it, also after they have gone. */
async function showOpened(
	desk: Desk,
	{ requestId, channel, openedBy }: { requestId: string; channel: Channel; openedBy: string },
): Promise<Shown> {
	const shown = await showFor(desk, { requestId, channel, accountId: openedBy, place: '' })
	return shown ?? (await showClosed(desk, requestId))
}

/** What nobody may decide on any more, in the company's language. */
async function showClosed(desk: Desk, requestId: string): Promise<Shown> {
	const { language, timeZone } = expectOk(await look(desk.books, bot, async ({ company }) => company, undefined))
	const card = expectOk(await look(desk.books, bot, findCard, { id: requestId }))
	const reply = closedCard({ language, timeZone, explain: desk.explain }, card)
	return { card, reply, actor: bot, account: '', isAsked: false }
}

type Bringing = {
	effect: Due
	subject: { kind: 'approval_request'; id: string }
	/** Those that stand, of whom or in the place that it is brought to. */
	copies: FoundCopy[]
	/** The request's, when it began. */
	revision: number
}

/** Answers the oldest revision that a copy shows after it, undefined where nothing is shown. */
async function bringCopies(desk: Desk, platform: Platform, bringing: Bringing): Promise<number | undefined> {
	const { effect, copies, revision } = bringing
	const {
		requestId,
		channel,
		accountId,
		place,
		stands = false,
	} = effect.payload as unknown as CardCopy & { requestId: string }
	const showNow = async () =>
		(await showFor(desk, { requestId, channel, accountId, place })) ?? (await showClosed(desk, requestId))
	const shows: number[] = []
	const change = async ({ place: at, message, openedBy }: FoundCopy) => {
		const show = () => (openedBy ? showOpened(desk, { requestId, channel, openedBy }) : showNow())
		const shown = await changeCopy(desk, platform, bringing, { posted: { place: at, message }, accountId, show })
		if (shown !== undefined) shows.push(shown)
	}
	const [late, fresh] = [
		copies.filter((copy) => Number(copy.revision) < revision),
		copies.filter((copy) => Number(copy.revision) >= revision),
	]
	for (const copy of late) await change(copy)
	const hasOwn = copies.some(({ openedBy }) => !openedBy)
	if (fresh.length === 0 && (stands || hasOwn)) return oldest(shows)
	const shown = await showNow()
	// Who may not decide any more has lost that between two revisions.
	if (accountId !== null && !shown.isAsked) for (const copy of fresh) await change(copy)
	// Who learns of it only now that it is over, or has never been asked, needs no card.
	if (!stands && !hasOwn && shown.card.state === 'waiting' && shown.isAsked)
		await sendCopy(desk, platform, bringing, shown)
	return oldest([...shows, shown.card.revision])
}

const oldest = (shows: readonly number[]) => (shows.length > 0 ? Math.min(...shows) : undefined)

async function sendCopy(
	desk: Desk,
	platform: Platform,
	{ effect, subject }: Bringing,
	{ card, reply, actor, account }: Shown,
): Promise<void> {
	const { channel, accountId, place } = effect.payload as unknown as CardCopy
	const { books } = desk
	const at = place || (await platform.openPrivate(account))
	const copy = { channel, place: at, accountId, subject }
	const reserved = expectOk(await act(books, bot, reserveCopy, { ...copy, by: effect.id }))
	if (reserved === 'theirs') throw new NotYet('Another worker is sending this card', soon)
	if (reserved !== 'mine') throw new NotYet('The card has just been sent', soon)
	try {
		const sealed = await sealReply(desk, actor, reply)
		const posted = await platform.post({ place: at }, sealed, { key: effect.key, again: effect.attempt > 1 })
		expectOk(await act(books, bot, keepCopy, { ...copy, ...posted, revision: String(card.revision) }))
	} catch (error) {
		if (error instanceof Gone || error instanceof Undeliverable)
			expectOk(await act(books, bot, forgetCopy, { channel, place: at, subject }))
		throw error
	}
}

/**
 * One worker at a time changes a copy, to what the request is once it has it: what is shown never goes back. Answers which
 * revision it shows now; undefined where it is gone.
 */
async function changeCopy(
	desk: Desk,
	platform: Platform,
	{ effect, subject }: Bringing,
	{ posted, accountId, show }: { posted: Posted; accountId: string | null; show: () => Promise<Shown> },
): Promise<number | undefined> {
	const { channel } = effect.payload as unknown as CardCopy
	const { books } = desk
	const taking = { channel, ...posted, by: effect.id }
	if (!expectOk(await act(books, bot, takeCopy, taking))) throw new NotYet('Another worker is changing this card', soon)
	try {
		const shown = await show()
		const { revision } = shown.card
		await platform.change(posted, await sealReply(desk, shown.actor, shown.reply))
		expectOk(await act(books, bot, keepCopy, { channel, subject, accountId, ...posted, revision: String(revision) }))
		return revision
	} catch (error) {
		if (error instanceof Gone) {
			expectOk(await act(books, bot, forgetCopy, { channel, subject, ...posted }))
			return undefined
		}
		expectOk(await act(books, bot, releaseCopy, taking))
		throw error
	}
}
