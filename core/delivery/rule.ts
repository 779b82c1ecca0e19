import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type Condition, conditionList, usualConditions, usualValidDays } from './condition.ts'

export type DeliveryRules = {
	/** The company's own, for contracts of templates without any. */
	conditions: Condition[]
	/** How many days a gate pass is good for, the day it is issued counted. */
	validDays: number
	/** Templates in use; `conditions` null: as the company has it. */
	templates: { id: string; name: string; conditions: Condition[] | null }[]
}

/** What must be so before a machine leaves, for the company and by template. */
export async function findDeliveryRules(scope: Scope): Promise<DeliveryRules> {
	permit(scope, 'contract.read')
	const { sql } = scope
	const { conditions, validDays } = await readRules(scope, null)
	const templates = await sql<{ id: string; name: string; conditions: unknown }[]>`
		select contract_template.id, name, conditions from contract_template
			left join delivery_rule on delivery_rule.template_id = contract_template.id
		where retired_at is null order by name collate people, contract_template.id limit 500`
	return {
		...{ conditions, validDays },
		templates: templates.map(({ id, name, conditions: own }) => ({
			...{ id, name, conditions: own === null ? null : conditionList.parse(own) },
		})),
	}
}

/** What counts for contracts of a template. */
export async function readRules(
	{ sql }: Pick<Scope, 'sql'>,
	templateId: string | null,
): Promise<{ conditions: Condition[]; validDays: number }> {
	const rows = await sql<{ templateId: string | null; conditions: unknown; validDays: number | null }[]>`
		select template_id as "templateId", conditions, valid_days as "validDays" from delivery_rule
		where template_id is null or template_id = ${templateId}`
	const own = rows.find((row) => row.templateId !== null)
	const general = rows.find((row) => row.templateId === null)
	const kept = (own ?? general)?.conditions
	return {
		conditions: kept === undefined ? [...usualConditions] : conditionList.parse(kept),
		validDays: general?.validDays ?? usualValidDays,
	}
}

export type SaveDeliveryRule =
	/** Of the company. */
	| { templateId: null; conditions: readonly Condition[]; validDays: number }
	/** Of a template; null: as the company has it. */
	| { templateId: string; conditions: readonly Condition[] | null }

/** Says what must be so before a machine leaves, from now on: what was asked for already is checked by it too. Refuses `not_found`, `input.invalid`. */
export async function saveDeliveryRule(scope: Scope, input: SaveDeliveryRule): Promise<void> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const { templateId } = input
	const validDays = 'validDays' in input ? input.validDays : null
	if (validDays !== null && !(Number.isInteger(validDays) && validDays >= 1 && validDays <= 90))
		refuse('input.invalid', { field: 'validDays', problem: 'from 1 to 90' })
	const read = conditionList.safeParse(input.conditions ?? [])
	if (!read.success)
		return refuse('input.invalid', { field: String(read.error.issues[0]?.path.at(-1) ?? 'kind'), problem: 'invalid' })
	if (templateId) {
		const [template] = await sql`select from contract_template where id = ${templateId} for update`
		if (!template) refuse('not_found', { noun: 'template' })
	}
	if (input.conditions === null) await sql`delete from delivery_rule where template_id = ${templateId}`
	else
		await sql`
			insert into delivery_rule (template_id, conditions, valid_days, written_by, written_at)
			values (${templateId}, ${read.data as never}, ${validDays}, ${nameActor(scope.actor)}, ${now})
			on conflict (template_id) do update set conditions = excluded.conditions, valid_days = excluded.valid_days,
				written_by = excluded.written_by, written_at = excluded.written_at`
	await emit(scope, {
		...(templateId
			? { kind: 'template.saved' as const, subject: { kind: 'template', id: templateId } }
			: { kind: 'company.updated' as const, subject: { kind: 'company', id: scope.company.billingPartyId } }),
		facts: { deliveryConditions: input.conditions === null ? null : read.data, validDays },
	})
}
