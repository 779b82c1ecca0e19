import { type Actor, act, expectOk, look } from '#core/act.ts'
import { type ApprovalCard, findCard } from '#core/approval/card.ts'
import { findRequestGroup } from '#core/approval/find-group.ts'
import type { Channel } from '#core/chat/account.ts'
import { findCopies, forgetCopy, keepCopy, releaseCopy, reserveCopy, takeCopy } from '#core/chat/copy.ts'
import { findAccount, findAccounts } from '#core/chat/find-accounts.ts'
import { queueHomes } from '#core/chat/home.ts'
import { listPlaces } from '#core/chat/place.ts'
import { type CardCopy, queueCards } from '#core/chat/queue-cards.ts'
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
 * A request has a new revision for a person: wants every copy of its card brought up to date. Theirs in each chat account
 * they have, that of every group that hears of approvals, and whichever else is known: also those in the chats of accounts
 * that speak for nobody now, because they are unlinked, or their owner has left or is held. Theirs are closed.
 */
export async function tellCard({ books }: Desk, platforms: Platforms, { payload }: Due): Promise<void> {
	const { requestId, userId, revision } = payload as { requestId: string; userId: string; revision: number }
	const subject = { kind: 'approval_request', id: requestId } as const
	const read = async <Input, Value>(finder: Parameters<typeof look<Input, Value>>[2], input: Input) =>
		expectOk(await look(books, bot, finder, input))
	const groupId = await read(findRequestGroup, { id: requestId })
	const [accounts, places, copies] = await Promise.all([
		read(findAccounts, { userId }),
		read(listPlaces, { hears: 'approvals' as const, groupId }),
		read(findCopies, { subject }),
	])
	const closed: CardCopy[] = []
	for (const { channel, accountId, place, message } of copies)
		if (accountId && !isPending(message) && !(await read(findAccount, { id: accountId })))
			closed.push({ channel, accountId, place, stands: true })
	const wanted: CardCopy[] = [
		...accounts.map(({ id, channel }) => ({ channel, accountId: id, place: '' })),
		...places.map(({ channel, place }) => ({ channel, accountId: null, place })),
		...copies
			.filter(({ accountId }) => accountId === null)
			.map(({ channel, place }) => ({ channel, accountId: null, place, stands: true })),
		...closed,
	].filter(({ channel }) => platforms[channel] !== undefined)
	expectOk(await act(books, bot, queueCards, { requestId, revision, copies: wanted }))
	expectOk(await act(books, bot, queueHomes, { userId, key: `${requestId}:${revision}` }))
}

/**
 * Sends or changes one copy of a card, so that it shows the request as it is now. Two workers never send two; what changes
 * while it is sent is shown after it.
 */
export async function bringCard(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { requestId, channel, accountId, place, stands = false } = effect.payload as CardCopy & { requestId: string }
	const platform = platforms[channel]
	if (!platform) throw new Undeliverable(`${channel} is not connected`)
	const show = async () => {
		const shown = await showFor(desk, { requestId, channel, accountId, place })
		return shown ?? (stands ? await showClosed(desk, requestId) : undefined)
	}
	const shown = await show()
	if (!shown) return
	try {
		const at = place || (await platform.openPrivate(shown.account))
		const copy = { channel, place: at, accountId, subject: { kind: 'approval_request', id: requestId } } as const
		const showNow = (openedBy: string | null) =>
			openedBy ? showOpened(desk, { requestId, channel, openedBy }) : show()
		await bringCopy(desk, platform, { copy, effect, showNow, stands, ...shown })
	} catch (error) {
		if (error instanceof Gone) throw new Undeliverable(error.message)
		throw error
	}
	const after = await show()
	if (after && after.card.revision !== shown.card.revision) throw new NotYet('The request has changed meanwhile', soon)
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

type Bringing = Shown & {
	copy: { channel: Channel; place: string; accountId: string | null; subject: { kind: 'approval_request'; id: string } }
	effect: Due
	/** It is brought up to date where it stands, and sent nowhere. */
	stands: boolean
	/** The request as it is when it is asked for: to the account that has opened the copy, else to everybody there. */
	showNow: (openedBy: string | null) => Promise<Shown | undefined>
}

async function bringCopy(desk: Desk, platform: Platform, bringing: Bringing): Promise<void> {
	const { copy, card, reply, actor, effect, isAsked, stands } = bringing
	const { books } = desk
	const { channel, place: at, subject } = copy
	const standing = expectOk(await look(books, bot, findCopies, { subject, channel, place: at }))
	const known = standing.filter(({ message, accountId }) => !isPending(message) && accountId === copy.accountId)
	// Who may not decide any more has lost that between two revisions.
	const isLost = copy.accountId !== null && !isAsked
	// Another worker may have been faster with a later one.
	for (const { place, message, revision: shows, openedBy } of known)
		if (isLost || Number(shows) < card.revision)
			await changeCopy(desk, platform, { ...bringing, posted: { place, message }, openedBy })
	// Who learns of it only now that it is over, or has never been asked, needs no card.
	if (stands || known.some(({ openedBy }) => !openedBy) || card.state !== 'waiting' || !isAsked) return
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

/** One worker at a time changes a copy, to what the request is once it has it: what is shown never goes back. */
async function changeCopy(
	desk: Desk,
	platform: Platform,
	changing: Bringing & { posted: Posted; openedBy: string | null },
): Promise<void> {
	const { copy, effect, showNow, posted, openedBy } = changing
	const { books } = desk
	const taking = { channel: copy.channel, ...posted, by: effect.id }
	if (!expectOk(await act(books, bot, takeCopy, taking))) throw new NotYet('Another worker is changing this card', soon)
	try {
		const shown = await showNow(openedBy)
		if (!shown) {
			expectOk(await act(books, bot, releaseCopy, taking))
			return
		}
		await platform.change(posted, await sealReply(desk, shown.actor, shown.reply))
		expectOk(await act(books, bot, keepCopy, { ...copy, ...posted, revision: String(shown.card.revision) }))
	} catch (error) {
		const isGone = error instanceof Gone
		if (isGone) expectOk(await act(books, bot, forgetCopy, { ...copy, ...posted }))
		else {
			expectOk(await act(books, bot, releaseCopy, taking))
			throw error
		}
	}
}
