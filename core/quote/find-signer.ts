import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'

/** How whoever signs is known: by the secure link mailed to an address, or as a contact who signed in. */
export type Signer = {
	by: 'link' | 'session'
	email: string
	contactId: string | null
	linkId: string | null
	/** When the link was last opened. */
	linkOpenedAt: Temporal.Instant | null
}

/** Only the customer's side signs. Refuses `not_permitted`. */
export async function findSigner({ sql, actor }: Scope): Promise<Signer> {
	if (actor.kind === 'contact') {
		const [contact] = await sql<{ email: string }[]>`select email from contact where id = ${actor.contactId}`
		return { by: 'session', email: contact?.email ?? '', contactId: actor.contactId, linkId: null, linkOpenedAt: null }
	}
	if (actor.kind !== 'link') refuse('not_permitted', { action: 'quote.decide' })
	const [link] = await sql<{ email: string; openedAt: Temporal.Instant | null }[]>`
		select coalesce(contact.email, customer.email) as email, (
			select max(used_at) from secure_link_use as used where used.link_id = link.id and used.outcome = 'opened') as "openedAt"
		from secure_link as link join customer on customer.id = link.customer_id left join contact on contact.id = link.contact_id
		where link.id = ${actor.linkId}`
	return {
		by: 'link',
		email: link?.email ?? '',
		contactId: actor.contactId,
		linkId: actor.linkId,
		linkOpenedAt: link?.openedAt ?? null,
	}
}

/**
 * The name of the one person who may sign a quote, where this is somebody else: another contact, or the holder of a link
 * that was sent to no contact. Also where that person has left the customer: then staff address it anew.
 */
export async function otherSignerOf(
	{ sql, actor }: Scope,
	{ contactId, signerOnly }: { contactId: string | null; signerOnly: boolean },
): Promise<string | null> {
	if (!signerOnly || !contactId || actor.kind === 'staff' || actor.kind === 'system') return null
	if (actor.contactId === contactId) return null
	const [signer] = await sql<{ name: string }[]>`select name from contact where id = ${contactId}`
	return signer?.name ?? null
}
