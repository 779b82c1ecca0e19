import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { Member } from '#core/chat/account.ts'
import { findChoice, takeChoice } from '#core/chat/choice.ts'
import type { Copy } from '#core/chat/copy.ts'
import type { Language } from '#core/company/read.ts'
import { Refused, refuse } from '#core/refusal.ts'
import type { Visit } from './command.ts'
import { commandNamed } from './commands.ts'
import type { Desk } from './desk/desk.ts'
import { readWords } from './desk/read-words.ts'
import { idOf, sealReply } from './desk/seal.ts'
import { isLoose, type Reading, readExact } from './read.ts'
import type { Reply, SealedReply } from './reply.ts'
import { botWords } from './words/words.ts'

export type { Desk } from './desk/desk.ts'
export type { SealedReply as Answered } from './reply.ts'

/** Where a member of staff speaks: for what is done, and for what can be asked for a group. */
type Spoken = { key: string; channel: Visit['channel']; place?: Visit['place']; tie?: Tie | undefined }
/** The company's group that the place is tied to: what is asked and done there is of that group alone. */
export type Tie = { groupId: string; groupName: string }
/** A sentence. `key` names what was said, however often it is delivered. */
export type Asked = Spoken & { sentence: string }
/** A button that a member has pressed, the message it stands on, and the words it asked for. */
export type Pressed = Spoken & { token: string; words?: string; message?: Copy }

/** Where the answer of a press belongs: in the stead of the question, below it, or shown only to who pressed. */
export type PressedReply = SealedReply & { place: 'here' | 'below' | 'aside' }

const actorOf = ({ userId, role }: Member, tie?: Tie): Actor => ({
	...{ kind: 'staff', userId, role },
	...(tie ? { within: tie.groupId } : {}),
})

/** Answers a sentence: the exact forms of commands first, then what its words say, then a name. */
export async function answer(desk: Desk, member: Member, { sentence, ...spoken }: Asked): Promise<SealedReply> {
	const exact = readExact(sentence)
	const actor = actorOf(member, spoken.tie)
	const worded =
		!exact || isLoose(exact) ? await readWords(desk, actor, { sentence, language: member.language }) : undefined
	const reading = worded?.firm ? worded.run : (exact ?? worded?.run ?? readName(sentence))
	return await answerReading(desk, member, { reading, ...spoken })
}

/** Answers what has been read already; undefined is what nobody understood. */
export async function answerReading(
	desk: Desk,
	member: Member,
	{ reading, ...spoken }: Spoken & { reading: Reading | undefined },
): Promise<SealedReply> {
	const visit = openVisit(desk, member, { language: reading?.language ?? member.language, ...spoken })
	const replied = await reply(desk, visit, () => run(visit, reading))
	return await sealReply(desk, actorOf(member), withTie(visit, replied, spoken.tie))
}

/** Does what a button stands for. */
export async function press(desk: Desk, member: Member, pressed: Pressed): Promise<PressedReply> {
	const { token, words, ...spoken } = pressed
	const id = idOf(desk.secret, token)
	const visit = openVisit(desk, member, { language: member.language, ...spoken, ...(id ? { choice: id } : {}) })
	let place: PressedReply['place'] = 'aside'
	const answered = await reply(desk, visit, async () => {
		if (!id) refuse('chat.choice_unknown', {})
		const { command, input, acts, forAll } = await visit.look(findChoice, { id })
		const done = await run(visit, { command, input: words ? { ...input, words } : input }).catch((error: unknown) => {
			// What a first press has brought must not be replaced by what a second one is told.
			if (!isTaken(error)) place = placeOf(command, acts, forAll)
			throw error
		})
		place = placeOf(command, acts, forAll)
		return done
	})
	return { ...(await sealReply(desk, actorOf(member), withTie(visit, answered, spoken.tie))), place }
}

/** Where only a part is answered, that is said: nobody shall take it for the whole. */
function withTie({ words }: Visit, answered: Reply, tie: Tie | undefined): Reply {
	if (!tie || !(answered.table || answered.fields || answered.chart)) return answered
	return { ...answered, note: [answered.note, words.place.only(tie.groupName)].filter(Boolean).join(' ') }
}

const isTaken = (error: unknown) => error instanceof Refused && error.refusal.code === 'chat.choice_taken'

function placeOf(command: string, acts: boolean, forAll: boolean): PressedReply['place'] {
	if (forAll) return 'aside'
	return acts || command === 'cancel' ? 'here' : 'below'
}

async function run(visit: Visit, reading: Reading | undefined): Promise<Reply> {
	const command = reading && commandNamed(reading.command)
	const wrong = command?.wrongIn(reading?.input)
	if (command && !wrong) return await command.run(visit, reading?.input)
	const { title, long } = visit.words.unclear
	if (wrong?.longest) return { title, tone: 'bad', text: long(wrong.longest) }
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

type Opening = Spoken & { language: Language; choice?: string; message?: Copy }

function openVisit({ books, explain }: Desk, member: Member, { choice, tie, ...spoken }: Opening): Visit {
	const actor = actorOf(member, tie)
	return {
		...{ member, explain, words: botWords(spoken.language), ...spoken },
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
