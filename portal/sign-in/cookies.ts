import { isToken } from '#core/sign-in/secret.ts'
import type { LoadContext } from '../load-context.ts'
import { localPath } from '../local-path.ts'
import { readCookie } from '../words/language.ts'
import { isSecure } from './sessions.ts'

/** How many secure links one browser holds; the one opened last comes first, the oldest drops out. */
const mostLinks = 5

/** The tokens of the secure links that this browser has opened, the last one first. */
export function heldTokens(request: Request, context: LoadContext): string[] {
	const tokens = readCookie(request, name('links', context))?.split('.') ?? []
	return tokens.filter(isToken).slice(0, mostLinks)
}

/** Keeps a token, or these tokens, until the browser is closed. Empty: forgets them all. */
export function linksCookie(context: LoadContext, tokens: string[]): string {
	const kept = [...new Set(tokens)].slice(0, mostLinks)
	return cookie('links', kept.join('.'), context, kept.length === 0 ? 0 : undefined)
}

/** What this browser asked for, and where it wanted to go. Without the handle the code of the letter is worth nothing. */
export type PendingSignIn = { id: string; handle: string; path: string }

export function pendingSignIn(request: Request, context: LoadContext): PendingSignIn | undefined {
	const [id = '', handle = '', wanted = ''] = readCookie(request, name('sign_in', context))?.split('.') ?? []
	if (!/^[\da-f-]{36}$/.test(id) || !isToken(handle)) return undefined
	return { id, handle, path: localPath(Buffer.from(wanted, 'base64url').toString(), '/overview') }
}

/** Browsers keep no cookie above 4096 bytes: of an address that would be too long they come back to its page. */
const longestPath = 2800

export function pendingCookie(context: LoadContext, pending: PendingSignIn | undefined): string {
	if (!pending) return cookie('sign_in', '', context, 0)
	const path = pending.path.length > longestPath ? pending.path.replace(/\?.*/, '') : pending.path
	const wanted = Buffer.from(path).toString('base64url')
	return cookie('sign_in', `${pending.id}.${pending.handle}.${wanted}`, context, 900)
}

function cookie(plain: string, value: string, context: LoadContext, maxAge: number | undefined): string {
	const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`
	const secure = isSecure(context.settings) ? '; Secure' : ''
	return `${name(plain, context)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${age}`
}

function name(plain: string, { settings }: LoadContext): string {
	return isSecure(settings) ? `__Host-${plain}` : plain
}
