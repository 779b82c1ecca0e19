import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { lacksFactor } from '../sign-in/second-factor/lacks.ts'
import type { Account, Member } from './account.ts'

/** Chat accounts of a member of staff who has not left, and is not held until they have set a second factor up. */
export async function findAccounts(
	scope: Scope,
	{ userId }: { userId: string },
): Promise<(Account & { id: string })[]> {
	permit(scope, 'staff.write')
	return await scope.sql<(Account & { id: string })[]>`
		select chat_account.id, channel, team, account from chat_account join staff_user on staff_user.id = user_id
		where user_id = ${userId} and unlinked_at is null and left_at is null
			and not ${lacksFactor(scope, 'chat_account.user_id')} order by chat_account.id`
}

/** Whom a linked account speaks for now, and where it is; null once it is unlinked or its owner has left or is held. */
export async function findAccount(
	scope: Scope,
	{ id }: { id: string },
): Promise<(Account & { member: Member }) | null> {
	permit(scope, 'staff.write')
	const [account] = await scope.sql<(Account & { member: Member })[]>`
		select channel, team, account,
			jsonb_build_object('userId', user_id, 'role', role, 'name', staff_user.name, 'language', language) as member
		from chat_account join staff_user on staff_user.id = user_id
		where chat_account.id = ${id} and unlinked_at is null and left_at is null
			and not ${lacksFactor(scope, 'chat_account.user_id')}`
	return account ?? null
}
