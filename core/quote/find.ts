import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { seen } from '../field-right/seen.ts'
import { type FoundMessage, findMessages } from '../message/find.ts'
import { permit } from '../permit.ts'
import { languageRead } from '../product/said.ts'
import { chosenOf } from './choose.ts'
import { conditionsOf } from './conditions.ts'
import { otherSignerOf } from './find-signer.ts'
import { previewOf, type QuotePreview } from './preview.ts'
import { type Quote, quoteSaid, readQuote } from './read.ts'
import { type QuoteState, standingOn } from './state.ts'

/** A quote with all that its page shows. */
export type QuotePage = {
	/** `conditions` as they are read, `conditionsWritten` as a draft is edited: with variables. */
	quote: Quote & { standing: QuoteState; conditionsWritten: string }
	customer: { id: string; number: string; name: string; email: string; language: Language }
	contact: { name: string; email: string } | null
	/** The one person who may sign it, where whoever reads may not. */
	otherSigner: string | null
	owner: { name: string; email: string } | null
	forContract: { id: string; number: string; title: string; endsOn: string | null } | null
	/** What it has become. */
	contract: { id: string; number: string } | null
	replaces: { id: string; number: string } | null
	replacedBy: { id: string; number: string } | null
	/** Of a quote that is open, or a draft: what it comes to with the lines asked for. Of an accepted one: what was seen. */
	preview: QuotePreview | null
	acceptance: QuoteAcceptance | null
	messages: FoundMessage[]
}

export type QuoteAcceptance = {
	signerName: string
	kind: 'typed' | 'drawn'
	drawing: string | null
	acceptedAt: Temporal.Instant
	acceptedOn: string
	chosen: string[]
	/** What was agreed on, ISO; `endsOn` the last day. */
	startsOn: string
	endsOn: string | null
	documentSha256: string
}

type Facts = Omit<QuotePage, 'quote' | 'preview' | 'messages' | 'otherSigner'>

/** `chosen` null: as it is offered. Refuses `not_found`. */
export async function findQuote(
	scope: Scope,
	{ id, chosen }: { id: string; chosen: readonly string[] | null },
): Promise<QuotePage> {
	permit(scope, 'quote.read')
	const quote = quoteSaid(seenQuote(scope, await readQuote(scope, id)), languageRead(scope.actor))
	const standing = standingOn(quote, scope.today)
	const [facts, messages, otherSigner, preview] = await Promise.all([
		readFacts(scope, quote),
		findMessages(scope, { kind: 'quote', id }),
		otherSignerOf(scope, quote),
		standing === 'draft' || standing === 'sent' ? previewOf(scope, quote, chosenOf(quote.lines, chosen)) : null,
	])
	const conditions = await conditionsOf(scope, quote)
	const written = { ...quote, conditions, conditionsWritten: quote.conditions, standing }
	return { quote: written, ...facts, otherSigner, preview, messages }
}

/** A quote's own terms are what is offered; of its lines, and of whom it is for, fields are hidden as they are of contracts. */
function seenQuote(scope: Scope, quote: Quote): Quote {
	return {
		...seen(scope, 'contract', quote, 'draft'),
		lines: quote.lines.map((line) => seen(scope, 'line', line, 'draft')),
	}
}

async function readFacts(scope: Scope, quote: Quote): Promise<Facts> {
	const { sql, actor } = scope
	const [facts] = await sql<Facts[]>`
		select jsonb_build_object('id', customer.id, 'number', customer.number, 'name', customer.name, 'email', customer.email,
				'language', customer.language) as customer,
			case when contact.id is not null then jsonb_build_object('name', contact.name, 'email', contact.email) end as contact,
			case when owner.id is not null then jsonb_build_object('name', owner.name, 'email', owner.email) end as owner,
			case when amended.id is not null then jsonb_build_object('id', amended.id, 'number', amended.number,
				'title', amended.title, 'endsOn', amended.ends_on) end as "forContract",
			case when made.id is not null then jsonb_build_object('id', made.id, 'number', made.number) end as contract,
			(select jsonb_build_object('id', id, 'number', number) from quote as earlier where earlier.id = quote.replaces_id
				and (earlier.sent_at is not null or ${actor.kind === 'staff' || actor.kind === 'system'})) as replaces,
			(select jsonb_build_object('id', id, 'number', number) from quote as later where later.replaces_id = quote.id
				and (later.sent_at is not null or ${actor.kind === 'staff' || actor.kind === 'system'})) as "replacedBy"
		from quote join customer on customer.id = quote.customer_id
			left join contact on contact.id = quote.contact_id
			left join staff_user as owner on owner.id = quote.owner_id
			left join contract as amended on amended.id = quote.for_contract_id
			left join contract as made on made.id = quote.contract_id
		where quote.id = ${quote.id}`
	if (!facts) throw new Error('The quote has gone')
	const [acceptance] = await sql<QuoteAcceptance[]>`
		select signer_name as "signerName", kind, drawing, accepted_at as "acceptedAt", accepted_on::text as "acceptedOn", chosen,
			totals->>'startsOn' as "startsOn", totals->>'endsOn' as "endsOn",			document_sha256 as "documentSha256"
		from quote_acceptance where quote_id = ${quote.id}`
	const contact = facts.contact && seen(scope, 'customer', facts.contact, null)
	const customer = seen(scope, 'customer', facts.customer, null)
	return { ...facts, customer, contact, acceptance: acceptance ?? null }
}
