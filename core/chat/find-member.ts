import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit } from '../permit.ts'
import { lacksFactor } from '../sign-in/second-factor/lacks.ts'
import type { Account, Member } from './account.ts'

/** Whom an account speaks for now; null for strangers, for those who have left, and for those who are held. */
export async function findMember(scope: Scope, { channel, team, account }: Account): Promise<Member | null> {
	permit(scope, 'staff.write')
	const [member] = await scope.sql<Member[]>`
		select user_id as "userId", role, staff_user.name, language
		from chat_account join staff_user on staff_user.id = user_id
		where channel = ${channel} and team = ${team} and account = ${account} and unlinked_at is null and left_at is null
			and not ${lacksFactor(scope, 'chat_account.user_id')}`
	return member ?? null
}

/** The language of whoever has to set a second factor up before they are heard again; null for everybody else. */
export async function findHeld(scope: Scope, { channel, team, account }: Account): Promise<Language | null> {
	permit(scope, 'staff.write')
	const [held] = await scope.sql<{ language: Language }[]>`
		select language from chat_account join staff_user on staff_user.id = user_id
		where channel = ${channel} and team = ${team} and account = ${account} and unlinked_at is null and left_at is null
			and ${lacksFactor(scope, 'chat_account.user_id')}`
	return held?.language ?? null
}
