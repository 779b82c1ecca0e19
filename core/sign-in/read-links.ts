import type { Sql, TransactionSql } from '#db/client.ts'
import type { Scope } from '../act.ts'
import { countryRead } from '../customer/country-read.ts'
import { type HeldLink, heldLink, type LinkRow } from './held-link.ts'
import { hashSecret, isToken } from './secret.ts'

/**
 * What the tokens in somebody's hands open, in the order given; unknown ones are left out. A token is its own
 * permission, so this asks for none; it is not a use that is logged: `openLink` is.
 */
export async function readLinks({ sql, now }: Scope, tokens: string[]): Promise<ReadLink[]> {
	const known = tokens.filter(isToken)
	if (known.length === 0) return []
	const hashes = known.map((token) => hashSecret(token).toString('hex'))
	return heldLinks(await linkRows(sql, hashes), known, now)
}

export type ReadLink = HeldLink & { token: string }

/** `place` counts the hashes from one. */
type HashedLinkRow = LinkRow & { place: number }

/** The same as JSON gives it: moments are text. */
export type HashedLinkJson = Omit<HashedLinkRow, 'expiresAt' | 'revokedAt'> & {
	expiresAt: string
	revokedAt: string | null
}

export function heldLinks(rows: readonly HashedLinkRow[], known: string[], now: Temporal.Instant): ReadLink[] {
	return rows.map((row) => ({ ...heldLink(row, now), token: known[row.place - 1] ?? '' }))
}

export function linkOfJson({ expiresAt, revokedAt, ...row }: HashedLinkJson): HashedLinkRow {
	const instant = (text: string) => Temporal.Instant.from(text)
	return { ...row, expiresAt: instant(expiresAt), revokedAt: revokedAt === null ? null : instant(revokedAt) }
}

/** A query of its own, and a part of the stamp's. */
export function linkRows(sql: Sql | TransactionSql, hashes: string[]) {
	// Both answer the same tagged query, but their types cannot be called as one.
	return (sql as Sql)<HashedLinkRow[]>`
		select link.id, link.customer_id as "customerId", customer.name as "customerName", link.contact_id as "contactId",
			contact.name as "contactName", contact.email as "contactEmail",
			coalesce(contact.language, customer.language) as language,
			${countryRead({ sql }, (sql as Sql)`customer.id`)} as country, link.subject_kind as "subjectKind",
			link.subject_id as "subjectId", link.scope, link.expires_at as "expiresAt", link.revoked_at as "revokedAt", held.place::int
		from unnest(${hashes}::text[]) with ordinality as held (hash, place)
		join secure_link as link on link.token_hash = decode(held.hash, 'hex')
		join customer on customer.id = link.customer_id
		left join contact on contact.id = link.contact_id
		order by held.place`
}
