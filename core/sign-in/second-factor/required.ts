import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { permit } from '../../permit.ts'
import { refuse } from '../../refusal.ts'

/** Whether the company asks every member of staff for a second factor. */
export async function readRequired(scope: Scope): Promise<boolean> {
	permit(scope, 'second_factor.write')
	return await isRequired(scope)
}

async function isRequired({ sql }: Scope): Promise<boolean> {
	const [company] = await sql<{ required: boolean }[]>`select second_factor_required as required from company`
	return company?.required ?? false
}

/** From now on whoever has none is led to setting one up, and reaches nothing else; or no longer. */
export async function requireSecondFactor(scope: Scope, { required }: { required: boolean }): Promise<void> {
	permit(scope, 'staff.write')
	const changed = await scope.sql<{ id: string }[]>`
		update company set second_factor_required = ${required} where second_factor_required <> ${required}
		returning billing_party_id as id`
	for (const { id } of changed)
		await emit(scope, {
			kind: 'company.updated',
			subject: { kind: 'company', id },
			facts: { secondFactorRequired: required },
		})
}

/** For verbs that have taken a factor away: refuses `second_factor.last` where it was the last of one who must have one. */
export async function refuseLastFactor(scope: Scope, userId: string): Promise<void> {
	const [left] = await scope.sql`
		select from second_factor where user_id = ${userId} and confirmed_at is not null
		union all select from passkey where user_id = ${userId} limit 1`
	if (!left && (await isRequired(scope))) refuse('second_factor.last', {})
}
