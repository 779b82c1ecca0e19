import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** Forgets applications that nobody confirmed in time, with their files. Answers how many. */
export async function sweepApplications(scope: Scope): Promise<number> {
	permit(scope, 'company.write')
	const gone = await scope.sql`
		delete from partner_application where id in (
			select id from partner_application where state = 'unconfirmed' and expires_at < ${scope.now}
			order by expires_at limit 1000 for update skip locked)
		returning id`
	return gone.length
}
