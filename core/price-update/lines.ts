import type { Scope } from '../act.ts'
import type { Interval } from '../calendar.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { monthlyRate } from '../movement/rate.ts'
import { reach } from '../permit.ts'
import type { NeedsApproval } from '../restructuring/needs-approval.ts'
import { convertPrice, factorOf, leastOf, type WrittenFactor } from '../unit/convert.ts'
import { type FilePrice, newPrice, type PriceRule } from './rule.ts'
import { type Excluded, effectiveDay, type Startable } from './starts.ts'

/** A recurring line of a contract in force, with the state it has today. */
type Line = Omit<Startable, 'interval'> & {
	id: string
	contractId: string
	currency: string
	/** Null for what was agreed without a product: only a per cent on its own price can change it. */
	productId: string | null
	planId: string | null
	unitPrice: string
	quantity: string
	discountPercent: string
	taxWithin: string | null
	/** What its price and its quantity are of, and what the catalogue's are; null without a product. */
	unit: (WrittenFactor & { own: WrittenFactor }) | null
	/** Its own last day, as it is planned now. */
	lineEndsOn: Temporal.PlainDate | null
	interval: Interval
	/** Another price is planned for it already. */
	planned: boolean
}

/** Recurring lines of contracts in force that have not ended: all that the rule means, or those of some contracts. */
export async function readLines(
	scope: Scope,
	{ productIds }: PriceRule,
	contractIds?: readonly string[],
): Promise<Line[]> {
	const { sql, today } = scope
	const now = sql`coalesce(state.in_use_on, state.effective_on)`
	return await sql<Line[]>`
		select line.id, line.contract_id as "contractId", contract.currency, line.product_id as "productId", line.plan_id as "planId",
			trim_scale(now.unit_price)::text as "unitPrice", now.quantity, now.discount_percent as "discountPercent", line.tax_within::text as "taxWithin",
			jsonb_build_object('unit', line.interval_unit, 'count', line.interval_count) as interval,
			contract.state, contract.starts_on as "startsOn", contract.ends_on as "endsOn", contract.renewal,
			contract.term_months as "termMonths", contract.notice_days as "noticeDays",
			contract.prices_fixed_through as "pricesFixedThrough", billing.next_due_on as "nextDueOn", party.country,
			case when own.name is not null then jsonb_build_object(
				'numerator', unit.numerator::text, 'denominator', unit.denominator::text,
				'own', jsonb_build_object('numerator', own.numerator::text, 'denominator', own.denominator::text)) end as unit,
			(
				select ends_on from contract_line_state as state where state.contract_line_id = line.id
				order by ${now} desc, sequence desc limit 1
			) as "lineEndsOn",
			exists (
				select from (
					select distinct on (effective_on) unit_price from contract_line_state as state
					where state.contract_line_id = line.id and ${now} > ${today} order by effective_on, sequence desc
				) as coming where unit_price <> now.unit_price
			) as planned
		from contract join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
			join contract_line as line on line.contract_id = contract.id and line.interval_unit is not null
			left join product on product.id = line.product_id
			left join unit as own on own.name = product.unit
			left join unit on unit.name = coalesce(line.unit, product.unit)
			left join contract_billing as billing on billing.contract_id = contract.id
			join lateral (
				select * from contract_line_state as state where state.contract_line_id = line.id
				order by ${now} > ${today}, case when ${now} <= ${today} then ${now} end desc, ${now}, sequence desc limit 1
			) as now on true
		where contract.state in ('active', 'paused', 'ending') and coalesce(now.ends_on >= ${today}, true) and ${reach(scope).contract()}
			${contractIds ? sql`and contract.id = any(${[...contractIds]}::uuid[])` : sql``}
			${productIds.length > 0 ? sql`and line.product_id = any(${productIds}::uuid[])` : sql``}
		order by line.id`
}

type Asked = { rule: PriceRule; needs: NeedsApproval; today: Temporal.PlainDate }

/** What a line costs from when, or why it is left out; as a row of an update. */
export function workOut(lines: readonly Line[], asked: Asked) {
	const prices = asked.rule.prices && Map.groupBy(asked.rule.prices, keyOf)
	return lines.map((line) => ({
		...{ contract_line_id: line.id, contract_id: line.contractId },
		...worked(line, prices, asked),
	}))
}

type Keyed = { productId: string | null; planId: string | null; currency: string }
const keyOf = ({ productId, planId, currency }: Keyed) => `${productId} ${planId ?? ''} ${currency}`

function worked(line: Line, prices: Map<string, FilePrice[]> | null, { rule, needs, today }: Asked) {
	const { unitPrice, currency } = line
	const month = (price: string) =>
		monthlyRate(
			{
				...{ unitPrice: parseDecimal(price), quantity: parseDecimal(line.quantity) },
				discountPercent: parseDecimal(line.discountPercent),
				...(line.taxWithin !== null && { taxWithin: parseDecimal(line.taxWithin) }),
			},
			line.interval,
			currency,
		)
	const nothing = { unit_price_after: null, effective_on: null, month_after_minor: null, excluded: null }
	const before = { ...nothing, unit_price_before: unitPrice, month_before_minor: month(unitPrice) }
	const on = effectiveDay(line, rule, today)
	const ground = prices ? priceFor(line, prices, typeof on === 'string' ? today : on) : unitPrice
	const out = (excluded: Excluded) => ({ ...before, excluded })
	if (ground === undefined) return out('no_price')
	const price = newPrice(ground, rule, currency)
	const after = { ...before, unit_price_after: price, month_after_minor: month(price) }
	const side = compare(parseDecimal(price), parseDecimal(unitPrice))
	if (side === 0) return { ...after, excluded: 'same' as const }
	if (side < 0 && rule.onlyUp) return { ...after, excluded: 'not_up' as const }
	if (needs.price(unitPrice, price)) return { ...after, excluded: 'approval' as const }
	if (line.planned) return { ...after, excluded: 'planned' as const }
	if (typeof on === 'string') return { ...after, excluded: on }
	// The line ends, though its contract goes on.
	if (line.lineEndsOn && Temporal.PlainDate.compare(line.lineEndsOn, on) < 0)
		return { ...after, excluded: 'ends' as const }
	return { ...after, effective_on: on.toString() }
}

/**
 * What the file asks for one unit of a line on a day: of its prices that have begun the latest, of these that of the
 * largest quantity that is reached. A file's prices and quantities are of the product's own unit.
 */
function priceFor(line: Line, prices: Map<string, FilePrice[]>, on: Temporal.PlainDate): string | undefined {
	const { unit } = line
	if (!unit) return undefined
	const [of, own] = [factorOf(unit), factorOf(unit.own)]
	const reached = (prices.get(keyOf(line)) ?? []).filter(
		({ validFrom, fromQuantity }) =>
			(validFrom === null || validFrom <= on.toString()) &&
			compare(parseDecimal(leastOf(fromQuantity, own, of)), parseDecimal(line.quantity)) <= 0,
	)
	const [price] = reached.sort(
		(one, other) =>
			(other.validFrom ?? '').localeCompare(one.validFrom ?? '') ||
			compare(parseDecimal(other.fromQuantity), parseDecimal(one.fromQuantity)),
	)
	return price && convertPrice(price.unitPrice, own, of)
}
