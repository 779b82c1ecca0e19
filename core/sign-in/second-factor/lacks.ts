import type { Scope } from '../../act.ts'

/** In a query: whether a member of staff has still to set up the second factor that the company asks of everybody. */
export function lacksFactor({ sql }: Pick<Scope, 'sql'>, userId: string) {
	return sql`(
		(select second_factor_required from company)
		and not exists (select from second_factor where second_factor.user_id = ${sql(userId)} and confirmed_at is not null)
		and not exists (select from passkey where passkey.user_id = ${sql(userId)}))`
}
