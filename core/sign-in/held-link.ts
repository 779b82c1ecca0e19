import type { Actor, LinkScope, LinkSubject } from '../act.ts'
import type { Language } from '../company/read.ts'

export type LinkActor = Extract<Actor, { kind: 'link' }>

/** A secure link as its row says it, with what a page needs to greet its holder. */
export type HeldLink = {
	actor: LinkActor
	state: 'open' | 'expired' | 'revoked'
	expiresAt: Temporal.Instant
	customer: { id: string; name: string }
	contact: { name: string; email: string } | null
	/** The contact's language, else the customer's. */
	language: Language
	/** Whose days, numbers and amounts its holder reads. */
	country: string | null
}

export type LinkRow = {
	id: string
	customerId: string
	customerName: string
	contactId: string | null
	contactName: string | null
	contactEmail: string | null
	language: Language
	country: string | null
	subjectKind: LinkSubject['kind']
	subjectId: string
	scope: LinkScope
	expiresAt: Temporal.Instant
	revokedAt: Temporal.Instant | null
}

export function heldLink(row: LinkRow, now: Temporal.Instant): HeldLink {
	const expired = Temporal.Instant.compare(row.expiresAt, now) <= 0
	return {
		actor: {
			kind: 'link',
			linkId: row.id,
			customerId: row.customerId,
			contactId: row.contactId,
			subject: { kind: row.subjectKind, id: row.subjectId },
			scope: row.scope,
		},
		state: row.revokedAt ? 'revoked' : expired ? 'expired' : 'open',
		expiresAt: row.expiresAt,
		customer: { id: row.customerId, name: row.customerName },
		contact: row.contactName === null ? null : { name: row.contactName, email: row.contactEmail ?? '' },
		language: row.language,
		country: row.country,
	}
}
