import type { Scope } from '../act.ts'
import { lockedOf } from '../field-right/locked.ts'
import { hiddenOf, seen } from '../field-right/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { periodsUntil } from './discount-end.ts'
import { readAgreedDiscounts } from './discounts.ts'
import type { CheckedContract, CheckedDiscount } from './input.ts'
import { stateOf } from './state-of.ts'

/** A draft as its form shows it. Days are ISO dates. */
export type Draft = Pick<
	CheckedContract,
	'type' | 'alignment' | 'timing' | 'renewal' | 'access' | 'autopay' | 'prorate' | 'title' | 'purchaseOrder'
> & {
	id: string
	version: number
	number: string
	customerId: string
	customerName: string
	currency: string
	startsOn: string
	endsOn: string | null
	ownerId: string | null
	groupId: string | null
	termMonths: number | null
	paymentTermDays: number
	noticeDays: number
	discounts: CheckedDiscount[]
	lines: DraftLine[]
}

export type DraftLine = {
	id: string
	productId: string | null
	productName: string | null
	planId: string | null
	taxClass: string
	factoryNumber: string
	/** Null: its product's own. */
	unit: string | null
	/** Where they differ from the contract's own days. */
	startsOn: string | null
	endsOn: string | null
	description: string
	quantity: string
	unitPrice: string
	discountPercent: string
	/** How long the discount holds: one of the two, or neither. */
	discountPeriods: number | null
	discountUntil: string | null
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	model: string
	serialNumber: string
}

/** As the actor may see it; `hidden` and `locked` name fields as `contract.notice`. Refuses `not_found`, also for a contract that is no draft any more. */
export async function findDraft(
	scope: Scope,
	{ id }: { id: string },
): Promise<Draft & { hidden: string[]; locked: string[] }> {
	permit(scope, 'contract.write')
	const draft = await readDraft(scope, id)
	const state = await stateOf(scope, id)
	const lines = draft.lines.map((line) => seen(scope, 'line', line, state))
	return {
		...seen(scope, 'contract', draft, state),
		lines,
		hidden: hiddenOf(scope, state),
		locked: lockedOf(scope, state),
	}
}

/** The same as it is, for verbs. */
export async function readDraft(scope: Scope, id: string): Promise<Draft> {
	const [draft] = await scope.sql<(Omit<Draft, 'discounts' | 'lines'> & { lines: DraftLineRow[] })[]>`
		select contract.id, contract.version, contract.number, contract.title, customer_id as "customerId", customer.name as "customerName",
			contract.currency, starts_on::text as "startsOn", ends_on::text as "endsOn", contract.owner_id as "ownerId",
			contract.group_id as "groupId", type, alignment, timing, prorate, renewal, term_months as "termMonths", access, autopay,
			contract.payment_term_days as "paymentTermDays", notice_days as "noticeDays", purchase_order as "purchaseOrder",
			coalesce((select jsonb_agg(jsonb_build_object('id', line.id, 'productId', line.product_id, 'productName', product.name,
				'planId', line.plan_id, 'taxClass', line.tax_class, 'unit', line.unit, 'factoryNumber', line.factory_number,
				'startsOn', nullif(state.starts_on, contract.starts_on), 'endsOn', nullif(state.ends_on, contract.ends_on), 'description', line.description,
				'quantity', state.quantity::text, 'unitPrice', state.unit_price::text, 'discountPercent', state.discount_percent::text,
				'discountUntil', (select min(later.effective_on) - 1 from contract_line_state as later
					where later.contract_line_id = line.id and later.effective_on > state.effective_on),
				'firstDay', state.starts_on, 'freeDays', line.free_days,
				'intervalUnit', line.interval_unit, 'intervalCount', line.interval_count, 'model', line.model,
				'serialNumber', line.serial_number) order by line.position)
				from contract_line as line join contract_line_state as state on state.contract_line_id = line.id and state.effective_on = state.starts_on
					left join product on product.id = line.product_id
				where line.contract_id = contract.id), '[]') as lines
		from contract join customer on customer.id = customer_id
		where contract.id = ${id} and contract.state in ('draft', 'rejected') and ${reach(scope).contract()}`
	if (!draft) refuse('not_found', { noun: 'contract' })
	return { ...draft, lines: draft.lines.map(lineOf), discounts: await readAgreedDiscounts(scope, id) }
}

type DraftLineRow = Omit<DraftLine, 'discountPeriods'> & { firstDay: string; freeDays: number }

/** Whole periods where the discount ends with one, so that they move with the first day; else the day itself. */
function lineOf({ firstDay, freeDays, ...line }: DraftLineRow): DraftLine {
	const { intervalUnit, intervalCount, discountUntil } = line
	if (!discountUntil || !intervalUnit || !intervalCount) return { ...line, discountPeriods: null }
	const periods = periodsUntil(discountUntil, { unit: intervalUnit, count: intervalCount }, firstDay, freeDays)
	return { ...line, discountPeriods: periods, discountUntil: periods ? null : discountUntil }
}
