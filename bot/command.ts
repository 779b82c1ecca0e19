import type { z } from 'zod'
import type { Verb } from '#core/act.ts'
import type { Channel, Member } from '#core/chat/account.ts'
import type { Copy } from '#core/chat/copy.ts'
import type { Place } from '#core/chat/place.ts'
import type { Language } from '#core/company/read.ts'
import type { Desk } from './desk/desk.ts'
import type { Reply } from './reply.ts'
import type { BotWords } from './words/en.ts'

/** What a command runs in: one member of staff, with the rights they have now, asking once. */
export type Visit = {
	member: Member
	language: Language
	words: BotWords
	channel: 'chat' | 'terminal' | Channel
	explain: Desk['explain']
	/** The group in which it was said, if any. */
	place?: (Place & { name: string }) | undefined
	/** The message whose button was pressed, if any. */
	message?: Copy | undefined
	/** Named once for what was said or pressed, however often it is delivered. */
	key: string
	/** Reads. Throws Refused, which the desk puts into words. */
	look<Input, Value>(finder: Verb<Input, Value>, input: Input): Promise<Value>
	/**
	 * Runs a verb in one transaction with the taking of the choice that was pressed, so that it is done once. Throws Refused,
	 * and an error when a command acts that nobody has pressed a choice for.
	 */
	act<Input, Value>(verb: Verb<Input, Value>, input: Input): Promise<Value>
	/** The same for what touches neither money nor a customer and needs no choice. */
	note<Input, Value>(verb: Verb<Input, Value>, input: Input): Promise<Value>
}

/**
 * A command, said once for every channel. `says` are the ways to ask for it, a star standing for any words: exact forms,
 * lower case, without the closing mark; `read` makes the input of the words that the stars stood for.
 * `sure: true` in an input comes only from a choice, never from a sentence.
 */
export type Command<Schema extends z.ZodType = z.ZodType> = {
	name: string
	says: Record<Language, readonly string[]>
	input: Schema
	read: (words: readonly string[], form: string) => z.input<Schema> | undefined
	run: (visit: Visit, input: z.output<Schema>) => Promise<Reply>
}

/** A command as the list of all of them holds it: its input is checked by its own schema before it runs. */
export type AnyCommand = Omit<Command, 'run'> & {
	run: (visit: Visit, input: unknown) => Promise<Reply>
	/** What is wrong with an input: nothing (null), or it cannot be read, perhaps because a text has more than so many letters. */
	wrongIn: (input: unknown) => { longest: number | null } | null
}

/** Checks the types of a command where it is written, and its input whenever it runs. */
export function defineCommand<Schema extends z.ZodType>(command: Command<Schema>): AnyCommand {
	return {
		...command,
		run: async (visit, input) => await command.run(visit, command.input.parse(input)),
		wrongIn: (input) => {
			const { error } = command.input.safeParse(input)
			const long = error?.issues.find(({ code }) => code === 'too_big')
			return error ? { longest: long && 'maximum' in long ? Number(long.maximum) : null } : null
		},
	}
}
