import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { standingOf } from '../invoice/standing.ts'
import { typeRead } from '../invoice/type-of.ts'
import { may, reach } from '../permit.ts'

export type SignedQuote = { id: string; number: string; title: string; signedOn: string }

/** What was invoiced from a past day to today, oldest first: part of the page's query, as JSON. */
export function papersSince(scope: Scope, past: string, shown: Fragment) {
	return scope.sql`
		coalesce((select jsonb_agg(to_jsonb(paper)) from (
			select id, kind, ${typeRead(scope)} as type, number, issued_on as "issuedOn", total_minor::text as "totalMinor", ${standingOf(scope)} as standing
			from invoice where ${shown} and issued_on >= ${past} and invoice.state <> 'void'
			order by issued_on, id limit 12
		) as paper), '[]')`
}

/** Quotes that were signed for it, the latest first; on a past day those of then. */
export function signedQuotes(scope: Scope, past: string | undefined) {
	if (!may(scope.actor, 'quote.read')) return scope.sql`'[]'::jsonb`
	return scope.sql`
		coalesce((select jsonb_agg(to_jsonb(signed)) from (
			select quote.id, quote.number, quote.title, accepted_on as "signedOn"
			from quote_acceptance as acceptance join quote on quote.id = acceptance.quote_id
			where quote.contract_id = contract.id and accepted_on <= ${past ?? scope.today} and ${reach(scope).quote()}
			order by accepted_at desc limit 12
		) as signed), '[]')`
}
