import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import { requestSignIn, type SignInRequested } from './request.ts'

/**
 * The holder of a secure link asks for an account: the contact that the link was made for gets a sign-in letter, so
 * that a forwarded link gives nobody else's account away. Refuses `not_permitted` to anybody but such a holder.
 */
export async function claimAccount(scope: Scope): Promise<SignInRequested & { email: string }> {
	const { actor } = scope
	if (actor.kind !== 'link' || !actor.contactId) refuse('not_permitted', { action: 'account.claim' })
	const [contact] = await scope.sql<{ email: string }[]>`select email from contact where id = ${actor.contactId}`
	if (!contact) refuse('not_found', { noun: 'contact' })
	return { ...(await requestSignIn(scope, { audience: 'customer', email: contact.email })), email: contact.email }
}
