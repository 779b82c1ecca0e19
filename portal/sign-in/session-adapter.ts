import type { Adapter, DatabaseSession } from 'lucia'
import {
	endExpiredSessions,
	endSession,
	endSessionsOf,
	findSession,
	findSessionsOf,
	keepSession,
	renewSession,
} from '#core/sign-in/session.ts'
import type { Sql } from '#db/client.ts'

/** Where a session was opened is written once and not read with every page. */
const nowhere = { browser: '', address: '' }

/** Lets lucia keep sessions where core does. Lucia speaks in `Date`; it is made and taken apart here only. */
export function sessionAdapter(sql: Sql): Adapter {
	return {
		async getSessionAndUser(id) {
			const found = await findSession(sql, id)
			if (!found) return [null, null]
			const { holder, expiresAt, key, seenAt } = found
			return [
				{ id, userId: holder.accountId, expiresAt: dateOf(expiresAt), attributes: { key, seenAt, ...nowhere } },
				{ id: holder.accountId, attributes: holder },
			]
		},
		async getUserSessions(accountId) {
			const sessions = await findSessionsOf(sql, accountId)
			return sessions.map(
				({ id, expiresAt }): DatabaseSession => ({
					id,
					userId: accountId,
					expiresAt: dateOf(expiresAt),
					attributes: { key: '', seenAt: expiresAt, ...nowhere },
				}),
			)
		},
		setSession: ({ id, userId, expiresAt, attributes: { browser, address } }) =>
			keepSession(sql, { id, accountId: userId, expiresAt: instantOf(expiresAt), browser, address }),
		updateSessionExpiration: (id, expiresAt) => renewSession(sql, id, instantOf(expiresAt)),
		deleteSession: (id) => endSession(sql, id),
		deleteUserSessions: (accountId) => endSessionsOf(sql, accountId),
		deleteExpiredSessions: () => endExpiredSessions(sql),
	}
}

function instantOf(date: Date): Temporal.Instant {
	return Temporal.Instant.fromEpochMilliseconds(date.getTime())
}

function dateOf(instant: Temporal.Instant): Date {
	return new Date(instant.epochMilliseconds)
}
