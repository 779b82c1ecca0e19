import type { Sql } from '#db/client.ts'
import type { Role } from '../act.ts'
import type { Language } from '../company/read.ts'
import { countryReadByAll } from '../customer/country-read.ts'
import type { Audience } from './account.ts'
import { freshHours } from './fresh.ts'
import { hashSecret } from './secret.ts'

// Sessions are kept before there is an actor, so these are no verbs. They live by the clock on the wall, not the
// company's. Every statement takes the id as the cookie holds it; what the table holds is its hash.

export type SessionHolder = {
	accountId: string
	audience: Audience
	contactId: string | null
	userId: string | null
	role: Role | null
	name: string
	email: string
	language: Language
	/**
	 * Why it opens nothing else yet: a second factor is set up, and this session has not passed it; or the company asks for
	 * one, and there is none.
	 */
	waits: 'second_factor' | 'set_up' | null
	/** It began so long ago that a sensitive act asks for another sign-in. */
	stale: boolean
	/** Of a contact: whose days, numbers and amounts they read: as they chose, else those of the customer they have belonged to longest. */
	country: string | null
	/** Of a contact: the customers they belong to, by name. */
	customers: { id: string; name: string }[]
}

/** A session and whose it is, in one query. Staff who left, and accounts that are gone, hold none. */
export async function findSession(
	sql: Sql,
	id: string,
): Promise<{ holder: SessionHolder; expiresAt: Temporal.Instant; key: string; seenAt: Temporal.Instant } | undefined> {
	const [row] = await sql<(SessionHolder & { expiresAt: Temporal.Instant; key: string; seenAt: Temporal.Instant })[]>`
		select session.key, session.seen_at as "seenAt", session.created_at < now() - ${freshHours} * interval '1 hour' as stale, account.id as "accountId", case when staff_user.id is null then 'customer' else 'staff' end as audience,
			contact.id as "contactId", staff_user.id as "userId", staff_user.role, session.expires_at as "expiresAt",
			coalesce(staff_user.name, contact.name) as name, coalesce(staff_user.email, contact.email) as email,
			coalesce(staff_user.language, contact.language) as language,
			case
				when staff_user.id is null then null
				when exists (select from second_factor where user_id = staff_user.id and confirmed_at is not null)
					or exists (select from passkey where user_id = staff_user.id)
				then case when session.second_at is null then 'second_factor' end
				when (select second_factor_required from company) then 'set_up'
			end as waits,
			${countryReadByAll({ sql })} as country,
			coalesce((
				select jsonb_agg(jsonb_build_object('id', customer.id, 'name', customer.name) order by customer.name collate people, customer.id)
				from customer_contact join customer on customer.id = customer_contact.customer_id
				where customer_contact.contact_id = contact.id and customer.role = 'customer'
			), '[]') as customers
		from session
		join account on account.id = session.account_id
		left join contact on contact.id = account.contact_id
		left join staff_user on staff_user.id = account.staff_user_id and staff_user.left_at is null
		where session.id = ${hashOf(id)} and num_nonnulls(contact.id, staff_user.id) = 1`
	if (!row) return undefined
	const { expiresAt, key, seenAt, ...holder } = row
	return { holder, expiresAt, key, seenAt }
}

export type NewSession = {
	id: string
	accountId: string
	expiresAt: Temporal.Instant
	/** What its owner knows it again by: the browser's own name for itself, and the network address. */
	browser: string
	address: string
}

export async function keepSession(sql: Sql, session: NewSession): Promise<void> {
	await sql`
		insert into session (id, account_id, expires_at, browser, address)
		values (${hashOf(session.id)}, ${session.accountId}, ${session.expiresAt}, ${session.browser.slice(0, 500)}, ${session.address})`
}

/** Notes that whoever holds a session has passed their second factor. */
export async function noteSecondFactor(sql: Sql, id: string): Promise<void> {
	await sql`update session set second_at = now() where id = ${hashOf(id)}`
}

/** Gives a session another id, which is all that its browser holds: the old one opens nothing from then on. */
export async function rotateSession(sql: Sql, id: string, next: string): Promise<void> {
	await sql`update session set id = ${hashOf(next)} where id = ${hashOf(id)}`
}

/** Notes that a session is in use. */
export async function touchSession(sql: Sql, id: string): Promise<void> {
	await sql`update session set seen_at = now() where id = ${hashOf(id)}`
}

export type ListedSession = {
	/** Names it to its owner; it opens nothing. */
	key: string
	browser: string
	address: string
	createdAt: Temporal.Instant
	seenAt: Temporal.Instant
}

/** An account's sessions that are open, the one used last first. */
export async function listSessions(sql: Sql, accountId: string): Promise<ListedSession[]> {
	return await sql<ListedSession[]>`
		select key, browser, address, created_at as "createdAt", seen_at as "seenAt" from session
		where account_id = ${accountId} and expires_at > now() order by seen_at desc, key limit 100`
}

/** Ends one of an account's sessions; false when it has no such session. */
export async function endSessionByKey(sql: Sql, accountId: string, key: string): Promise<boolean> {
	const ended = await sql`delete from session where account_id = ${accountId} and key = ${key}`
	return ended.count > 0
}

export async function renewSession(sql: Sql, id: string, expiresAt: Temporal.Instant): Promise<void> {
	await sql`update session set expires_at = ${expiresAt} where id = ${hashOf(id)}`
}

export async function endSession(sql: Sql, id: string): Promise<void> {
	await sql`delete from session where id = ${hashOf(id)}`
}

/** Signs an account out everywhere. */
export async function endSessionsOf(sql: Sql, accountId: string): Promise<void> {
	await sql`delete from session where account_id = ${accountId}`
}

export async function endExpiredSessions(sql: Sql): Promise<void> {
	await sql`delete from session where expires_at <= now()`
}

/** When each session of an account ends. Their ids are not known to anybody but their browsers. */
export async function findSessionsOf(
	sql: Sql,
	accountId: string,
): Promise<{ id: string; expiresAt: Temporal.Instant }[]> {
	return await sql`select id, expires_at as "expiresAt" from session where account_id = ${accountId}`
}

function hashOf(id: string): string {
	return hashSecret(id).toString('hex')
}
