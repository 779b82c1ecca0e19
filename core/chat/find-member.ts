import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Account, Member } from './account.ts'

/** Whom an account speaks for now; null for strangers, and for those who have left. */
export async function findMember(scope: Scope, { channel, team, account }: Account): Promise<Member | null> {
	permit(scope, 'staff.write')
	const [member] = await scope.sql<Member[]>`
		select user_id as "userId", role, staff_user.name, language
		from chat_account join staff_user on staff_user.id = user_id
		where channel = ${channel} and team = ${team} and account = ${account} and unlinked_at is null and left_at is null`
	return member ?? null
}
