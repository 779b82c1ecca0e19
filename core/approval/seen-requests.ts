import type { Scope } from '../act.ts'
import { may } from '../permit.ts'

/**
 * SQL over `approval_request` as `request`: those that the actor may look at. A card shows how a customer stands, so it is for
 * whoever may see invoices; what is asked about colleagues for those who look after them. Whoever asked or was asked sees theirs.
 */
export function seenRequests({ sql, actor }: Scope) {
	if (actor.kind !== 'staff') return actor.kind === 'system' ? sql`true` : sql`false`
	return sql`(case when request.customer_id is null then ${may(actor, 'staff.write')}::boolean else ${may(actor, 'invoice.read')}::boolean end
		or request.requested_by = ${`staff:${actor.userId}`}
		or exists (select from approval_asked where request_id = request.id and user_id = ${actor.userId}::uuid))`
}
