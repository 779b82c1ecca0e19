import type { Scope } from '../act.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { Channel } from './account.ts'
import type { Opened } from './keep-opened.ts'

/** Where something is said: a place of a channel, in a thread of it, or in the stead of a message there. */
export type Target = {
	channel: Channel
	place: string
	thread?: string
	/** The message to be replaced. */
	message?: string
	/** Shown to this account alone, where the platform can. */
	onlyTo?: string
}

/**
 * Something to say, whose form is the face's own. `key` makes it said once; `secrets` are struck out once it has been.
 * `opened`: it is a card that somebody has asked for.
 */
export type Saying = {
	key: string
	target: Target
	reply: unknown
	secrets?: { answerUrl: string }
	opened?: Opened
}

/** Says something in a chat, once the transaction has committed. */
export async function sayInChat(scope: Scope, { key, target, reply, secrets, opened }: Saying): Promise<void> {
	permit(scope, 'chat.link')
	const payload = { target, reply, ...(secrets ? { secrets } : {}), ...(opened ? { opened } : {}) }
	await queueEffect(scope, { kind: 'chat', key: `chat:${key}`, payload })
}
