import type { Scope } from '../act.ts'
import { selfOf } from '../customer/edit-self.ts'
import { hashSecret, newToken } from '../sign-in/secret.ts'

/**
 * Gives a contact the secret of their calendar feed; one that was given before stops. The token is answered once and only
 * its hash is kept. Refuses `not_permitted` to anybody but a contact who signed in.
 */
export async function createCalendarFeed(scope: Scope): Promise<{ token: string }> {
	const contactId = selfOf(scope)
	const token = newToken()
	await scope.sql`select from contact where id = ${contactId} for update`
	await revokeCalendarFeed(scope)
	await scope.sql`
		insert into calendar_feed (contact_id, token_hash, created_at) values (${contactId}, ${hashSecret(token)}, ${scope.now})`
	return { token }
}

/** Stops a contact's feed: whoever has its address reads nothing more. */
export async function revokeCalendarFeed(scope: Scope): Promise<void> {
	const contactId = selfOf(scope)
	await scope.sql`
		update calendar_feed set revoked_at = ${scope.now} where contact_id = ${contactId} and revoked_at is null`
}

export type CalendarFeed = { createdAt: Temporal.Instant; readAt: Temporal.Instant | null }

/** The contact's feed, if they have one, and when a calendar last read it. */
export async function findCalendarFeed(scope: Scope): Promise<CalendarFeed | null> {
	const [feed] = await scope.sql<CalendarFeed[]>`
		select created_at as "createdAt", read_at as "readAt" from calendar_feed
		where contact_id = ${selfOf(scope)} and revoked_at is null`
	return feed ?? null
}
