import { isToken } from '#core/sign-in/secret.ts'
import type { LoadContext } from '../load-context.ts'
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

/** What this browser asked for: without its handle the code of the letter is worth nothing. */
export type PendingSignIn = { id: string; handle: string }

export function pendingSignIn(request: Request, context: LoadContext): PendingSignIn | undefined {
	const [id = '', handle = ''] = readCookie(request, name('sign_in', context))?.split('.') ?? []
	return /^[\da-f-]{36}$/.test(id) && isToken(handle) ? { id, handle } : undefined
}

export function pendingCookie(context: LoadContext, pending: PendingSignIn | undefined): string {
	return cookie('sign_in', pending ? `${pending.id}.${pending.handle}` : '', context, pending ? 900 : 0)
}

function cookie(plain: string, value: string, context: LoadContext, maxAge: number | undefined): string {
	const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`
	const secure = isSecure(context.settings) ? '; Secure' : ''
	return `${name(plain, context)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${age}`
}

function name(plain: string, { settings }: LoadContext): string {
	return isSecure(settings) ? `__Host-${plain}` : plain
}
