import { Lucia, TimeSpan } from 'lucia'
import type { Audience } from '#core/sign-in/account.ts'
import { newToken } from '#core/sign-in/secret.ts'
import { noteSecondFactor, rotateSession, type SessionHolder, touchSession } from '#core/sign-in/session.ts'
import type { Sql } from '#db/client.ts'
import type { LoadContext } from '../load-context.ts'
import { readCookie } from '../words/language.ts'
import { sessionAdapter } from './session-adapter.ts'

declare module 'lucia' {
	interface Register {
		Lucia: Sessions
		DatabaseUserAttributes: SessionHolder
		DatabaseSessionAttributes: { key: string; seenAt: Temporal.Instant; browser: string; address: string }
	}
}

type Sessions = ReturnType<typeof open>

/** How long a session lives unused; half-way through, a visit renews it. */
const lives: Record<Audience, TimeSpan> = { customer: new TimeSpan(30, 'd'), staff: new TimeSpan(3, 'd') }

/** That a session is in use is noted this seldom. */
const noteEveryMinutes = 15

const opened = new WeakMap<Sql, Partial<Record<string, Sessions>>>()

/** Sessions of customers and of staff: two cookies, so that one person can be both in one browser. */
export function sessionsOf({ books, settings }: LoadContext, audience: Audience): Sessions {
	const secure = isSecure(settings)
	const known = opened.get(books.sql) ?? {}
	opened.set(books.sql, known)
	const key = `${audience} ${secure}`
	const sessions = known[key] ?? open(books.sql, audience, secure)
	known[key] = sessions
	return sessions
}

function open(sql: Sql, audience: Audience, secure: boolean) {
	return new Lucia(sessionAdapter(sql), {
		sessionExpiresIn: lives[audience],
		// The cookie outlives the session: when it ends is said by the database alone, so that renewing needs no new cookie.
		sessionCookie: {
			name: cookieName(audience, secure),
			expires: false,
			attributes: { secure, sameSite: 'lax', path: '/' },
		},
		getUserAttributes: (holder) => holder,
		getSessionAttributes: ({ key, seenAt }) => ({ key, seenAt }),
	})
}

function cookieName(audience: Audience, secure: boolean): string {
	const name = audience === 'staff' ? 'staff_session' : 'session'
	return secure ? `__Host-${name}` : name
}

/** Whether cookies travel over https only. */
export function isSecure(settings: LoadContext['settings']): boolean {
	return settings.production || settings.publicUrl.startsWith('https:')
}

/** Whose session the request carries, if it is one of this audience and still good. */
export async function holderOf(
	request: Request,
	context: LoadContext,
	audience: Audience,
): Promise<SessionHolder | undefined> {
	const { user } = await validate(request, context, audience)
	return user?.audience === audience && !user.waits ? user : undefined
}

/** Whose session has still to pass its second factor. */
export async function waitingHolderOf(request: Request, context: LoadContext): Promise<SessionHolder | undefined> {
	const { user } = await validate(request, context, 'staff')
	return user?.audience === 'staff' && user.waits === 'second_factor' ? user : undefined
}

/** Whose session opens only the page on which a second factor is set up, because the company asks for one. */
export async function settingUpHolderOf(request: Request, context: LoadContext): Promise<SessionHolder | undefined> {
	const { user } = await validate(request, context, 'staff')
	return user?.audience === 'staff' && user.waits === 'set_up' ? user : undefined
}

/** Notes on this browser's session that its holder has just proved their second factor, when they set it up. */
export async function keepSecondFactor(request: Request, context: LoadContext): Promise<void> {
	const id = readCookie(request, sessionsOf(context, 'staff').sessionCookieName)
	if (id) await noteSecondFactor(context.books.sql, id)
}

/** Ends the session that waited, and opens another that has passed; answers the cookie to set. */
export async function passSession(request: Request, context: LoadContext, accountId: string): Promise<string> {
	const sessions = sessionsOf(context, 'staff')
	const id = readCookie(request, sessions.sessionCookieName)
	if (id) await sessions.invalidateSession(id)
	return await startSession(request, context, 'staff', accountId, true)
}

/** Gives this browser's session another id, after what opens its account has changed; answers the cookie to set. */
export async function turnSession(request: Request, context: LoadContext, audience: Audience): Promise<string> {
	const sessions = sessionsOf(context, audience)
	const [before, next] = [readCookie(request, sessions.sessionCookieName), newToken()]
	if (before) await rotateSession(context.books.sql, before, next)
	return sessions.createSessionCookie(next).serialize()
}

/** By what name the request's own session stands in the list of its account's sessions. */
export async function sessionKeyOf(
	request: Request,
	context: LoadContext,
	audience: Audience = 'customer',
): Promise<string | undefined> {
	const { session } = await validate(request, context, audience)
	return session?.key
}

async function validate(request: Request, context: LoadContext, audience: Audience) {
	const sessions = sessionsOf(context, audience)
	const id = readCookie(request, sessions.sessionCookieName)
	if (!id || id.length > 100) return { user: null, session: null }
	const found = await sessions.validateSession(id)
	if (found.session && Temporal.Now.instant().since(found.session.seenAt).total('minutes') > noteEveryMinutes)
		await touchSession(context.books.sql, id)
	return found
}

/** Opens a session in place of the one that this browser had, `passed` with both factors; answers the cookie to set. */
export async function startSession(
	request: Request,
	context: LoadContext,
	audience: Audience,
	accountId: string,
	passed = false,
): Promise<string> {
	const sessions = sessionsOf(context, audience)
	await sessions.deleteExpiredSessions()
	const before = readCookie(request, sessions.sessionCookieName)
	if (before) await sessions.invalidateSession(before)
	const session = await sessions.createSession(accountId, {
		browser: request.headers.get('user-agent') ?? '',
		address: context.address,
		key: '',
		seenAt: Temporal.Now.instant(),
	})
	if (passed) await noteSecondFactor(context.books.sql, session.id)
	return sessions.createSessionCookie(session.id).serialize()
}

/** Ends the session of this browser, or with `everywhere` all of its account; answers the cookie that clears it. */
export async function stopSession(
	request: Request,
	context: LoadContext,
	audience: Audience,
	everywhere = false,
): Promise<string> {
	const sessions = sessionsOf(context, audience)
	const id = readCookie(request, sessions.sessionCookieName)
	const { user } = id ? await sessions.validateSession(id) : { user: null }
	if (user && everywhere) await sessions.invalidateUserSessions(user.id)
	else if (id) await sessions.invalidateSession(id)
	return sessions.createBlankSessionCookie().serialize()
}
