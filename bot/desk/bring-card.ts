import { type Actor, act, expectOk, look } from '#core/act.ts'
import { type ApprovalCard, findCard } from '#core/approval/card.ts'
import type { Channel } from '#core/chat/account.ts'
import { findCopies, forgetCopy, keepCopy, reserveCopy } from '#core/chat/copy.ts'
import { findAccount, findAccounts } from '#core/chat/find-accounts.ts'
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
 * they have, that of every group that hears of approvals, and whichever else is known.
 */
export async function tellCard({ books }: Desk, platforms: Platforms, { payload }: Due): Promise<void> {
	const { requestId, userId, revision } = payload as { requestId: string; userId: string; revision: number }
	const subject = { kind: 'approval_request', id: requestId } as const
	const read = async <Input, Value>(finder: Parameters<typeof look<Input, Value>>[2], input: Input) =>
		expectOk(await look(books, bot, finder, input))
	const [accounts, places, copies] = await Promise.all([
		read(findAccounts, { userId }),
		read(listPlaces, { hears: 'approvals' as const }),
		read(findCopies, { subject }),
	])
	const wanted: CardCopy[] = [
		...accounts.map(({ id, channel }) => ({ channel, accountId: id, place: '' })),
		...places.map(({ channel, place }) => ({ channel, accountId: null, place })),
		...copies
			.filter(({ accountId }) => accountId === null)
			.map(({ channel, place }) => ({ channel, accountId: null, place })),
	].filter(({ channel }) => platforms[channel] !== undefined)
	expectOk(await act(books, bot, queueCards, { requestId, revision, copies: wanted }))
}

/**
 * Sends or changes one copy of a card, so that it shows the request as it is now. Two workers never send two; what changes
 * while it is sent is shown after it.
 */
export async function bringCard(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { requestId, channel, accountId, place } = effect.payload as CardCopy & { requestId: string }
	const platform = platforms[channel]
	if (!platform) throw new Undeliverable(`${channel} is not connected`)
	const shown = await showFor(desk, { requestId, accountId, place })
	if (!shown) return
	try {
		const at = place || (await platform.openPrivate(shown.account))
		const copy = { channel, place: at, accountId, subject: { kind: 'approval_request', id: requestId } } as const
		await bringCopy(desk, platform, { copy, effect, ...shown })
	} catch (error) {
		if (error instanceof Gone) throw new Undeliverable(error.message)
		throw error
	}
	const after = await showFor(desk, { requestId, accountId, place })
	if (after && after.card.revision !== shown.card.revision) throw new NotYet('The request has changed meanwhile', soon)
}

type Shown = { card: ApprovalCard; reply: Reply; actor: Actor; account: string; isAsked: boolean }

/** What a copy shows: in a private chat for its owner, in a group for everybody. Undefined where there is nobody to show it to. */
async function showFor(
	{ books, explain }: Desk,
	{ requestId, accountId, place }: { requestId: string; accountId: string | null; place: string },
): Promise<Shown | undefined> {
	const facts = await look(books, bot, async ({ company }) => company, undefined).then(expectOk)
	const owner = accountId ? expectOk(await look(books, bot, findAccount, { id: accountId })) : null
	if (accountId && !owner) return undefined
	const actor: Actor = owner ? { kind: 'staff', userId: owner.member.userId, role: owner.member.role } : bot
	const language = owner?.member.language ?? facts.language
	const telling: Telling = { language, timeZone: facts.timeZone, explain, group: !owner }
	const seen = await look(books, actor, findCard, { id: requestId })
	const whole = seen.ok ? seen.value : expectOk(await look(books, bot, findCard, { id: requestId }))
	const isAsked = seen.ok && (!owner || ['decide', 'decided', 'asked_by_me', 'over'].includes(whole.mine))
	const reply = isAsked ? cardOf(telling, whole) : closedCard(telling, whole)
	return { card: whole, reply, actor, account: owner?.account ?? place, isAsked }
}

type Bringing = Shown & {
	copy: { channel: Channel; place: string; accountId: string | null; subject: { kind: 'approval_request'; id: string } }
	effect: Due
}

async function bringCopy(desk: Desk, platform: Platform, bringing: Bringing): Promise<void> {
	const { copy, card, reply, actor, effect, isAsked } = bringing
	const { books } = desk
	const revision = String(card.revision)
	const { channel, place: at, subject } = copy
	const standing = expectOk(await look(books, bot, findCopies, { subject, channel, place: at }))
	const known = standing.filter(({ message }) => !message.startsWith('pending:'))
	const sealed = async () => await sealReply(desk, actor, reply)
	const keep = async ({ place, message }: Posted) => {
		expectOk(await act(books, bot, keepCopy, { ...copy, place, message, revision }))
	}
	for (const { place, message, revision: shows } of known) {
		// Another worker may have been faster with a later one.
		if (Number(shows) >= card.revision) continue
		try {
			await platform.change({ place, message }, await sealed())
			await keep({ place, message })
		} catch (error) {
			if (!(error instanceof Gone)) throw error
			expectOk(await act(books, bot, forgetCopy, { ...copy, place, message }))
		}
	}
	// Who learns of it only now that it is over, or has never been asked, needs no card.
	if (known.length > 0 || card.state !== 'waiting' || !isAsked) return
	const reserved = expectOk(await act(books, bot, reserveCopy, { ...copy, by: effect.id }))
	if (reserved === 'theirs') throw new NotYet('Another worker is sending this card', soon)
	if (reserved !== 'mine') throw new NotYet('The card has just been sent', soon)
	try {
		await keep(await platform.post({ place: at }, await sealed(), { key: effect.key, again: effect.attempt > 1 }))
	} catch (error) {
		if (error instanceof Gone || error instanceof Undeliverable)
			expectOk(await act(books, bot, forgetCopy, { channel, place: at, subject }))
		throw error
	}
}
