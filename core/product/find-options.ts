import type { Scope } from '../act.ts'
import type { DatedLineState } from '../amendment/line-states.ts'
import { type PlannedItem, readPlannedItems } from '../amendment/planned-items.ts'
import { plannedQuantity } from '../amendment/planned-quantity.ts'
import { restBeside } from '../amendment/refuse-outside.ts'
import { boundsOf } from '../amendment/rule.ts'
import { type ContractStanding, lineEnd, readStanding, stateInUse } from '../amendment/standing.ts'
import type { Language } from '../company/read.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { permit } from '../permit.ts'
import { findPrices, type PricedPlan } from './find-price.ts'
import type { ChangeableLine, ContractOptions, Option } from './option.ts'
import { descriptionRead, languageRead, lineSaid, planRead } from './said.ts'

type Offered = {
	productId: string
	planId: string | null
	smallest: string | null
	largest: string | null
	description: string
	hadBefore: boolean
}

/**
 * What a contract has that can be changed, and what could be added to it: the options of the products and plans on its
 * lines in force, at the list price of today. A customer sees those meant for customers. Refuses `not_found`.
 */
export async function findOptions(scope: Scope, { contractId }: { contractId: string }): Promise<ContractOptions> {
	permit(scope, 'contract.read')
	const standing = await readStanding(scope, contractId)
	const today = scope.today.toString()
	const reads = languageRead(scope.actor)
	const [offered, plans, [around], planned] = await Promise.all([
		readOffers(scope, standing),
		plansBeside(scope, standing),
		readAround(scope, standing),
		readPlannedItems(scope, contractId),
	])
	const prices = await findPrices(scope, [...offered, ...plans], {
		...{ customerId: standing.customerId, currency: standing.currency, on: today },
	})
	const priceOf = (one: { productId: string | null; planId: string | null }) =>
		prices.find((price) => price.productId === one.productId && price.planId === one.planId)
	return {
		contractId: standing.id,
		number: standing.number,
		title: standing.title,
		customerId: standing.customerId,
		state: standing.state,
		currency: standing.currency,
		owner: around?.owner ?? null,
		requestId: around?.requestId ?? null,
		access: standing.access,
		lines: inForce(standing, today).flatMap((line) =>
			changeable(standing, line, today, { offered, plans, planned, priceOf, reads }),
		),
		options: offered.flatMap((offer) => optionOf(offer, priceOf(offer), standing, { today, reads })),
	}
}

function readAround({ sql }: Scope, { id }: ContractStanding) {
	return sql<Pick<ContractOptions, 'owner' | 'requestId'>[]>`
		select case when owner.id is not null then jsonb_build_object('name', owner.name, 'email', owner.email) end as owner,
			(select request.id from approval_request as request where request.contract_id = contract.id and request.state = 'waiting'
				and request.subject_kind = 'contract_change')
				as "requestId"
		from contract join customer on customer.id = contract.customer_id
			left join staff_user as owner on owner.id = coalesce(contract.owner_id, customer.owner_id) and owner.left_at is null
		where contract.id = ${id}`
}

/** What can be added to the contract, by what is on it; for customers only what they may see. */
export async function readOffers(scope: Scope, standing: ContractStanding): Promise<Offered[]> {
	const lines = inForce(standing, scope.today.toString())
	const isOurs = scope.actor.kind === 'staff' || scope.actor.kind === 'system'
	return await scope.sql<Offered[]>`
		with had as (
			select line.product_id from contract as theirs join contract_line as line on line.contract_id = theirs.id
				cross join lateral (
					select starts_on, ends_on from contract_line_state where contract_line_id = line.id
					order by effective_on desc, sequence desc limit 1
				) as state
			where theirs.customer_id = ${standing.customerId}
				and theirs.state in ('active', 'paused', 'ending', 'closed', 'filed')
				and line.product_id in (select product_id from plan where trial_days > 0)
				and state.starts_on <= ${scope.today} and (state.ends_on is null or state.ends_on >= state.starts_on)
		)
		select distinct on (product.code, product.id, option.plan_id) option.product_id as "productId", option.plan_id as "planId",
			option.smallest::text as smallest, option.largest::text as largest, ${descriptionRead(scope)} as description,
			option.product_id in (select product_id from had) as "hadBefore"
		from product_option as option join product on product.id = option.product_id and product.active
		where (${isOurs} or option.customer_visible)
			and (option.for_product_id is null or option.for_product_id = any(${lines.map((line) => line.productId)}::uuid[]))
			and (option.for_plan_id is null or option.for_plan_id = any(${lines.map((line) => line.planId)}::uuid[]))
		order by product.code, product.id, option.plan_id, option.for_plan_id nulls last, option.for_product_id nulls last`
}

function inForce(standing: ContractStanding, today: string): ContractStanding['lines'] {
	return standing.lines.filter((line) => {
		const end = lineEnd(line)
		const startsOn = line.states[0]?.startsOn ?? today
		return (end === null || end >= today) && (end === null || end >= startsOn)
	})
}

