import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Withdraws a secure link at once, also from those who have opened it. Withdrawing it again changes nothing. */
export async function revokeLink(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'link.revoke')
	const [link] = await scope.sql<
		{ customerId: string; subjectKind: string; subjectId: string; revokedAt: Temporal.Instant | null }[]
	>`
		select customer_id as "customerId", subject_kind as "subjectKind", subject_id as "subjectId", revoked_at as "revokedAt"
		from secure_link where id = ${id} and ${reach(scope).customer('secure_link.customer_id')} for update`
	if (!link) refuse('not_found', { noun: 'link' })
	if (link.revokedAt) return
	await scope.sql`update secure_link set revoked_at = ${scope.now} where id = ${id}`
	await emit(scope, {
		kind: 'link.revoked',
		subject: { kind: 'link', id },
		customerId: link.customerId,
		contractId: link.subjectKind === 'contract' ? link.subjectId : null,
	})
}
