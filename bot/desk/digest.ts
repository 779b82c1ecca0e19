import { expectOk, look } from '#core/act.ts'
import { type Digest, findDigest } from '#core/alert/digest.ts'
import type { Language } from '#core/company/read.ts'
import { amount, day } from '#emails/words/format.ts'
import { words as letterWords } from '#emails/words/words.ts'
import type { Reply } from '../reply.ts'
import { botWords } from '../words/words.ts'
import type { Desk } from './desk.ts'

/** Somebody's morning: what waits for them and what happened. Undefined when there is nothing to say. */
export async function digestReply(
	{ books }: Desk,
	{ userId, language, on, told }: { userId: string; language: Language; on: string; told: string[] },
): Promise<Reply | undefined> {
	const digest = expectOk(await look(books, { kind: 'system', name: 'bot' }, findDigest, { userId }))
	return sayDigest(digest, { language, on, told })
}

/** The same in words, of what was found; `told` are lines of what was not told at once. */
export function sayDigest(
	digest: Digest,
	{ language, on, told }: { language: Language; on: string; told: string[] },
): Reply | undefined {
	const say = letterWords(language).alert.digest
	const sums = (of: typeof digest.overdue) =>
		of.map(({ minor, currency }) => amount(minor, currency, language)).join(' + ')
	const fields = [
		{ label: say.overdue, value: sums(digest.overdue) },
		{ label: say.received, value: sums(digest.received) },
		{ label: say.approvals, value: digest.approvals ? String(digest.approvals) : '' },
		{ label: say.waiting, value: digest.waiting ? String(digest.waiting) : '' },
		{ label: say.steps, value: digest.steps ? String(digest.steps) : '' },
		{ label: say.cases, value: digest.cases ? String(digest.cases) : '' },
		{ label: say.ending, value: digest.ending ? String(digest.ending) : '' },
	].filter(({ value }) => value !== '')
	if (fields.length + told.length === 0) return undefined
	const words = botWords(language)
	return {
		title: say.subject(day(Temporal.PlainDate.from(on), language)),
		fields,
		...(told.length > 0 ? { text: told.map((line) => `• ${line}`).join('\n') } : {}),
		choices: digest.approvals ? [{ label: words.waiting.title(digest.approvals), command: 'waiting', input: {} }] : [],
		link: { label: words.open, path: '/staff' },
	}
}
