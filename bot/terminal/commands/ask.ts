import { randomUUID } from 'node:crypto'
import { look } from '#core/act.ts'
import { ownSettings, secretKey } from '#core/settings.ts'
import { findByEmail } from '#core/staff/find-by-email.ts'
import { presentRefusal } from '#portal/present/refusal.ts'
import { speakerOf } from '#portal/words/speakers.ts'
import { answer, type Desk, press } from '../../answer.ts'
import { botWords } from '../../words/words.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io, REFUSED } from '../command.ts'
import { sayReply } from '../reply.ts'
import { readOptions, toJson, wrongUsage } from '../words.ts'

export const usage = `"SENTENCE" [--as EMAIL] [--json]   (what the bot answers; begin with "help")
   or: ask --choose CHOICE [--words "TEXT"] [--as EMAIL]   (what a button of an answer does)
   EMAIL is a member of staff, whose rights are used; without it the only administrator's.`

/** Asks the bot, as the chats do. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, ['as', 'choose', 'words'], ['json'])
	const sentence = given?.words.join(' ') ?? ''
	const choice = given?.values.choose
	if (!given || (sentence === '') === (choice === undefined)) return wrongUsage(io, 'ask', usage)
	return await withBooks(io, async (books) => {
		const found = await look(books, terminalActor, findByEmail, { email: given.values.as })
		if (!found.ok) {
			io.err(
				'Say with --as EMAIL which member of staff asks: there is none with that address, or more than one administrator.',
			)
			return REFUSED
		}
		const settings = ownSettings()
		const desk: Desk = {
			...{ books, publicUrl: settings.publicUrl, secret: secretKey(settings) },
			explain: (language, refusal) => presentRefusal(speakerOf(language), refusal),
		}
		const key = `terminal:${randomUUID()}`
		const { value: member } = found
		const reply = choice
			? await press(desk, member, {
					token: choice,
					key,
					channel: 'terminal',
					...(given.values.words ? { words: given.values.words } : {}),
				})
			: await answer(desk, member, { sentence, key, channel: 'terminal' })
		const { table } = reply
		const more =
			table?.total !== undefined && table.total > table.rows.length
				? botWords(member.language).of(table.rows.length, table.total)
				: ''
		io.out(given.flags.has('json') ? toJson(reply) : sayReply(reply, { publicUrl: settings.publicUrl, more }))
		return reply.tone === 'bad' ? REFUSED : DONE
	})
}
