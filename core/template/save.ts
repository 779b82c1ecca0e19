import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { emit, nameActor } from '../event.ts'
import { readOwnFields } from '../own-field/find.ts'
import { checkOwnValues } from '../own-field/values.ts'
import { amountIn } from '../payable/input.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { findOwnVariables } from './own-words.ts'
import { type TemplateInput, templateInput } from './template.ts'
import { unknownVariables } from './variables.ts'

/** `version` as it was read; a retired one is offered no more, and what was begun with it stays as it is. */
export type SaveTemplate = TemplateInput & { id?: string | undefined; version?: number; retired?: boolean }

/**
 * Adds a template, or writes one anew. Refuses `input.invalid`, `template.variable_unknown` by name, `template.name_taken`,
 * `contract.type_unknown`, `own_field.unknown`, `own_field.value_wrong`,
 * `not_found`, and `changed_meanwhile` where somebody else has saved it since it was read.
 */
export async function saveTemplate(scope: Scope, { id, version, retired = false, ...given }: SaveTemplate) {
	permit(scope, 'product.write')
	const { sql, now } = scope
	const { name, type, direction, terms, lines, payables, clauses, own = {} } = checked(templateInput, given)
	for (const { amount } of payables) amountIn(amount, scope.company.currency)
	const ownVariables = await findOwnVariables(scope)
	const [unknown] = clauses.flatMap((clause) =>
		Object.values(clause).flatMap((text) => unknownVariables(text, ownVariables)),
	)
	if (unknown !== undefined) refuse('template.variable_unknown', { name: unknown })
	const fields = await readOwnFields(scope, { subject: 'contract', archived: true })
	const said = checkOwnValues(fields, own).filter(({ value }) => value !== '')
	const ownSaid = Object.fromEntries(said.map(({ field, value }) => [field.key, value]))
	const [ofType] = await sql`select from contract_type where code = ${type}`
	if (!ofType) refuse('contract.type_unknown', { type })
	// Whoever else takes a name waits here.
	await sql`lock table contract_template in share row exclusive mode`
	const [taken] = await sql`
		select from contract_template where lower(btrim(name)) = lower(${name}) and retired_at is null
			and id is distinct from ${id ?? null}::uuid`
	if (taken && !retired) refuse('template.name_taken', { name })
	const known = lines.flatMap(({ productId }) => productId ?? [])
	const products = await sql`select from product where id = any(${known}::uuid[])`
	if (products.length < new Set(known).size) refuse('not_found', { noun: 'product' })
	const values = sql`${name}, ${type}, ${direction}, ${sql.json(terms)}, ${sql.json(lines)}, ${sql.json(payables)}, ${sql.json(clauses)}, ${sql.json(ownSaid)},
		${retired ? now : null}::timestamptz, ${nameActor(scope.actor)}, ${now}`
	const [before] = id
		? await sql<
				{ version: number; direction: string }[]
			>`select version, direction from contract_template where id = ${id}`
		: []
	if (id && !before) refuse('not_found', { noun: 'template' })
	if (before && before.direction !== direction) refuse('input.invalid', { field: 'direction', problem: 'fixed' })
	if (before && before.version !== version) refuse('changed_meanwhile', { noun: 'template' })
	const columns = sql`name, type, direction, terms, lines, payables, clauses, own, retired_at, updated_by, updated_at`
	const [saved] = id
		? await sql<{ id: string }[]>`
			update contract_template set (${columns}) = (${values}), version = version + 1 where id = ${id} returning id`
		: await sql<{ id: string }[]>`insert into contract_template (${columns}) values (${values}) returning id`
	if (!saved) throw new Error('The template was not written')
	await emit(scope, {
		kind: 'template.saved',
		subject: { kind: 'template', id: saved.id },
		facts: { name, retired },
	})
	return saved
}
