import type { Scope } from '../../act.ts'
import type { AccessChange } from '../../outbox/letter.ts'
import { queueEffect } from '../../outbox/queue.ts'
import type { Owner } from '../owner.ts'
import { realTime } from '../real-time.ts'

/** A letter to whose account it is: what opens it was changed, and if not by them they are to know. */
export async function tellOwner(scope: Scope, owner: Owner, what: AccessChange): Promise<void> {
	const at = realTime(scope)
	await queueEffect(scope, {
		kind: 'mail',
		key: `access-changed:${owner.accountId}:${what}:${at}`,
		payload: {
			letter: 'access-changed',
			to: { name: owner.name, email: owner.email },
			language: owner.language,
			audience: owner.subject.kind === 'staff_user' ? 'staff' : 'customer',
			what,
		},
	})
}
