import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readOwnFields } from './find.ts'
import { type OwnField, type OwnKind, type OwnSubject, ownKinds, ownSubjects } from './own-field.ts'

export type SaveOwnField = {
	/** Of one that is there; its subject and kind stay as they are. */
	id?: string | undefined
	subject: OwnSubject
	kind: OwnKind
	/** One to eighty letters, and no other field of the subject's. */
	name: string
	required: boolean
	/** The smaller, the earlier. */
	position: number
	/** Of a choice: those that are there under their ids, new ones without; in this order. One that is left out goes, or is archived where it was chosen. */
	choices: { id?: string | undefined; name: string }[]
}

const [longestName, mostFields, mostChoices] = [80, 60, 200]

/**
 * Gives customers, contracts or lines another field, or changes one that is there; an archived one is offered again by it.
 * Refuses `input.invalid`, `not_found`, `own_field.name_taken`, `own_field.too_many`, `own_field.no_choices`.
 */
export async function saveOwnField(scope: Scope, input: SaveOwnField): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const { sql } = scope
	const all = await lockFields(scope)
	const before = input.id === undefined ? undefined : all.find(({ id }) => id === input.id)
	if (input.id !== undefined && !before) refuse('not_found', { noun: 'own_field' })
	const { subject, kind } = before ?? input
	const [name, position] = [checkedName(input.name, 'name'), input.position]
	if (!ownSubjects.includes(subject)) refuse('input.invalid', { field: 'subject', problem: 'invalid' })
	if (!ownKinds.includes(kind)) refuse('input.invalid', { field: 'kind', problem: 'invalid' })
	if (!Number.isInteger(position) || Math.abs(position) > 100_000)
		refuse('input.invalid', { field: 'position', problem: 'invalid' })
	const others = all.filter((one) => one.subject === subject && !one.archived && one.id !== input.id)
	if (others.some((one) => one.name.toLowerCase() === name.toLowerCase())) refuse('own_field.name_taken', { name })
	if (others.length >= mostFields) refuse('own_field.too_many', { most: mostFields })
	const choices = kind === 'choice' ? checkedChoices(input, before) : []
	const [field] = before
		? await sql<{ id: string }[]>`
			update own_field set name = ${name}, required = ${input.required}, position = ${position}, archived_at = null
			where id = ${before.id} returning id`
		: await sql<{ id: string }[]>`
			insert into own_field (subject, kind, name, required, position)
			values (${subject}, ${kind}, ${name}, ${input.required}, ${position}) returning id`
	if (!field) throw new Error('The field was not written')
	await writeChoices(scope, field.id, before, choices)
	await tell(scope, { ...input, subject, kind, id: field.id })
	return field
}

/** Takes a field away: for good where nothing was ever written in it, else it is archived and what was written stays. Refuses `not_found`. */
export async function removeOwnField(scope: Scope, { id }: { id: string }): Promise<{ archived: boolean }> {
	permit(scope, 'company.write')
	const field = (await lockFields(scope)).find((one) => one.id === id)
	if (!field) refuse('not_found', { noun: 'own_field' })
	if (field.used)
		await scope.sql`update own_field set archived_at = ${scope.now} where id = ${id} and archived_at is null`
	else await scope.sql`delete from own_field where id = ${id}`
	await tell(scope, { id, name: field.name, [field.used ? 'archived' : 'removed']: true })
	return { archived: field.used }
}

/** One change of them at a time. */
async function lockFields(scope: Scope): Promise<OwnField[]> {
	await scope.sql`lock table own_field in share row exclusive mode`
	return await readOwnFields(scope, { archived: true })
}

function checkedName(given: string, field: string): string {
	const name = given.replaceAll('\0', '').trim()
	if (name === '' || name.length > longestName)
		refuse('input.invalid', { field, problem: name === '' ? 'too_small' : 'too_big' })
	return name
}

function checkedChoices({ name, choices }: SaveOwnField, before: OwnField | undefined) {
	const checked = choices.map((one) => ({ id: one.id, name: checkedName(one.name, 'choices') }))
	if (checked.length === 0) refuse('own_field.no_choices', { field: name.trim() })
	if (checked.length > mostChoices) refuse('own_field.too_many', { most: mostChoices })
	const twice = checked.find((one, at) => checked.findIndex((other) => isSame(one.name, other.name)) < at)
	if (twice) refuse('own_field.name_taken', { name: twice.name })
	const strange = checked.find(({ id }) => id !== undefined && !before?.choices.some((one) => one.id === id))
	if (strange) refuse('not_found', { noun: 'own_choice' })
	return checked
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

async function writeChoices(
	{ sql, now }: Scope,
	fieldId: string,
	before: OwnField | undefined,
	choices: readonly { id?: string | undefined; name: string }[],
): Promise<void> {
	const kept = choices.flatMap(({ id }) => (id === undefined ? [] : [id]))
	const gone = (before?.choices ?? []).filter(({ id }) => !kept.includes(id)).map(({ id }) => id)
	await sql`
		delete from own_choice where id = any(${gone}::uuid[])
			and not exists (select from own_value where own_value.choice_id = own_choice.id)`
	await sql`update own_choice set archived_at = ${now} where id = any(${gone}::uuid[]) and archived_at is null`
	// Names may change places among themselves: out of the way first.
	await sql`update own_choice set archived_at = ${now} where id = any(${kept}::uuid[])`
	for (const [position, { id, name }] of choices.entries()) {
		if (id === undefined)
			await sql`insert into own_choice (field_id, name, position) values (${fieldId}, ${name}, ${position})`
		else await sql`update own_choice set name = ${name}, position = ${position}, archived_at = null where id = ${id}`
	}
}

async function tell(scope: Scope, ownField: Record<string, unknown>): Promise<void> {
	const subject = { kind: 'company', id: scope.company.billingPartyId }
	await emit(scope, { kind: 'company.updated', subject, facts: { ownField } })
}
