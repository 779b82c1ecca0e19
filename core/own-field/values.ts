import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { edits } from '../field-right/locked.ts'
import { refuse } from '../refusal.ts'
import { readOwnFields } from './find.ts'
import { longestText, type OwnField, type OwnSubject, type OwnValues } from './own-field.ts'

export type WithOwn = { id: string; own: OwnValues | undefined }

/**
 * Writes what is given in fields of things of one subject; '' empties a field, and what is not named stays. Set-based.
 * `complete` asks for every required field of things that are new. Refuses `own_field.unknown`, `own_field.value_wrong` and
 * `own_field.required`. Who may, the caller has asked.
 */
export async function writeOwnValues(
	scope: Scope,
	subject: OwnSubject,
	things: readonly WithOwn[],
	{ complete = false }: { complete?: boolean } = {},
): Promise<void> {
	if (!complete && things.every(({ own }) => own === undefined)) return
	const fields = await readOwnFields(scope, { subject, archived: true })
	// Nobody is asked for what they may not fill in.
	const asked = fields.filter(({ key }) => edits(scope, subject, key, 'draft'))
	if (complete) for (const { own } of things) refuseIncomplete(asked, own ?? {})
	const rows = things.flatMap(({ id, own }) => (own ? checkOwnValues(fields, own).map((one) => ({ ...one, id })) : []))
	const column = `${subject}_id`
	const { sql } = scope
	await sql`
		delete from own_value using unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ field }) => field.id)}::uuid[])
			as given (id, field_id)
		where own_value.field_id = given.field_id and ${sql(`own_value.${column}`)} = given.id`
	const filled = rows.filter(({ value }) => value !== '')
	await insertMany(
		sql,
		'own_value',
		{
			...{ field_id: 'uuid', subject: 'text', kind: 'text', [column]: 'uuid' },
			...{ text_value: 'text', number_value: 'numeric', date_value: 'date', choice_id: 'uuid' },
		},
		filled.map(({ id, field, value }) => ({
			...{ field_id: field.id, subject, kind: field.kind, [column]: id },
			...{ text_value: null, number_value: null, date_value: null, choice_id: null },
			[field.kind === 'choice' ? 'choice_id' : `${field.kind}_value`]: value,
		})),
	)
}

/** What was given, field by field, as it is to be kept. Refuses `own_field.unknown` and `own_field.value_wrong`. */
export function checkOwnValues(fields: readonly OwnField[], own: OwnValues): { field: OwnField; value: string }[] {
	return Object.entries(own).map(([key, given]) => {
		const field = fields.find((one) => one.key === key)
		if (!field) refuse('own_field.unknown', { field: key.slice(0, 40) })
		const value = keptValue(field, given.replaceAll('\0', '').trim())
		if (value === undefined)
			refuse('own_field.value_wrong', { field: field.name, value: given.trim().slice(0, 60), kind: field.kind })
		return { field, value }
	})
}

/** Refuses `own_field.required`: a field that is to be filled in, is emptied or was never named. */
export function refuseIncomplete(fields: readonly OwnField[], own: OwnValues): void {
	const missing = fields.find(({ key, required, archived }) => required && !archived && !own[key]?.trim())
	if (missing) refuse('own_field.required', { field: missing.name })
}

const decimal = /^-?\d{1,15}(\.\d{1,10})?$/

function keptValue({ kind, choices }: OwnField, value: string): string | undefined {
	if (value === '') return ''
	switch (kind) {
		case 'text':
			return value.length <= longestText && value.isWellFormed() ? value : undefined
		case 'number': {
			const plain = value.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
			return decimal.test(plain) ? plain.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : undefined
		}
		case 'date':
			return dayInput.safeParse(value).success ? value : undefined
		case 'choice':
			return choices.some(({ id }) => id === value) ? value : undefined
	}
}
