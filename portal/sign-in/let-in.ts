import { redirectDocument } from '@remix-run/node'
import type { SignedIn } from '#core/sign-in/redeem.ts'
import type { LoadContext } from '../load-context.ts'
import { isLanguage, languageCookie, readCookie } from '../words/language.ts'
import { pendingCookie, pendingSignIn } from './cookies.ts'
import { forgetTries } from './limits.ts'
import { isSecure, startSession } from './sessions.ts'

/** Opens the session of somebody who has proved who they are, `passed` with both factors, and sends them where they wanted to go. */
export async function letIn(
	request: Request,
	context: LoadContext,
	signedIn: SignedIn,
	{ path, passed = false }: { path?: string; passed?: boolean } = {},
): Promise<Response> {
	// Whoever is in needs no letter; the next browser of theirs may ask for one again.
	await forgetTries(context.books.sql, 'letters_to', `${signedIn.audience} ${signedIn.email}`)
	const headers = new Headers()
	headers.append('set-cookie', await startSession(request, context, signedIn.audience, signedIn.accountId, passed))
	headers.append('set-cookie', pendingCookie(context, undefined))
	keepLanguage(request, context, headers, signedIn.language)
	const home = signedIn.audience === 'staff' ? '/staff' : '/overview'
	const wanted = path ?? pendingSignIn(request, context)?.path ?? home
	// The letter may be opened in a browser where somebody asked for the other door.
	const fits = wanted.startsWith('/staff') === (signedIn.audience === 'staff')
	// The page is loaded afresh: in the person's own language, and in the formats of their country.
	return redirectDocument(fits ? wanted : home, { headers })
}

/** Answers in the person's own language from now on, unless they have chosen one in this browser. */
export function keepLanguage(
	request: Request,
	{ settings }: Pick<LoadContext, 'settings'>,
	headers: Headers,
	language: string,
): void {
	if (isLanguage(language) && !isLanguage(readCookie(request, 'language'))) {
		headers.append('set-cookie', languageCookie(language, isSecure(settings)))
	}
}
