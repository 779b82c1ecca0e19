import type { LinkScope, LinkSubject, Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'

export type FoundLink = {
	id: string
	subject: LinkSubject
	/** The number of the contract, invoice or quote that it opens; null of one that opens all of the customer's. */
	opens: string | null
	scope: LinkScope
	state: 'open' | 'expired' | 'revoked'
	contactName: string | null
	createdAt: Temporal.Instant
	expiresAt: Temporal.Instant
	revokedAt: Temporal.Instant | null
	/** How often it was opened; refused tries are not counted. */
	opened: number
	lastOpenedAt: Temporal.Instant | null
}

/** The secure links of a customer, newest first, at most a hundred. Never their tokens: those are not kept. */
export async function findLinks(scope: Scope, { customerId }: { customerId: string }): Promise<FoundLink[]> {
	permit(scope, 'link.send')
	const rows = await scope.sql<
		(Omit<FoundLink, 'subject'> & { subjectKind: LinkSubject['kind']; subjectId: string })[]
	>`
		select link.id, subject_kind as "subjectKind", subject_id as "subjectId", scope,
			case when revoked_at is not null then 'revoked' when expires_at <= ${scope.now} then 'expired' else 'open' end as state,
			contact.name as "contactName", link.created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt",
			uses.opened, uses.last as "lastOpenedAt", case subject_kind
				when 'contract' then (select number from contract where contract.id = subject_id)
				when 'invoice' then (select number from invoice where invoice.id = subject_id)
				when 'quote' then (select number from quote where quote.id = subject_id) end as opens
		from secure_link as link
		left join contact on contact.id = link.contact_id
		cross join lateral (
			select count(*)::int as opened, max(used_at) as last from secure_link_use where link_id = link.id and outcome = 'opened'
		) as uses
		where link.customer_id = ${customerId} and ${reach(scope).customer('link.customer_id')}
		order by link.id desc limit 100`
	return rows.map(({ subjectKind, subjectId, ...link }) => ({ ...link, subject: { kind: subjectKind, id: subjectId } }))
}
