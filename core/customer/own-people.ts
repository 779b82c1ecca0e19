import type { Scope } from '../act.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuseStale } from '../sign-in/fresh.ts'
import { findOwner } from '../sign-in/owner.ts'

/**
 * Who belongs to a customer sees, pays and signs for it: a person of the customer changes that only with a sign-in of the
 * last minutes. Refuses `sign_in.not_fresh`.
 */
export async function refuseUnconfirmed(scope: Scope, sessionKey: string | undefined): Promise<void> {
	if (scope.actor.kind !== 'contact') return
	const { accountId } = await findOwner(scope)
	await refuseStale(scope, accountId, sessionKey)
}

export type PeopleChange = 'added' | 'removed'

/**
 * All of a customer's people, whoever did it among them, learn what one of them has done, and how to object. `name`: as
 * the customer knows the person. Staff answer for what they do themselves.
 */
export async function tellPeople(
	scope: Scope,
	{ customerId, contactId, what, name }: { customerId: string; contactId: string; what: PeopleChange; name: string },
): Promise<void> {
	if (scope.actor.kind !== 'contact') return
	await queueEffect(scope, {
		kind: 'mail',
		key: `people-changed:${what}:${customerId}:${contactId}:${scope.now}`,
		payload: { letter: 'people-changed', customerId, contactId, by: scope.actor.contactId, what, name },
	})
}
