import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Condition, conditionInput } from './condition.ts'

/** The conditions of a template, or the company's for all others. */
export async function findConditions(
	scope: Scope,
	{ templateId }: { templateId: string | null },
): Promise<Condition[]> {
	permit(scope, 'contract.read')
	return await scope.sql<Condition[]>`
		select kind, weight, threshold from health_condition
		where template_id is not distinct from ${templateId}::uuid order by kind, weight`
}

/**
 * Says anew when contracts of a template are at risk or bad; with none of its own they are as the company's conditions
 * say (`templateId` null). Refuses `input.invalid`, `not_found`, `health.order` where what is bad would come before what
 * is at risk.
 */
export async function setConditions(
	scope: Scope,
	{ templateId, conditions }: { templateId: string | null; conditions: readonly Condition[] },
): Promise<void> {
	permit(scope, 'product.write')
	const { sql } = scope
	const read = conditions.map((condition) => {
		const checked = conditionInput.safeParse(condition)
		if (checked.success) return checked.data
		const issue = checked.error.issues[0]
		return refuse('input.invalid', { field: condition.kind, problem: issue?.code ?? 'invalid' })
	})
	const named = read.map(({ kind, weight }) => `${kind} ${weight}`)
	if (new Set(named).size < named.length) refuse('input.invalid', { field: 'conditions', problem: 'twice' })
	refuseOrder(read)
	if (templateId) {
		const [template] = await sql`select from contract_template where id = ${templateId} for update`
		if (!template) refuse('not_found', { noun: 'template' })
	} else await sql`lock table health_condition in share row exclusive mode`
	await sql`delete from health_condition where template_id is not distinct from ${templateId}::uuid`
	await sql`
		insert into health_condition (template_id, kind, weight, threshold)
		select ${templateId}::uuid, * from unnest(${read.map(({ kind }) => kind)}::text[],
			${read.map(({ weight }) => weight)}::text[], ${read.map(({ threshold }) => threshold)}::integer[])`
	await emit(scope, {
		kind: 'health.conditions_set',
		subject: templateId ? { kind: 'template', id: templateId } : { kind: 'company', id: scope.company.billingPartyId },
		facts: { conditions: read },
	})
}

/** Bad is worse than at risk: a higher limit, of a score and of days to the end a lower one. */
function refuseOrder(conditions: readonly Condition[]): void {
	for (const bad of conditions.filter(({ weight }) => weight === 'bad')) {
		const risk = conditions.find(({ kind, weight }) => kind === bad.kind && weight === 'at_risk')
		if (!risk) continue
		const isLower = bad.kind === 'rating' || bad.kind === 'ends'
		if (isLower ? bad.threshold >= risk.threshold : bad.threshold <= risk.threshold)
			refuse('health.order', { kind: bad.kind })
	}
}
