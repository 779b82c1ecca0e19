import type { Sql } from '#db/client.ts'
import { type HashedLinkJson, heldLinks, linkOfJson, linkRows, type ReadLink } from './read-links.ts'
import { hashSecret, isToken } from './secret.ts'

/** What a browser holds: a session as its cookie says it, and the tokens of secure links. */
export type Held = { session: string | undefined; tokens: string[]; now: Temporal.Instant }

export type Stamp = {
	/** Differs as soon as anything differs that may stand on a page of these customers. */
	text: string
	timeZone: string
	daysAhead: number
	/** What the tokens open, as `readLinks` says it: whoever makes the page need not ask again. */
	links: ReadLink[]
}

/**
 * What the customer's pages of this browser were made from, in one query; undefined for a browser that holds nothing
 * good. Whatever changes a customer's pages writes an event; they are counted beside the newest, because an event with
 * an earlier key may be committed later.
 */
export async function readStamp(sql: Sql, { session, tokens, now }: Held): Promise<Stamp | undefined> {
	const hash = session ? hashSecret(session).toString('hex') : ''
	const known = tokens.filter(isToken)
	const hashes = known.map((token) => hashSecret(token).toString('hex'))
	const [row] = await sql<{ text: string | null; timeZone: string; daysAhead: number; links: HashedLinkJson[] }[]>`
		with held as (
			select member.customer_id, contact.xmin::text as holder
			from session
			join account on account.id = session.account_id
			join contact on contact.id = account.contact_id
			join customer_contact as member on member.contact_id = contact.id
			where session.id = ${hash} and session.expires_at > now()
			union
			select link.customer_id, link.xmin::text
			from secure_link as link, company
			where link.token_hash in (select decode(held.hash, 'hex') from unnest(${hashes}::text[]) as held (hash))
				and link.revoked_at is null and link.expires_at > ${now}::timestamptz + company.days_ahead * interval '24 hours'
		)
		select company.time_zone as "timeZone", company.days_ahead as "daysAhead", company.xmin::text || ' ' || (
			select string_agg(concat_ws(':', held.customer_id, held.holder, customer.xmin::text, happened.count, happened.newest), ' '
				order by held.customer_id, held.holder)
			from held
			join customer on customer.id = held.customer_id
			cross join lateral (
				select count(*), max(event.id::text) as newest from event where event.customer_id = held.customer_id
			) as happened
		) as text,
		coalesce((select jsonb_agg(to_jsonb(link)) from (${linkRows(sql, hashes)}) as link), '[]') as links
		from company`
	if (!row?.text) return undefined
	const { text, timeZone, daysAhead } = row
	const links = heldLinks(row.links.map(linkOfJson), known, now.add({ hours: 24 * daysAhead }))
	return { text, timeZone, daysAhead, links }
}
