import { isToken } from '#core/sign-in/secret.ts'
import type { LoadContext } from '../load-context.ts'
import { readCookie } from '../words/language.ts'
import { isSecure } from './sessions.ts'

/** What this browser holds of a code that was mailed to the holder of its link (core/sign-in/confirm.ts). */
export function proofIn(request: Request, context: LoadContext): string | undefined {
	const proof = readCookie(request, nameIn(context))
	return proof && isToken(proof) ? proof : undefined
}

/** Keeps it for as long as a confirmation can count. */
export function proofCookie(context: LoadContext, proof: string): string {
	const secure = isSecure(context.settings) ? '; Secure' : ''
	return `${nameIn(context)}=${proof}; Path=/; HttpOnly; SameSite=Lax${secure}; Max-Age=4200`
}

const nameIn = ({ settings }: LoadContext) => (isSecure(settings) ? '__Host-proof' : 'proof')
