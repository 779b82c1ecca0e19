import type { Scope } from '../act.ts'
import type { Service } from '../dunning/find-service.ts'
import type { ServiceState } from '../dunning/ladder.ts'
import type { ContractPage, Party } from './page.ts'

/** What is shown on a past day as it is today: it was another then, or may have been, and how it was is not kept. */
export type AsToday = 'party' | 'autopay' | 'paymentTermDays' | 'purchaseOrder' | 'renewal' | 'noticeDays'

type SwitchedRow = { on: boolean; brand: string | null; last4: string | null }

/** As the page's query gives it for another day than today. */
export type ThenRow = {
	/** Of that day; null where it is not known. */
	party: Party | null
	/** Fields that a file has set since. */
	fields: string[]
	/** Where the ladder of late money stood; null where it had not been stepped on. */
	service: { kind: string; dueOn: string | null } | null
	/** The last time until then, and the first since, that paying by card was switched. */
	switched: SwitchedRow | null
	switchedSince: SwitchedRow | null
}

export type Then = Pick<ContractPage, 'party' | 'card' | 'asToday'> & { autopay: boolean }

const fromFiles: readonly AsToday[] = ['paymentTermDays', 'purchaseOrder', 'renewal', 'noticeDays']

/** What changes without an amendment, as it was or will be; `then` null: the page is of today. */
export function standThen(
	then: ThenRow | null,
	now: Pick<ContractPage, 'party' | 'card'> & { autopay: boolean },
): Then {
	if (!then) return { ...now, asToday: [] }
	const { party, fields, switched, switchedSince } = then
	const asToday = fromFiles.filter((field) => fields.includes(field))
	if (!party) asToday.push('party')
	const found = { party: party ?? now.party, asToday }
	// Nobody has switched it since: it is as it was.
	if (!switchedSince) return { ...now, ...found }
	if (switched?.on && switched.brand && switched.last4)
		return { ...found, autopay: true, card: { brand: switched.brand, last4: switched.last4 } }
	if (switched ? !switched.on : switchedSince.on) return { ...found, autopay: false, card: null }
	return { ...now, ...found, asToday: [...asToday, 'autopay'] }
}

/** How the service stood on a past day, as it was told; what was to come then is not. */
export function serviceThen({ service }: ThenRow): Service {
	const state = service ? serviceBy[service.kind] : undefined
	return { state: state ?? 'normal', dueOn: service?.dueOn ?? null, overdueMinor: 0n, next: null }
}

const serviceBy: Record<string, ServiceState> = {
	'service.warned': 'warned',
	'service.restricted': 'restricted',
	'service.blocked': 'blocked',
}

/** A part of the page's query: ThenRow as JSON. */
export function thenColumn(scope: Scope, day: string | undefined) {
	const { sql, today } = scope
	if (day === undefined || day === today.toString()) return sql`null::jsonb`
	if (day > today.toString())
		return sql`jsonb_build_object('fields', '[]'::jsonb, 'party', coalesce((
			select ${partyJson(scope)} from address_change join billing_party as party on party.id = address_change.billing_party_id
			where address_change.customer_id = contract.customer_id and applied_at is null and withdrawn_at is null and effective_on <= ${day}
		), ${partyJson(scope)}))`
	return sql`jsonb_build_object(
		'party', ${partyThen(scope, day)},
		'fields', coalesce((select jsonb_agg(distinct field) from event
			cross join lateral jsonb_array_elements_text(case jsonb_typeof(facts->'fields') when 'array' then facts->'fields' else '[]' end) as field
			where event.contract_id = contract.id and kind = 'contract.updated' and happened_on > ${day}), '[]'),
		'service', (select jsonb_build_object('kind', kind, 'dueOn', facts->>'dueOn') from event
			where event.contract_id = contract.id and kind in ('service.warned', 'service.restricted', 'service.blocked', 'service.restored')
				and happened_on <= ${day} order by id desc limit 1),
		'switched', ${switchedBy(scope, sql`happened_on <= ${day} order by id desc`)},
		'switchedSince', ${switchedBy(scope, sql`happened_on > ${day} order by id`)})`
}

/** Of the row `party`. */
export function partyJson({ sql }: Pick<Scope, 'sql'>) {
	return sql`jsonb_build_object('name', party.name, 'street', party.street, 'postalCode', party.postal_code, 'city', party.city,
		'region', party.region, 'country', party.country, 'taxNumber', party.tax_number)`
}

function switchedBy({ sql }: Scope, which: ReturnType<Scope['sql']>) {
	return sql`(select jsonb_build_object('on', coalesce((facts->>'autopay')::boolean, kind = 'contract.autopay_on'),
			'brand', facts->>'brand', 'last4', facts->>'last4')
		from event where event.contract_id = contract.id
			and (kind in ('contract.autopay_on', 'contract.autopay_off') or (kind = 'contract.updated' and facts ? 'autopay'))
			and ${which} limit 1)`
}

/**
 * The address on a past day: the one told for a day or put on an invoice last until then, unless the customer was edited
 * in between; today's where nothing has changed since.
 */
function partyThen(scope: Scope, day: string) {
	const { sql } = scope
	const edited = sql`select from event where event.customer_id = contract.customer_id and kind = 'customer.updated'`
	return sql`(
		select case
			when not exists (${edited} and happened_on > ${day}) and not exists (
				select from address_change where address_change.customer_id = contract.customer_id and applied_at is not null
					and effective_on > ${day}) then ${partyJson(scope)}
			when not exists (${edited} and happened_on >= said.said_on and happened_on <= ${day}) then
				(select ${partyJson(scope)} from billing_party as party where party.id = said.party_id) end
		from (select 1) as one left join lateral (
			select effective_on as said_on, billing_party_id as party_id, 1 as rank from address_change
			where address_change.customer_id = contract.customer_id and applied_at is not null and effective_on <= ${day}
			union all
			select issued_on, buyer_id, 2 from invoice
			where invoice.customer_id = contract.customer_id and invoice.state <> 'draft' and issued_on <= ${day}
			order by said_on desc, rank limit 1
		) as said on true)`
}
