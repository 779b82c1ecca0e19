import type { Scope } from '../act.ts'
import { nameActor } from '../event.ts'
import type { LockedRequest } from './lock.ts'

/** Where somebody said it. */
export type Channel = 'console' | 'chat' | 'slack' | 'telegram' | 'terminal' | 'portal' | 'clock'

export type Sealed = {
	says: 'approve' | 'reject' | 'ask' | 'answer' | 'withdraw' | 'remind' | 'escalate' | 'outdate' | 'fail'
	channel: Channel
	comment?: string
	/** Positions of the steps that it counts for, and whose seats it fills. */
	steps?: number[]
	seats?: string[]
}

/**
 * Writes down what was said, for good: the database chains it to all that was said before. Called last in a transaction,
 * because whoever adds to the chain holds its end.
 */
export async function seal(scope: Scope, request: LockedRequest, said: Sealed): Promise<void> {
	await scope.sql`
		insert into approval_decision (request_id, steps, says, said_by, said_for, channel, comment, seen, said_at)
		values (${request.id}, ${said.steps ?? []}::integer[], ${said.says}, ${nameActor(scope.actor)}, ${said.seats ?? []}::uuid[],
			${said.channel}, ${said.comment ?? ''}, ${request.fingerprint}, ${scope.now})`
}
