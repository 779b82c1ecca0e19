import type { Scope } from '../act.ts'
import { type HeldLink, heldLink, type LinkRow } from './held-link.ts'
import { hashSecret, isToken } from './secret.ts'

/**
 * What the tokens in somebody's hands open, in the order given; unknown ones are left out. A token is its own
 * permission, so this asks for none; it is not a use that is logged: `openLink` is.
 */
export async function readLinks(scope: Scope, tokens: string[]): Promise<(HeldLink & { token: string })[]> {
	const known = tokens.filter(isToken)
	if (known.length === 0) return []
	const hashes = known.map((token) => hashSecret(token).toString('hex'))
	const rows = await scope.sql<(LinkRow & { place: bigint })[]>`
		select link.id, link.customer_id as "customerId", customer.name as "customerName", link.contact_id as "contactId",
			contact.name as "contactName", contact.email as "contactEmail",
			coalesce(contact.language, customer.language) as language, link.subject_kind as "subjectKind",
			link.subject_id as "subjectId", link.scope, link.expires_at as "expiresAt", link.revoked_at as "revokedAt", held.place
		from unnest(${hashes}::text[]) with ordinality as held (hash, place)
		join secure_link as link on link.token_hash = decode(held.hash, 'hex')
		join customer on customer.id = link.customer_id
		left join contact on contact.id = link.contact_id
		order by held.place`
	return rows.map((row) => ({ ...heldLink(row, scope.now), token: known[Number(row.place) - 1] ?? '' }))
}
