import { type Actor, act, expectOk, look } from '#core/act.ts'
import { findCard } from '#core/approval/card.ts'
import type { Account, Member } from '#core/chat/account.ts'
import { findChoice } from '#core/chat/choice.ts'
import { adoptCopy, type Copy, findCopied } from '#core/chat/copy.ts'
import { findHeld, findMember } from '#core/chat/find-member.ts'
import { openHome } from '#core/chat/home.ts'
import type { Opened } from '#core/chat/keep-opened.ts'
import { linkAccount } from '#core/chat/link-account.ts'
import { findTie } from '#core/chat/place.ts'
import { type Saying, sayInChat, type Target } from '#core/chat/say.ts'
import type { Language } from '#core/company/read.ts'
import { answer, answerReading, type PressedReply, press, type Tie } from '../answer.ts'
import type { Reading } from '../read.ts'
import type { Reply, SealedReply } from '../reply.ts'
import { botWords } from '../words/words.ts'
import { cardOf } from './card.ts'
import type { Desk } from './desk.ts'
import { idOf } from './seal.ts'

/** What somebody has said in a chat, however it was said there. */
export type Heard = {
	account: Account
	/** As the platform calls them. */
	name: string
	/** Of what was said, however often it is delivered. */
	key: string
	/** Where the answer goes. */
	target: Target
	/** An address to answer at, which came with what was said. */
	answerUrl?: string
	/** A group, for what can be asked for it. */
	place?: { name: string }
}

const bot: Actor = { kind: 'system', name: 'bot' }
const code = /^\/?(?:start|connect)\s+([\w-]{43})$/i

/** Answers a sentence to who is known, links who proves who they are, and tells everybody else how to. */
export async function hear(desk: Desk, heard: Heard & { text: string }): Promise<void> {
	const [, secret] = code.exec(heard.text.trim()) ?? []
	if (secret) return await link(desk, heard, secret)
	const member = await knownOf(desk, heard)
	if (!member) return
	const { account, place, key, target } = heard
	const { channel, team } = account
	const asked = {
		sentence: heard.text,
		key,
		channel,
		...(place ? { place: { channel, team, place: target.place, ...place } } : {}),
		tie: place ? await tieOf(desk, target) : undefined,
	}
	await say(desk, heard, await answer(desk, member, asked))
}

/** Answers what the platform itself says was meant: a reply in a contract's thread, the opening of a tab. */
export async function hearReading(desk: Desk, heard: Heard, reading: Reading): Promise<void> {
	const reply = await readingReply(desk, heard, reading)
	if (reply) await say(desk, heard, reply)
}

/** The same without saying it; undefined for strangers, who are not told either: they did not speak to us. */
export async function readingReply(
	desk: Desk,
	{ account, key, place, target }: Pick<Heard, 'account' | 'key' | 'place'> & { target?: Heard['target'] },
	reading: Reading,
): Promise<SealedReply | undefined> {
	const member = expectOk(await look(desk.books, bot, findMember, account))
	const tie = place && target ? await tieOf(desk, target) : undefined
	return member ? await answerReading(desk, member, { reading, key, channel: account.channel, tie }) : undefined
}

/** Whether a home tab was opened by somebody we know: then it is shown to them. */
export async function openHomeTab({ books }: Desk, { account, key }: Pick<Heard, 'account' | 'key'>): Promise<boolean> {
	const member = expectOk(await look(books, bot, findMember, account))
	if (member) expectOk(await act(books, bot, openHome, { account, key }))
	return member !== null
}

const tieOf = async ({ books }: Desk, { channel, place }: Target): Promise<Tie | undefined> =>
	expectOk(await look(books, bot, findTie, { channel, place })) ?? undefined

export type HeardPress = Heard & {
	token: string
	words?: string
	message: Copy | undefined
	/** The message is shown to its reader alone, so that only the address that came along can change it. */
	ephemeral?: boolean
	/** Whoever pressed is told by the platform itself, beside the chat. */
	tells?: boolean
}

/**
 * Does what a button stands for. The answer of one's own act takes the place of the question; to a look it comes below; of
 * a card that everybody sees only who pressed is told, and the card itself is brought up to date by what was done.
 */
export async function hearPress(desk: Desk, pressed: HeardPress): Promise<PressedReply | undefined> {
	const member = await knownOf(desk, pressed)
	if (!member) return undefined
	const { token, words, key, message, account, target, name, answerUrl, ephemeral, tells } = pressed
	await adopt(desk, pressed)
	const tie = pressed.place ? await tieOf(desk, target) : undefined
	const reply = await press(desk, member, {
		...{ token, key, channel: account.channel, tie, ...(words ? { words } : {}), ...(message ? { message } : {}) },
	})
	const isAside = reply.place === 'aside'
	if (isAside && tells && reply.choices.length === 0) return reply
	const here = reply.place === 'here' && message ? { message: message.message } : {}
	const aside = isAside ? aloneOf(pressed) : {}
	const address = answerUrl && (ephemeral || isAside) ? { answerUrl } : {}
	const answering = { account, name, key, target: { ...target, ...here, ...aside }, ...address }
	if (!reply.shows) await say(desk, answering, reply)
	else if (ephemeral) {
		// What a platform shows to one person in a group cannot be changed later: a card goes to where it can.
		const home = { channel: account.channel, place: account.account }
		await say(desk, { account, name, key: `${key}:card`, target: home }, reply, { account, alone: true })
		await say(desk, answering, { title: botWords(member.language).inPrivate, choices: [] })
	} else await say(desk, answering, reply, { account, alone: !pressed.place })
	return reply
}

