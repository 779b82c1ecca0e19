import type { EntryKind } from '#core/collection/entry-kind.ts'
import type { FollowUpKind } from '#core/follow-up/record.ts'
import type { Language } from '../understand/reading.ts'
import { readDay } from './read-day.ts'
import { readPromise, type SaidPromise } from './read-promise.ts'

export type TalkKind = Exclude<EntryKind, 'other'> | 'wrote'

/** What is said of a contact with a customer, as far as its words say it plainly; the words themselves are kept whole. Days are ISO. */
export type Talk = {
	kind?: TalkKind
	spokenTo?: string
	/** The day of the contact, where it is another than today. */
	on?: string
	promise?: SaidPromise
	next?: { step: string; on: string | undefined }
}

/** How a talk is kept: with a customer, and in a case of collection. */
export const asFollowUp: Record<TalkKind, FollowUpKind> = {
	...{ spoke: 'call', no_answer: 'call', visited: 'visit', message_left: 'message', wrote: 'message' },
}
export const asEntry = (kind: TalkKind | undefined): EntryKind => (kind === 'wrote' || !kind ? 'other' : kind)

const kinds: [TalkKind, RegExp][] = [
	[
		'no_answer',
		/no answer|did(?:n't| not) (?:answer|pick up)|could(?:n't| not) reach|не (?:отвеч|отвеч|дозвон|берет|бер[её]т)|нет ответа|无人接听|没人?接|未接|không (?:nghe máy|bắt máy|trả lời|liên lạc được)/iu,
	],
	[
		'message_left',
		/left (?:a |the )?(?:message|voicemail|note)|оставил\p{L}* (?:сообщение|записку)|留了?言|để lại (?:tin nhắn|lời nhắn)/iu,
	],
	[
		'visited',
		/\bvisit(?:ed)?\b|\bmet\b|посетил|визит|встреча|встретил|был[аи]? у|拜访|上门|走访|见面|thăm|đến tận nơi|(?<!\p{L})gặp/iu,
	],
	[
		'wrote',
		/\b(?:wrote|e-?mailed|messaged|texted)\b|написал|发了?(?:信息|邮件|消息|短信)|nhắn tin|gửi (?:thư|email)/iu,
	],
	[
		'spoke',
		/\b(?:called|phoned|spoke|talked)\b|^(?:phone )?call\b|звонил|звонок|созвон|говорил|беседовал|通话|致电|打了?电话|谈|(?<!\p{L})gọi|nói chuyện|trao đổi/iu,
	],
]
const people = [
	/\b(?:spoke|talked|met) (?:to|with) ([^,;.:]+)/iu,
	/(?:говорил|созвонил|встретил|беседовал)\p{L}* со? ([^,;.:]+)/iu,
	/(?:与|和|跟)([^,，;；。]{1,40}?)(?:通话|通了?电话|谈|见面|联系|沟通)/u,
	/(?:nói chuyện|trao đổi|gặp|làm việc) với ([^,;.:]+)/iu,
]
const nextStep =
	/(?:^|[.;,。；，\s])\s*(?:next(?: step)?|далее|дальше|следующий шаг|下一步|接下来|bước tiếp theo|tiếp theo)\s*[:：]\s*(\S[\s\S]*)$/iu
const promised =
	/(?:promise[sd]?(?: to pay)?|обеща\p{L}*(?: (?:за|о)платить)?|承诺(?:支付|付款)?|(?<!\p{L})hứa(?: trả)?|hẹn trả)\s*[:：]?\s*((?:[^;；。.]|[.](?=\d))+)/iu

export const kindIn = (words: string): TalkKind | undefined => kinds.find(([, said]) => said.test(words))?.[0]

/** Reads a record of a talk, in any of the four languages. */
export function readTalk(said: string, { today, language }: { today: string; language: Language }): Talk {
	const text = said.normalize('NFC')
	const [ahead, step] = nextStep.exec(text) ?? []
	const told = ahead ? text.slice(0, text.length - ahead.length) : text
	const [, promise] = promised.exec(told) ?? []
	const [lead = ''] = told.split(/[,;，。；]|\.(?=\s|$)/u)
	const kind = kindIn(lead)
	const on = kind && dayAtEdge(lead, { today, language })
	const person = people.map((one) => one.exec(lead)?.[1]?.trim()).find(Boolean)
	const spokenTo = person && on ? withoutDay(person, { today, language }) : person
	const paid = promise && readPromise(promise.slice(0, 400), { today, language })
	return {
		...(kind && { kind }),
		...(spokenTo && { spokenTo: spokenTo.slice(0, 200) }),
		...(on && on < today && { on }),
		...(paid && { promise: paid }),
		...(step && { next: { step: step.trim().slice(0, 500), on: dayIn(step.slice(0, 400), { today, language }) } }),
	}
}

type Reading = { today: string; language: Language }

/** The day with which a clause begins or ends, behind. */
function dayAtEdge(clause: string, reading: Reading): string | undefined {
	const words = clause.trim().split(/\s+|(?<=昨天|前天|今天)|(?=昨天|前天|今天)/u)
	for (let length = Math.min(words.length - 1, 5); length > 0; length--)
		for (const part of [words.slice(-length), words.slice(0, length)]) {
			const on = readDay(part.join(' '), { ...reading, ahead: false })
			if (on && on <= reading.today) return on
		}
	return undefined
}

function withoutDay(person: string, reading: Reading): string {
	const words = person.split(/\s+/u)
	for (let length = words.length - 1; length > 0; length--)
		if (readDay(words.slice(length).join(' '), { ...reading, ahead: false })) words.length = length
	return words.join(' ')
}

/** The day to come that a clause names: the longest run of its words that is one. */
function dayIn(clause: string, reading: Reading): string | undefined {
	const words = clause
		.trim()
		.split(/[\s,;.!]+/u)
		.slice(0, 24)
	for (let length = Math.min(words.length, 6); length > 0; length--)
		for (let at = 0; at + length <= words.length; at++) {
			const on = readDay(words.slice(at, at + length).join(' '), { ...reading, ahead: true })
			if (on && on >= reading.today) return on
		}
	return readPromise(clause, reading)?.on
}
