import { type Actor, act, expectOk, look } from '#core/act.ts'
import { type Alert, findAlerts } from '#core/alert/find.ts'
import type { QueuedAlerts } from '#core/alert/tell.ts'
import type { Channel } from '#core/chat/account.ts'
import { keepCopy, reserveCopy } from '#core/chat/copy.ts'
import { findAccount, findAccounts } from '#core/chat/find-accounts.ts'
import { listPlaces } from '#core/chat/place.ts'
import { sayInChat, type Target } from '#core/chat/say.ts'
import type { Language } from '#core/company/read.ts'
import { type Due, NotYet } from '#core/outbox/deliver.ts'
import { alertAbout, alertSentence, toldAlert } from '#emails/kit/alert.ts'
import type { Platforms } from '../deliver.ts'
import { Gone, type Platform } from '../platform.ts'
import type { Choice, Reply } from '../reply.ts'
import { botWords } from '../words/words.ts'
import type { Desk } from './desk.ts'
import { digestReply } from './digest.ts'
import { sealReply } from './seal.ts'

const bot: Actor = { kind: 'system', name: 'bot' }

/**
 * Tells in the chats what has happened: one person in each account they have, or a group in its places, there in the
 * thread of the contract it is about. Whoever has none has their letter.
 */
export async function tellAlerts(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { userId, groupId } = effect.payload as QueuedAlerts
	if (userId) await tellPerson(desk, platforms, effect)
	if (groupId) await tellGroup(desk, platforms, effect)
}

async function readAlerts({ books }: Desk, effect: Due, language: Language): Promise<Alert[]> {
	const { alertIds: ids, userId = '', groupId } = effect.payload as QueuedAlerts
	const reader = groupId ? { groupId } : { userId }
	return expectOk(await look(books, bot, findAlerts, { ids, language, ...reader }))
}

async function tellPerson(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { userId = '', alertIds, total, digestOn } = effect.payload as QueuedAlerts
	for (const { id } of expectOk(await look(desk.books, bot, findAccounts, { userId }))) {
		const account = expectOk(await look(desk.books, bot, findAccount, { id }))
		const platform = account && platforms[account.channel]
		if (!account || !platform) continue
		const { language, role } = account.member
		const alerts = await readAlerts(desk, effect, language)
		const left = total - (alertIds.length - alerts.length)
		if (!digestOn && left === 0) continue
		const reply = digestOn
			? await digestReply(desk, { userId, language, on: digestOn, told: alerts.map((one) => lineOf(language, one)) })
			: replyOf(language, alerts, { total: left })
		if (!reply) continue
		const place = await openPrivate(platform, account.account)
		if (!place) continue
		const target = { channel: account.channel, place }
		await say(desk, { key: `${effect.key}:${id}`, target, reply, actor: { kind: 'staff', userId, role } })
	}
}

/** What a group is told at once each in the thread of its contract; of more it gets one list. */
const mostApart = 5

async function tellGroup(desk: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { groupId = '', alertIds, total: raised } = effect.payload as QueuedAlerts
	const language = expectOk(await look(desk.books, bot, async ({ company }) => company.language, undefined))
	const alerts = await readAlerts(desk, effect, language)
	const total = raised - (alertIds.length - alerts.length)
	if (total === 0) return
	for (const { channel, place } of expectOk(await look(desk.books, bot, listPlaces, { hears: 'alerts', groupId }))) {
		const platform = platforms[channel]
		if (!platform) continue
		if (total > mostApart) {
			const reply = replyOf(language, alerts, { total })
			await say(desk, { key: `${effect.key}:${channel}:${place}`, target: { channel, place }, reply, actor: bot })
			continue
		}
		for (const alert of alerts) {
			const thread = await threadOf(desk, platform, { channel, place, alert, effect })
			if (thread === undefined) break
			const target = { channel, place, ...(thread ? { thread } : {}) }
			const reply = replyOf(language, [alert], { total: 1, group: true })
			await say(desk, { key: `alert:${alert.id}:${channel}:${place}`, target, reply, actor: bot })
		}
	}
}

