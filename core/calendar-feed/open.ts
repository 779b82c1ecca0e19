import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { countryReadByAll } from '../customer/country-read.ts'
import { hashSecret, isToken } from '../sign-in/secret.ts'

/** How seldom a reading is noted: calendars ask many times a day. */
const noteEvery = { hours: 1 }

/** Whose feed a token opens; undefined for a wrong or a stopped one. Each reading is noted, at most once an hour. */
export async function openCalendarFeed(
	scope: Scope,
	token: string,
): Promise<{ contactId: string; language: Language; country: string | null } | undefined> {
	if (!isToken(token)) return undefined
	const [feed] = await scope.sql<
		{ id: string; contactId: string; language: Language; country: string | null; readAt: Temporal.Instant | null }[]
	>`
		select calendar_feed.id, contact.id as "contactId", contact.language, ${countryReadByAll(scope)} as country, read_at as "readAt"
		from calendar_feed join contact on contact.id = contact_id
		where token_hash = ${hashSecret(token)} and revoked_at is null`
	if (!feed) return undefined
	if (!feed.readAt || Temporal.Instant.compare(feed.readAt.add(noteEvery), scope.now) < 0)
		await scope.sql`update calendar_feed set read_at = ${scope.now} where id = ${feed.id}`
	return { contactId: feed.contactId, language: feed.language, country: feed.country }
}