type Beside = { productId: string; planId: string; name: string }

/** All plans of the products that recur on the contract. */
async function plansBeside(scope: Scope, standing: ContractStanding): Promise<Beside[]> {
	const products = standing.lines.flatMap(({ productId, interval }) => (productId && interval ? [productId] : []))
	return await scope.sql<Beside[]>`
		select product_id as "productId", id as "planId", ${planRead(scope)} as name from plan
		where active and product_id = any(${[...new Set(products)]}::uuid[]) order by interval_unit, interval_count, code`
}

const isSame = (one: DatedLineState, other: DatedLineState) =>
	one.quantity === other.quantity && one.unitPrice === other.unitPrice

/** What the company planned stays; and to have more than what is planned is more, to have less is less. */
function mayKeep(
	{ access }: ContractStanding,
	now: string,
	{ quantity, companysOn }: ReturnType<typeof plannedQuantity>,
): boolean {
	const isLess = quantity !== undefined && compare(parseDecimal(now), parseDecimal(quantity)) < 0
	return companysOn === null && (access === 'upsell_and_downsell' || (access === 'upsell' && !isLess))
}

type PriceOf = (one: { productId: string | null; planId: string | null }) => PricedPlan | undefined

type Around = {
	offered: readonly Offered[]
	plans: readonly Beside[]
	planned: readonly PlannedItem[]
	priceOf: PriceOf
	reads: Language | undefined
}

function changeable(
	standing: ContractStanding,
	line: ContractStanding['lines'][number],
	today: string,
	{ offered, plans, planned, priceOf, reads }: Around,
): ChangeableLine[] {
	const state = stateInUse(line, today) ?? line.states[0]
	if (!state || !line.interval) return []
	const offer = offered.find((one) => one.productId === line.productId && one.planId === line.planId)
	const next = line.states.find((one) => (one.inUseOn ?? one.effectiveOn) > today && !isSame(one, state))
	const bounds = boundsOf(standing.rules, line.planId, offer)
	const beside = standing.lines.filter(({ id }) => id !== line.id)
	const largest = restBeside(bounds.largest, beside, { ...line, on: today, held: state.quantity })
	const others = plans.filter((plan) => plan.productId === line.productId && plan.planId !== line.planId)
	return [
		{
			lineId: line.id,
			description: lineSaid(line, reads),
			model: line.model,
			serialNumber: line.serialNumber,
			productId: line.productId,
			planId: line.planId,
			unit: line.unit,
			intervalUnit: line.interval.unit,
			intervalCount: line.interval.count,
			quantity: state.quantity,
			unitPrice: state.unitPrice,
			discountPercent: state.discountPercent,
			...{ smallest: bounds.smallest, largest },
			optional: offer !== undefined,
			endsOn: lineEnd(line),
			planned: next
				? {
						on: next.inUseOn ?? next.effectiveOn,
						quantity: next.quantity,
						unitPrice: next.unitPrice,
						mayKeep: mayKeep(standing, state.quantity, plannedQuantity(standing, planned, line.id, today)),
					}
				: null,
			plans: others.flatMap((plan) => {
				const price = priceOf(plan)
				if (!price?.interval || price.unitPrice === null) return []
				const { interval, unitPrice } = price
				return [
					{
						planId: plan.planId,
						name: plan.name,
						intervalUnit: interval.unit,
						intervalCount: interval.count,
						unitPrice,
					},
				]
			}),
		},
	]
}

function optionOf(
	offer: Offered,
	price: PricedPlan | undefined,
	standing: ContractStanding,
	{ today, reads }: { today: string; reads: Language | undefined },
): Option[] {
	if (!price) return []
	const { productId, planId, description, hadBefore } = offer
	const lines = inForce(standing, today).flatMap((line) => {
		const state = stateInUse(line, today) ?? line.states[0]
		if (line.productId !== productId || line.planId !== planId || !state) return []
		return [{ lineId: line.id, quantity: state.quantity, unitPrice: state.unitPrice, endsOn: lineEnd(line) }]
	})
	const { code, unit, interval, unitPrice, taxIncluded } = price
	const name = lineSaid({ description: price.name, names: price.names }, reads)
	const trialDays = hadBefore ? 0 : price.trialDays
	const { smallest, largest: most } = boundsOf(standing.rules, planId, offer)
	const largest = restBeside(most, standing.lines, { productId, planId, on: today })
	const tiers = price.tiers.map(({ fromQuantity, unitPrice }) => ({ fromQuantity, unitPrice }))
	return [
		{
			...{ productId, planId, code, name, description, unit, unitPrice, tiers, trialDays, taxIncluded, lines },
			...{ smallest, largest },
			intervalUnit: interval?.unit ?? null,
			intervalCount: interval?.count ?? null,
		},
	]
}
