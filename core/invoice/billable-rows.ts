import type { Scope } from '../act.ts'
import { lineNames } from '../product/said.ts'
import { checkedJson, exemptionsJson, rateRows } from '../tax/rate.ts'
import { namedUnits } from '../unit/said.ts'
import type { BillableContract, EndRow, FactRow, StateRow } from './billable.ts'
import { planRows } from './instalments.ts'

/** The contracts asked for: a piece of SQL that is a `uuid[]`. */
export type Ids = ReturnType<typeof idsOf>

export function idsOf({ sql }: Pick<Scope, 'sql'>, ids: readonly string[]) {
	return sql`${ids as string[]}::uuid[]`
}

/**
 * All that billing needs of contracts as one JSON value, a BillableRows, for a query that reads more beside it. Exact
 * decimals are text, because JSON would make them floats.
 */
export function billableJson(scope: Scope, ids: Ids) {
	const { sql } = scope
	const all = (
		rows: ReturnType<
			typeof contractRows | typeof stateRows | typeof endRows | typeof factRows | typeof rateRows | typeof planRows
		>,
	) => sql`coalesce((select jsonb_agg(to_jsonb(row)) from (${rows}) as row), '[]')`
	return sql`jsonb_build_object('contracts', ${all(contractRows(scope, ids))}, 'states', ${all(stateRows(scope, ids))},
		'ends', ${all(endRows(scope, ids))}, 'facts', ${all(factRows(scope, ids))}, 'rates', ${all(rateRows(scope))}, 'plans', ${all(planRows(scope, ids))})`
}

/** The same without what amounts are reckoned from: only discounts and pauses, which a page tells of. */
export function factsJson(scope: Scope, ids: Ids) {
	const { sql } = scope
	return sql`jsonb_build_object('contracts', '[]'::jsonb, 'states', '[]'::jsonb, 'ends', '[]'::jsonb,
		'facts', coalesce((select jsonb_agg(to_jsonb(row)) from (${factRows(scope, ids)}) as row), '[]'), 'rates', '[]'::jsonb)`
}

export function contractRows(scope: Scope, ids: Ids) {
	return scope.sql<BillableContract[]>`
		select contract.id, contract.number, contract.title, contract.customer_id as "customerId", contract.currency,
			customer.language, contract.state, customer.billing_party_id as "billingPartyId",
			contract.payment_term_days as "paymentTermDays", contract.purchase_order as "purchaseOrder",
			contract.autopay and contract.payment_method_id is not null as autopay, 
			customer.email <> '' or exists (
				select from customer_contact where customer_contact.customer_id = customer.id and customer_contact.billing
			) as "reachable",
			billing.billed_through - date '1970-01-01' as "billedThrough",
			billing.bill_again_from - date '1970-01-01' as "billAgainFrom", contract.bill_from - date '1970-01-01' as "billFrom", billing.next_due_on - date '1970-01-01' as "nextDueOn",
			contract.starts_on - date '1970-01-01' as "startsOn", contract.ends_on - date '1970-01-01' as "endsOn",
			contract.renewal, contract.term_months as "termMonths", contract.notice_days as "noticeDays",
			contract.anchor_on - date '1970-01-01' as "anchorOn", contract.alignment, contract.timing, contract.prorate, ${namedUnits(scope)} as units,
			${scope.company.country}::text as "sellerCountry", party.country as "buyerCountry", party.region as "buyerRegion",
			party.tax_number as "buyerTaxNumber", ${exemptionsJson(scope)} as exemptions, ${checkedJson(scope)} as checked
		from contract join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
			left join contract_billing as billing on billing.contract_id = contract.id
		where contract.id = any(${ids})`
}

export function stateRows(scope: Scope, ids: Ids) {
	return scope.sql<StateRow[]>`
		select line.contract_id as "contractId", line.id as "lineId", line.description, ${lineNames(scope, scope.sql`line.description`)} as names, line.model,
			line.serial_number as "serialNumber", coalesce(line.unit, product.unit, 'piece') as unit, line.tax_class as "taxClass", line.tax_within::text as "taxWithin",
			line.interval_unit as "intervalUnit", line.interval_count as "intervalCount", state.sequence,
			state.effective_on - date '1970-01-01' as "effectiveOn", ${recordedOn(scope)} - date '1970-01-01' as "recordedOn",
			state.starts_on - date '1970-01-01' as "startsOn", state.ends_on - date '1970-01-01' as "endsOn",
			state.quantity::text as quantity, state.unit_price::text as "unitPrice", state.discount_percent::text as "discountPercent",
			line.free_days as "freeDays", line.anchor_on - date '1970-01-01' as "anchorOn",
			line.carried_until - date '1970-01-01' as "carriedUntil", line.carried_minor::text as "carriedMinor"
		from contract_line as line
			join contract_line_state as state on state.contract_line_id = line.id and state.contract_id = any(${ids})
			left join product on product.id = line.product_id
		where line.contract_id = any(${ids})
		order by line.contract_id, line.position, state.sequence, state.effective_on`
}

/** The first state of a line agreed at the start has always been known, and its amendment need not be looked for. */
function recordedOn({ sql }: Scope) {
	return sql`case when state.sequence > 1 or state.effective_on > state.starts_on then (
		select recorded_on from amendment
		where amendment.contract_id = state.contract_id and amendment.sequence = state.sequence
	) else state.effective_on end`
}

export function endRows(scope: Scope, ids: Ids) {
	return scope.sql<EndRow[]>`
		select contract_id as "contractId", recorded_on - date '1970-01-01' as "knownOn",
			(terms->'endsOn'->>0)::date - date '1970-01-01' as before, (terms->'endsOn'->>1)::date - date '1970-01-01' as end
		from amendment
		where contract_id = any(${ids}) and sequence > 1 and terms ? 'endsOn'
		order by contract_id, sequence`
}

/** Discounts and pauses. */
export function factRows(scope: Scope, ids: Ids) {
	return scope.sql<FactRow[]>`
		select fact.contract_id as "contractId", fact.id, fact.kind, fact.sequence,
			amendment.recorded_on - date '1970-01-01' as "recordedOn", fact.starts_on - date '1970-01-01' as "startsOn",
			fact.ends_on - date '1970-01-01' as "endsOn", fact.percent::text as percent, fact.month_minor::text as month
		from (
			select contract_id, id, 'discount' as kind, sequence, starts_on, ends_on, percent, month_minor from contract_discount
			where contract_id = any(${ids})
			union all
			select contract_id, id, 'pause', sequence, starts_on, ends_on, null, null from contract_pause
			where contract_id = any(${ids})
		) as fact join amendment on amendment.contract_id = fact.contract_id and amendment.sequence = fact.sequence
		order by fact.contract_id, fact.sequence, fact.id`
}
