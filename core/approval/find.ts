import type { Scope } from '../act.ts'
import type { ContractChange } from '../amendment/change.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { ShownChange } from './shown.ts'
import { unseenKinds } from './unseen.ts'

/** A change of a contract that its customer asks for, as both sides see it. */
export type FoundRequest = {
	id: string
	contract: { id: string; number: string; title: string }
	customer: { id: string; name: string }
	/** Who asked, by name. */
	requester: string
	change: { change: ContractChange; reason?: string }
	shown: ShownChange
	monthMinor: bigint
	currency: string
	note: string
	requestedAt: Temporal.Instant
	state: 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'outdated'
	decider: string | null
	decidedAt: Temporal.Instant | null
	comment: string
	/** What the customer owes past its day, and since how many days; for those who decide. */
	overdueMinor: bigint
	overdueDays: number
	mrrMinor: bigint
	/** Fingerprint to send along with a decision. */
	seen: string
}

/** Refuses `not_found`. */
export async function findRequest(scope: Scope, { id }: { id: string }): Promise<FoundRequest> {
	permit(scope, 'contract.read')
	permit(scope, 'invoice.read')
	const [found] = await scope.sql<FoundRequest[]>`
		${selectRequests(scope)} where request.id = ${id} and ${reach(scope).contract()}`
	if (!found || unseenKinds(scope).includes('contract_change')) refuse('not_found', { noun: 'approval_request' })
	return found
}

function selectRequests({ sql, today, actor }: Scope) {
	const isOurs = actor.kind === 'staff' || actor.kind === 'system'
	return sql`
		select request.id, jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) as contract,
			jsonb_build_object('id', customer.id, 'name', customer.name) as customer,
			coalesce(asker.name, asking_link.name, customer.name) as requester, request.change, request.shown,
			request.amount_minor as "monthMinor", request.currency, request.note, request.requested_at as "requestedAt",
			case request.state when 'failed' then 'outdated' else request.state end as state, case when ${isOurs} then decider.name end as decider, request.decided_at as "decidedAt", request.comment, request.fingerprint as seen,
			coalesce(owed.minor, 0)::bigint as "overdueMinor", coalesce(owed.days, 0)::int as "overdueDays",
			coalesce((select sum(amount_minor) from mrr_movement
				where customer_id = customer.id and moved_on <= ${today}), 0)::bigint as "mrrMinor"
		from approval_request as request
			join contract on contract.id = request.contract_id and request.subject_kind = 'contract_change'
				join customer on customer.id = request.customer_id
			left join contact as asker on 'contact:' || asker.id = request.requested_by
			left join secure_link on 'link:' || secure_link.id = request.requested_by
			left join contact as asking_link on asking_link.id = secure_link.contact_id
			left join staff_user as decider on 'staff:' || decider.id = request.decided_by
			left join lateral (
				select sum(total_minor - settled_minor) as minor, max(${today}::date - due_on) as days from invoice
				where customer_id = customer.id and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
					and due_on < ${today} and currency = request.currency
			) as owed on true`
}
