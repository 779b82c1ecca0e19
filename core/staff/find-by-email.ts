import type { Scope } from '../act.ts'
import type { Member } from '../chat/account.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A member of staff by address; the only administrator where none is given. Refuses `not_found`. */
export async function findByEmail(scope: Scope, { email }: { email?: string | undefined }): Promise<Member> {
	permit(scope, 'staff.write')
	const found = await scope.sql<Member[]>`
		select id as "userId", role, name, language from staff_user
		where left_at is null and ${email === undefined ? scope.sql`role = 'administrator'` : scope.sql`lower(email) = lower(${email})`}
		limit 2`
	const [member, other] = found
	if (!member || other) refuse('not_found', { noun: 'staff_user' })
	return member
}
