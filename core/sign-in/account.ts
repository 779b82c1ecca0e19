import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { countryReadByAll } from '../customer/country-read.ts'

export type Audience = 'customer' | 'staff'

export type Account = { id: string; name: string; email: string; language: Language; country?: string | null }

/** The account that an address signs in to, made when it is first asked for. Staff who left have none. */
export async function findAccount(scope: Scope, audience: Audience, email: string): Promise<Account | undefined> {
	const { sql } = scope
	const [holder] =
		audience === 'staff'
			? await sql<Account[]>`
				select id, name, email, language from staff_user where lower(email) = lower(${email}) and left_at is null`
			: await sql<Account[]>`
				select id, name, email, language, ${countryReadByAll(scope)} as country from contact where lower(email) = lower(${email})`
	if (!holder) return undefined
	const column = sql(audience === 'staff' ? 'staff_user_id' : 'contact_id')
	const [account] = await sql<{ id: string }[]>`
		insert into account (${column}, created_at) values (${holder.id}, ${scope.now})
		on conflict (${column}) do update set ${column} = excluded.${column}
		returning id`
	if (!account) throw new Error('An account was not written')
	return { ...holder, id: account.id }
}
