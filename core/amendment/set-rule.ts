import { z } from 'zod'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { isCurrency } from '../money.ts'
import { permit, reach } from '../permit.ts'
import { refuseBounds } from '../product/bounds.ts'
import { refuse } from '../refusal.ts'

const amount = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)
const ruleInput = z.object({
	/** One of them, or neither for the company's own rule. */
	contractId: z.uuid().nullish(),
	planId: z.uuid().nullish(),
	direction: z.enum(['more', 'less']),
	timing: z.enum(['now', 'period_end']),
	prorate: z.boolean(),
	/** Changes of more than this a month are approved first; minor units of the currency. */
	approval: z.object({ aboveMinor: z.bigint().min(0n), currency: z.string().refine(isCurrency) }).nullish(),
	smallest: amount.nullish(),
	largest: amount.nullish(),
})

export type SetChangeRule = z.input<typeof ruleInput>

/**
 * Says how customers may buy more or less of a plan, on a contract, or at all; the rule before is replaced. Refuses
 * `input.invalid`, `quantity.bounds`, `not_found`.
 */
export async function setChangeRule(scope: Scope, input: SetChangeRule): Promise<{ id: string }> {
	permit(scope, input.contractId ? 'contract.amend' : 'product.write')
	const read = ruleInput.safeParse(input)
	if (!read.success || (input.contractId && input.planId)) {
		const issue = read.error?.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? 'planId', problem: issue?.code ?? 'invalid' })
	}
	const { contractId, planId, direction, timing, prorate, approval, smallest, largest } = read.data
	refuseBounds(smallest, largest)
	const about = await aboutOf(scope, contractId ?? null, planId ?? null)
	const [rule] = await scope.sql<{ id: string }[]>`
		insert into change_rule (contract_id, plan_id, direction, timing, prorate, approval_above_minor, currency, smallest, largest)
		values (${contractId ?? null}, ${planId ?? null}, ${direction}, ${timing}, ${prorate}, ${approval?.aboveMinor ?? null},
			${approval?.currency ?? null}, ${smallest ?? null}, ${largest ?? null})
		on conflict (contract_id, plan_id, direction) do update set timing = excluded.timing, prorate = excluded.prorate,
			approval_above_minor = excluded.approval_above_minor, currency = excluded.currency,
			smallest = excluded.smallest, largest = excluded.largest
		returning id`
	if (!rule) throw new Error('The rule was not written')
	await emit(scope, {
		...about,
		facts: {
			changeRule: {
				...{ direction, timing, prorate, smallest, largest, currency: approval?.currency },
				aboveMinor: approval && String(approval.aboveMinor),
			},
		},
	})
	return rule
}

/** What the rule is of, as its event tells it. Refuses `not_found`. */
async function aboutOf(scope: Scope, contractId: string | null, planId: string | null) {
	const { sql, company } = scope
	if (contractId) {
		const [contract] = await sql<{ customerId: string }[]>`
			select customer_id as "customerId" from contract where id = ${contractId} and ${reach(scope).contract()}`
		if (!contract) refuse('not_found', { noun: 'contract' })
		return { kind: 'contract.updated' as const, subject: { kind: 'contract', id: contractId }, contractId, ...contract }
	}
	if (!planId) return { kind: 'company.updated' as const, subject: { kind: 'company', id: company.billingPartyId } }
	const [plan] = await sql<{ productId: string }[]>`select product_id as "productId" from plan where id = ${planId}`
	if (!plan) refuse('not_found', { noun: 'plan' })
	return { kind: 'product.changed' as const, subject: { kind: 'product', id: plan.productId } }
}
