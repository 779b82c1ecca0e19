import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'

/** How long after a sign-in what opens the account may be changed without another proof, in minutes. */
export const freshMinutes = 15

/** How long after it was made or begun a link or a session does what is sensitive without another proof. */
export const freshHours = 24

/** Whether the acting account's session of this key began so lately. A session lives by the clock on the wall. */
export async function isFresh({ sql }: Scope, accountId: string, sessionKey: string | undefined): Promise<boolean> {
	if (!sessionKey) return false
	const [session] = await sql`
		select from session where key = ${sessionKey} and account_id = ${accountId} and expires_at > now()
			and created_at > now() - ${freshMinutes} * interval '1 minute'`
	return session !== undefined
}

/** A browser left open for days does not change what opens the account. Refuses `sign_in.not_fresh`. */
export async function refuseStale(scope: Scope, accountId: string, sessionKey: string | undefined): Promise<void> {
	if (!(await isFresh(scope, accountId, sessionKey))) refuse('sign_in.not_fresh', {})
}
