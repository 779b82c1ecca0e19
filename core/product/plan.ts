import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { planFields } from './input.ts'
import { lockProduct } from './lock.ts'

type PlanFields = z.output<z.ZodObject<typeof planFields>>

const planInput = z.object({ productId: z.uuid(), ...planFields })
const editInput = z.object({ productId: z.uuid(), id: z.uuid(), ...planFields })

export type AddPlan = z.input<typeof planInput>
export type EditPlan = z.input<typeof editInput>

/** One more way that a product bills; it needs prices of its own. Refuses `input.invalid`, `not_found`. */
export async function addPlan(scope: Scope, input: AddPlan): Promise<{ id: string }> {
	permit(scope, 'product.write')
	const { productId, ...plan } = checked(planInput, input)
	return await writePlan(scope, await lockProduct(scope, productId), plan)
}

/** The first plan has the code of its product; further ones say how often they bill, and which of those. */
export async function writePlan(
	scope: Scope,
	product: { id: string; code: string },
	{ name, names = {}, trialDays, interval }: PlanFields,
): Promise<{ id: string }> {
	const { code } = product
	const [plan] = await scope.sql<{ id: string }[]>`
		insert into plan (product_id, code, name, names, interval_unit, interval_count, trial_days)
		select ${product.id}, code, ${name}, ${scope.sql.json(names)}, ${interval.unit}, ${interval.count}, ${trialDays}
		from (select ${code} as code, 0 as place union all select ${`${code}-${interval.count}-${interval.unit}`}, 1
			union all select ${`${code}-${interval.count}-${interval.unit}-`} || further, further from generate_series(2, 1000) as further) as possible
		where not exists (select from plan where plan.code = possible.code) order by place limit 1
		returning id`
	if (!plan) throw new Error('The plan was not written')
	await emit(scope, {
		kind: 'plan.added',
		subject: { kind: 'product', id: product.id },
		facts: { plan: name, ...said(interval), trialDays },
	})
	return plan
}

/**
 * What a plan is called, and how long it is free. How often it bills stays once a contract or a quote has it. Refuses
 * `input.invalid`, `not_found`, `plan.in_use`.
 */
export async function editPlan(scope: Scope, input: EditPlan): Promise<void> {
	permit(scope, 'product.write')
	const { productId, id, name, names, trialDays, interval } = checked(editInput, input)
	const before = await lockPlan(scope, { productId, id })
	const isSame = before.unit === interval.unit && before.count === interval.count
	if (!isSame) {
		const [used] = await scope.sql`
			select from contract_line where product_id = ${productId} and plan_id = ${id}
			union all select from quote_line where plan_id = ${id} limit 1`
		if (used) refuse('plan.in_use', { plan: before.name })
	}
	await scope.sql`
		update plan set name = ${name}, names = ${names ? scope.sql.json(names) : scope.sql`names`}, trial_days = ${trialDays}, interval_unit = ${interval.unit},
			interval_count = ${interval.count} where id = ${id}`
	await emit(scope, {
		kind: 'plan.changed',
		subject: { kind: 'product', id: productId },
		facts: { plan: name, ...said(interval), trialDays, ...(before.name === name ? {} : { before: before.name }) },
	})
}

export type SetPlanOnSale = { productId: string; id: string; onSale: boolean }

/** Withdraws a plan, or offers it again. Contracts that have it keep it. Refuses `not_found`. */
export async function setPlanOnSale(scope: Scope, { productId, id, onSale }: SetPlanOnSale): Promise<void> {
	permit(scope, 'product.write')
	const before = await lockPlan(scope, { productId, id })
	if (before.onSale === onSale) return
	await scope.sql`update plan set active = ${onSale} where id = ${id}`
	await emit(scope, {
		kind: onSale ? 'plan.put_on_sale' : 'plan.withdrawn',
		subject: { kind: 'product', id: productId },
		facts: { plan: before.name },
	})
}

type Locked = { name: string; onSale: boolean; unit: string; count: number }

async function lockPlan(scope: Scope, { productId, id }: { productId: string; id: string }): Promise<Locked> {
	await lockProduct(scope, productId)
	const [plan] = await scope.sql<Locked[]>`
		select name, active as "onSale", interval_unit as unit, interval_count as count
		from plan where id = ${id} and product_id = ${productId} for update`
	if (!plan) refuse('not_found', { noun: 'plan' })
	return plan
}

const said = ({ unit, count }: PlanFields['interval']) => ({ intervalUnit: unit, intervalCount: count })