/** A card that was pressed is a copy of it, whether we knew of it or not. */
async function adopt({ books, secret }: Desk, { token, message, account, place }: HeardPress): Promise<void> {
	const id = idOf(secret, token)
	if (!id || !message) return
	const [choice, copied] = await Promise.all([
		look(books, bot, findChoice, { id }),
		look(books, bot, findCopied, message).then(expectOk),
	])
	if (!choice.ok || !['decide', 'tell'].includes(choice.value.command) || copied) return
	const subject = { kind: 'approval_request', id: String(choice.value.input.id) } as const
	expectOk(await act(books, bot, adoptCopy, { ...message, subject, owner: place ? null : account }))
}

async function link(desk: Desk, heard: Heard, secret: string): Promise<void> {
	const { account, name } = heard
	const outcome = await act(desk.books, bot, linkAccount, { ...account, name, code: secret })
	const language = outcome.ok ? outcome.value.language : await companyLanguage(desk)
	const words = botWords(language)
	const reply: Reply = outcome.ok
		? { title: words.linked(outcome.value.name), tone: 'good' }
		: { title: words.refused, tone: 'bad', text: desk.explain(language, outcome.refusal) }
	await say(desk, heard, { ...reply, choices: [] })
}

/**
 * Who speaks; strangers and leavers are told once a day how an account is linked, those who have to set a second factor up
 * where, and nothing else.
 */
async function knownOf(desk: Desk, heard: Heard): Promise<Member | undefined> {
	const known = await memberOrLine(desk, heard)
	if ('userId' in known) return known
	await say(desk, { ...heard, key: known.key }, { title: known.title, choices: [] })
	return undefined
}

/** What whoever is not heard is told, for a platform that can tell it to them alone; undefined for those who are. */
export async function lineFor(desk: Desk, heard: Pick<Heard, 'account'>): Promise<string | undefined> {
	const known = await memberOrLine(desk, heard)
	return 'userId' in known ? undefined : known.title
}

async function memberOrLine(
	desk: Desk,
	{ account }: Pick<Heard, 'account'>,
): Promise<Member | { key: string; title: string }> {
	const member = expectOk(await look(desk.books, bot, findMember, account))
	if (member) return member
	const held = expectOk(await look(desk.books, bot, findHeld, account))
	const words = botWords(held ?? (await companyLanguage(desk)))
	const today = expectOk(await look(desk.books, bot, async (scope) => scope.today.toString(), undefined))
	const key = `${held ? 'held' : 'stranger'}:${account.channel}:${account.team}:${account.account}:${today}`
	const title = held
		? words.held(`${desk.publicUrl}/staff/second-factor`)
		: words.stranger(`${desk.publicUrl}/staff/chat-accounts`)
	return { key, title }
}

/** The language in which a button may ask for words whoever pressed it; undefined for those who are not heard: they have been told why. */
export async function askedIn(desk: Desk, heard: Heard): Promise<Language | undefined> {
	return (await knownOf(desk, heard))?.language
}

/**
 * What the button of a card asks for, where a platform does not send the words of its button back: they say what is wanted, and
 * who will read it. Undefined for any other button.
 */
export async function wordsWanted(
	{ books, secret, explain }: Desk,
	{ token, language }: { token: string; language: Language },
): Promise<string | undefined> {
	const id = idOf(secret, token)
	const choice = id ? await look(books, bot, findChoice, { id }) : undefined
	if (!choice?.ok || choice.value.command !== 'decide') return undefined
	const { id: requestId, decision } = choice.value.input
	const card = await look(books, bot, findCard, { id: String(requestId) })
	if (!card.ok) return undefined
	const { choices = [] } = cardOf({ language, timeZone: 'UTC', explain, group: true }, card.value)
	return choices.find(({ input, asks }) => asks && input.decision === decision)?.asks?.label
}

/** Tells whoever pressed alone, where the platform's own way of telling them has failed. */
export async function tellAlone(desk: Desk, heard: Heard, reply: SealedReply): Promise<void> {
	await say(desk, { ...heard, target: { ...heard.target, ...aloneOf(heard) } }, reply)
}

/** Telegram shows nothing to one person alone but in their private chat; where nobody reads along it needs no more. */
function aloneOf({ account: { channel, account }, place }: Heard): Partial<Target> {
	if (channel === 'telegram') return { place: account }
	return place ? { onlyTo: account } : {}
}

const companyLanguage = async ({ books }: Desk): Promise<Language> =>
	expectOk(await look(books, bot, async (scope) => scope.company.language, undefined))

async function say(
	{ books }: Desk,
	{ key, target, answerUrl }: Heard,
	reply: SealedReply,
	opened?: Opened,
): Promise<void> {
	const secrets = answerUrl ? { secrets: { answerUrl } } : {}
	const saying: Saying = { key, target, reply, ...secrets, ...(opened ? { opened } : {}) }
	expectOk(await act(books, bot, sayInChat, saying))
}
