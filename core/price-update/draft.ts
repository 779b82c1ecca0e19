import { z } from 'zod'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import type { Interval } from '../calendar.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { emit, nameActor } from '../event.ts'
import { refuseLockedInForce } from '../field-right/locked.ts'
import { monthlyRate } from '../movement/rate.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type NeedsApproval, readNeeds } from '../restructuring/needs-approval.ts'
import { newPrice, type PriceRule, priceRule } from './rule.ts'
import { type Excluded, effectiveDay, type Startable } from './starts.ts'

const draftInput = z.object({ name: z.string().trim().min(1).max(120), rule: priceRule })
export type DraftPriceUpdate = z.input<typeof draftInput>

/**
 * Works out new prices for every recurring line in force that the rule means, and keeps them for people to look at: nothing
 * is changed yet. Each line says from which day it has which price, or why it is left out. Refuses `input.invalid`, and
 * `price_update.nothing` where no line is meant; `field.locked`.
 */
export async function draftPriceUpdate(scope: Scope, input: DraftPriceUpdate): Promise<{ id: string }> {
	permit(scope, 'product.write')
	permit(scope, 'contract.amend')
	refuseLockedInForce(scope, 'line', ['unitPrice'])
	const read = draftInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { name, rule } = read.data
	const lines = await readLines(scope, rule)
	if (lines.length === 0) refuse('price_update.nothing', {})
	const [update] = await scope.sql<{ id: string }[]>`
		insert into price_update (name, rule, made_by, made_at)
		values (${name}, ${scope.sql.json(rule as never)}, ${nameActor(scope.actor)}, ${scope.now}) returning id`
	if (!update) throw new Error('The price update was not written')
	const prices = pricesOf(rule)
	const needs = await readNeeds(scope)
	await insertMany(
		scope.sql,
		'price_update_line',
		{
			...{ price_update_id: 'uuid', contract_line_id: 'uuid', contract_id: 'uuid' },
			...{ unit_price_before: 'numeric', unit_price_after: 'numeric', effective_on: 'date' },
			...{ month_before_minor: 'bigint', month_after_minor: 'bigint', excluded: 'text' },
		},
		lines.map((line) => ({
			...{ price_update_id: update.id, contract_line_id: line.id, contract_id: line.contractId },
			...worked(line, rule, { prices, needs }, scope.today),
		})),
	)
	const subject = { kind: 'price_update', id: update.id }
	await emit(scope, { kind: 'price_update.drafted', subject, facts: { name, lines: lines.length } })
	return update
}

/** Forgets one of which nothing has been planned. Refuses `not_found`, `price_update.state`. */
export async function discardPriceUpdate(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'product.write')
	const [update] = await scope.sql<{ name: string; state: string }[]>`
		select name, state from price_update where id = ${id} for update`
	if (!update) refuse('not_found', { noun: 'price_update' })
	if (update.state !== 'draft') refuse('price_update.state', { name: update.name })
	await scope.sql`delete from price_update where id = ${id}`
}

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
	interval: Interval
	/** Another price is planned for it already. */
	planned: boolean
}

/** Recurring lines of contracts in force that have not ended, with the state they have today. */
async function readLines(scope: Scope, { productIds }: PriceRule): Promise<Line[]> {
	const { sql, today } = scope
	const now = sql`coalesce(state.in_use_on, state.effective_on)`
	return await sql<Line[]>`
		select line.id, line.contract_id as "contractId", contract.currency, line.product_id as "productId", line.plan_id as "planId",
			trim_scale(now.unit_price)::text as "unitPrice", now.quantity, now.discount_percent as "discountPercent",
			jsonb_build_object('unit', line.interval_unit, 'count', line.interval_count) as interval,
			contract.state, contract.starts_on as "startsOn", contract.ends_on as "endsOn", contract.renewal,
			contract.term_months as "termMonths", contract.notice_days as "noticeDays",
			contract.prices_fixed_through as "pricesFixedThrough", billing.next_due_on as "nextDueOn", party.country,
			exists (
				select from (
					select distinct on (effective_on) unit_price from contract_line_state as state
					where state.contract_line_id = line.id and ${now} > ${today} order by effective_on, sequence desc
				) as coming where unit_price <> now.unit_price
			) as planned
		from contract join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
			join contract_line as line on line.contract_id = contract.id and line.interval_unit is not null
			left join contract_billing as billing on billing.contract_id = contract.id
			join lateral (
				select * from contract_line_state as state where state.contract_line_id = line.id
				order by ${now} > ${today}, case when ${now} <= ${today} then ${now} end desc, ${now}, sequence desc limit 1
			) as now on true
		where contract.state in ('active', 'paused', 'ending') and coalesce(now.ends_on >= ${today}, true) and ${reach(scope).contract()}
			${productIds.length > 0 ? sql`and line.product_id = any(${productIds}::uuid[])` : sql``}
		order by line.id`
}

const keyOf = (productId: string | null, planId: string | null, currency: string) =>
	`${productId} ${planId ?? ''} ${currency}`

function pricesOf({ prices }: PriceRule): Map<string, string> | null {
	return prices && new Map(prices.map((one) => [keyOf(one.productId, one.planId, one.currency), one.unitPrice]))
}

type Ground = { prices: Map<string, string> | null; needs: NeedsApproval }

function worked(line: Line, rule: PriceRule, { prices, needs }: Ground, today: Temporal.PlainDate) {
	const { unitPrice, currency } = line
	const month = (price: string) =>
		monthlyRate(
			{
				...{ unitPrice: parseDecimal(price), quantity: parseDecimal(line.quantity) },
				discountPercent: parseDecimal(line.discountPercent),
			},
			line.interval,
			currency,
		)
	const nothing = { unit_price_after: null, effective_on: null, month_after_minor: null, excluded: null }
	const before = { ...nothing, unit_price_before: unitPrice, month_before_minor: month(unitPrice) }
	const ground = prices ? prices.get(keyOf(line.productId, line.planId, currency)) : unitPrice
	const out = (excluded: Excluded) => ({ ...before, excluded })
	if (ground === undefined) return out('no_price')
	const price = newPrice(ground, rule, currency)
	const after = { ...before, unit_price_after: price, month_after_minor: month(price) }
	const side = compare(parseDecimal(price), parseDecimal(unitPrice))
	if (side === 0) return { ...after, excluded: 'same' }
	if (side < 0 && rule.onlyUp) return { ...after, excluded: 'not_up' }
	if (needs.price(unitPrice, price)) return { ...after, excluded: 'approval' }
	if (line.planned) return { ...after, excluded: 'planned' }
	const on = effectiveDay(line, rule, today)
	return typeof on === 'string' ? { ...after, excluded: on } : { ...after, effective_on: on.toString() }
}