const lineOf = (language: Language, alert: Alert) => {
	const told = toldOf(alert)
	return `${alertAbout(language, told)}: ${alertSentence(language, told)}`
}

const toldOf = ({ customer, contract, ...alert }: Alert) =>
	toldAlert.parse({
		...alert,
		customerName: customer.name,
		contractNumber: contract?.number ?? '',
		invoiceNumber: alert.invoiceNumber ?? '',
	})

/** One thing with what can be done about it; of several a list. */
function replyOf(
	language: Language,
	alerts: Alert[],
	{ total, group = false }: { total: number; group?: boolean },
): Reply {
	const words = botWords(language)
	const [only, ...others] = alerts
	if (!only) return { title: words.alerts.title }
	if (others.length > 0 || total > 1) {
		const more = total > alerts.length ? [words.of(alerts.length, total)] : []
		return {
			title: words.alerts.title,
			text: [...alerts.map((one) => `• ${lineOf(language, one)}`), ...more].join('\n'),
			link: { label: words.open, path: '/staff' },
		}
	}
	const told = toldOf(only)
	const place = only.contract ? `/staff/contracts/${only.contract.id}` : `/staff/customers/${only.customer.id}`
	const survey = only.surveyId ? `/staff/surveys/${only.surveyId}` : place
	const path = only.caseId ? `/staff/collection/${only.caseId}` : survey
	return {
		...{ title: alertAbout(language, told), text: alertSentence(language, told) },
		choices: choicesOf(language, only).map((choice) => ({ ...choice, forAll: group })),
		link: { label: words.open, path },
	}
}

/** What can be done about it, with the rights of whoever does it; what touches the customer is asked about first. */
function choicesOf(language: Language, { trigger, contract, customer, invoiceNumber }: Alert): Choice[] {
	const words = botWords(language)
	const what = contract ? `contract:${contract.id}` : `customer:${customer.id}`
	const isUnpaid = ['invoice_overdue', 'payment_failed', 'promise_broken'].includes(trigger)
	return [
		...(trigger === 'message_received' && contract
			? [
					{
						...{ label: words.answer.write, command: 'answer', input: { what } },
						asks: { label: words.answer.write, required: true },
					},
				]
			: []),
		...(isUnpaid && invoiceNumber
			? [{ label: words.remind.yes, command: 'remind', input: { what: invoiceNumber } }]
			: []),
		{ label: words.found.statement, command: 'statement', input: { what: `customer:${customer.id}` } },
	]
}

type Threading = { channel: Channel; place: string; alert: Alert; effect: Due }

/** The thread of a contract in a place, begun with its name; empty for what is about no contract, undefined where nothing can be said. */
async function threadOf(desk: Desk, platform: Platform, threading: Threading): Promise<string | undefined> {
	const { channel, place, effect } = threading
	const { contract, customer } = threading.alert
	if (!contract) return ''
	const subject = { kind: 'contract', id: contract.id } as const
	const copy = { channel, place, subject, accountId: null }
	const reserved = expectOk(await act(desk.books, bot, reserveCopy, { ...copy, by: effect.id }))
	if (reserved === 'theirs') throw new NotYet('Another worker begins this thread', 2)
	if (reserved !== 'mine') return reserved.message
	const title = `${contract.number} · ${customer.name}`
	try {
		const key = `thread:${contract.id}:${channel}:${place}`
		const posted = await platform.post({ place }, { title, choices: [] }, { key, again: effect.attempt > 1 })
		expectOk(await act(desk.books, bot, keepCopy, { ...copy, ...posted, revision: '1' }))
		return posted.message
	} catch (error) {
		if (error instanceof Gone) return undefined
		throw error
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

async function say(
	desk: Desk,
	{ key, target, reply, actor }: { key: string; target: Target; reply: Reply; actor: Actor },
): Promise<void> {
	const sealed = await sealReply(desk, actor, reply)
	expectOk(await act(desk.books, bot, sayInChat, { key, target, reply: sealed }))
}
