import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { Member } from '#core/chat/account.ts'
import { findChoice, takeChoice } from '#core/chat/choice.ts'
import type { Language } from '#core/company/read.ts'
import { Refused, refuse } from '#core/refusal.ts'
import type { Visit } from './command.ts'
import { commandNamed } from './commands.ts'
import type { Desk } from './desk/desk.ts'
import { idOf, sealReply } from './desk/seal.ts'
import { type Reading, readExact } from './read.ts'
import type { Reply, SealedReply } from './reply.ts'
import { botWords } from './words/words.ts'

export type { Desk } from './desk/desk.ts'
export type { SealedReply as Answered } from './reply.ts'

/** A sentence of a member of staff. `key` names what was said, however often it is delivered. */
export type Asked = { sentence: string; key: string }
/** A button that a member has pressed, and the words it asked for. */
export type Pressed = { token: string; words?: string; key: string }

const actorOf = ({ userId, role }: Member): Actor => ({ kind: 'staff', userId, role })

/** Answers a sentence: the exact forms of commands first, then whatever `understand` makes of it, then a name. */
export async function answer(desk: Desk, member: Member, { sentence, key }: Asked): Promise<SealedReply> {
	const exact = readExact(sentence)
	const reading = exact ?? (await desk.understand?.(sentence, member.language)) ?? readName(sentence)
	const language = reading?.language ?? member.language
	const visit = openVisit(desk, member, { language, key })
	return await sealReply(desk, actorOf(member), await reply(desk, visit, () => run(visit, reading)))
}

/** Does what a button stands for. */
export async function press(desk: Desk, member: Member, { token, words, key }: Pressed): Promise<SealedReply> {
	const id = idOf(desk.secret, token)
	const visit = openVisit(desk, member, { language: member.language, key, ...(id ? { choice: id } : {}) })
	const answered = await reply(desk, visit, async () => {
		if (!id) refuse('chat.choice_unknown', {})
		const { command, input } = await visit.look(findChoice, { id })
		return await run(visit, { command, input: words ? { ...input, words } : input })
	})
	return await sealReply(desk, actorOf(member), answered)
}

async function run(visit: Visit, reading: Reading | undefined): Promise<Reply> {
	const command = reading && commandNamed(reading.command)
	if (command) return await command.run(visit, reading.input)
	return { ...unclear(visit), tone: 'bad' }
}

/** Two or three words alone may be the name or number of somebody. */
function readName(sentence: string): Reading | undefined {
	const what = sentence.trim()
	return what !== '' && what.length <= 60 && what.split(/\s+/).length <= 4
		? { command: 'find', input: { what } }
		: undefined
}

function unclear({ words }: Visit): Reply {
	const { help, unclear } = words
	return {
		...{ title: unclear.title, text: unclear.text },
		table: { columns: [{ title: help.ask }, { title: help.gets }], rows: help.rows },
	}
}

async function reply(desk: Desk, visit: Visit, answered: () => Promise<Reply>): Promise<Reply> {
	try {
		return await answered()
	} catch (error) {
		if (!(error instanceof Refused)) throw error
		const text = desk.explain(visit.language, error.refusal)
		return { title: visit.words.refused, tone: 'bad', text }
	}
}

type Opening = { language: Language; key: string; choice?: string }

function openVisit({ books }: Desk, member: Member, { language, key, choice }: Opening): Visit {
	const actor = actorOf(member)
	return {
		...{ member, language, key, words: botWords(language) },
		look: async (finder, input) => expectOk(await look(books, actor, finder, input)),
		note: async (verb, input) => expectOk(await act(books, actor, verb, input)),
		act: async (verb, input) => {
			if (!choice) throw new Error('A command acted that nobody has pressed a choice for')
			return expectOk(
				await act(
					books,
					actor,
					async (scope) => {
						const { acts } = await findChoice(scope, { id: choice })
						if (acts) await takeChoice(scope, { id: choice })
						return await verb(scope, input)
					},
					undefined,
				),
			)
		},
	}
}
