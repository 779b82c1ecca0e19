import type { Scope } from '../act.ts'
import { seen } from '../field-right/seen.ts'
import type { OwnValues } from '../own-field/own-field.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { CheckedTemplate } from './template.ts'

/** `own` as far as the fields and their choices are still there. */
export type Template = Omit<CheckedTemplate, 'own'> & {
	own: OwnValues
	id: string
	retired: boolean
	version: number
}
export type ListedTemplate = {
	id: string
	name: string
	type: string
	direction: Template['direction']
	retired: boolean
	contracts: number
}

/** All templates, those in use first, by name. */
export async function findTemplates(scope: Scope): Promise<ListedTemplate[]> {
	permit(scope, 'contract.read')
	return await scope.sql<ListedTemplate[]>`
		select id, name, type, direction, retired_at is not null as retired,
			(select count(*)::int from contract where template_id = contract_template.id) as contracts
		from contract_template order by retired_at is not null, name collate people, id limit 500`
}

type Asked = { id: string; direction?: Template['direction'] }

/** As the actor may see it. Refuses `not_found`, also of one that is for the other kind of contracts. */
export async function findTemplate(scope: Scope, asked: Asked): Promise<Template> {
	permit(scope, 'contract.read')
	const template = await readTemplate(scope, asked)
	return { ...template, lines: template.lines.map((line) => seen(scope, 'line', line, 'draft')) }
}

/** The same whole, for what is begun with it, whoever begins it. */
export async function readTemplate(scope: Scope, { id, direction }: Asked): Promise<Template> {
	const [template] = await scope.sql<Template[]>`
		select id, name, type, direction, terms, lines, payables, clauses, retired_at is not null as retired, version,
			coalesce((select jsonb_object_agg(said.key, said.value) from jsonb_each_text(own) as said
				join own_field as field on 'own_' || field.number = said.key and field.subject = 'contract'
				where field.kind <> 'choice' or exists (
					select from own_choice where field_id = field.id and own_choice.id::text = said.value)), '{}') as own
		from contract_template where id = ${id} and ${direction ? scope.sql`direction = ${direction}` : scope.sql`true`}`
	return template ?? refuse('not_found', { noun: 'template' })
}
