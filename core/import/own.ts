import { z } from 'zod'
import type { Scope } from '../act.ts'
import { readOwnFields } from '../own-field/find.ts'
import type { OwnSubject, OwnValues } from '../own-field/own-field.ts'
import { type Field, fieldNamed, type Subject } from './field.ts'
import { bareWord } from './format/words.ts'

/** The company's own fields that a file can fill, by their keys, as they were when its columns were matched. */
export const ownInMap = z.record(
	z.string().regex(/^own_\d{1,9}$/),
	z.strictObject({
		kind: z.enum(['text', 'number', 'day', 'choice']),
		label: z.string().max(80),
		/** Of a choice: its ids and their names. */
		choices: z.record(z.string(), z.string().max(80)).default({}),
	}),
)
export type OwnInMap = z.output<typeof ownInMap>

const subjects: Partial<Record<Subject, OwnSubject>> = { customers: 'customer', contracts: 'contract', lines: 'line' }

/** What can be filled now by files of a subject. */
export async function readOwnInMap(scope: Pick<Scope, 'sql'>, subject: Subject): Promise<OwnInMap> {
	const of = subjects[subject]
	const fields = of ? await readOwnFields(scope, { subject: of }) : []
	return Object.fromEntries(
		fields.map(({ key, kind, name, choices }) => [
			key,
			{
				kind: kind === 'date' ? ('day' as const) : kind,
				label: name,
				choices: Object.fromEntries(choices.filter(({ archived }) => !archived).map((one) => [one.id, one.name])),
			},
		]),
	)
}

/** As fields that columns are matched to. */
export function fieldsOfOwn(own: OwnInMap | undefined): Field[] {
	return Object.entries(own ?? {}).map(([name, { kind, label, choices }]) => ({
		name,
		kind,
		headers: bareWord(label),
		most: 500,
		signed: true as const,
		...(kind === 'choice' && {
			choices: Object.fromEntries(Object.entries(choices).map(([id, called]) => [id, bareWord(called)])),
			possible: Object.values(choices).join(', '),
		}),
	}))
}

/** A field that a map names: one of ours, or one of the company's own. */
export function fieldIn(
	{ subject, own }: { subject: Subject; own?: OwnInMap | undefined },
	name: string,
): Field | undefined {
	return fieldNamed(subject, name) ?? fieldsOfOwn(own).find((field) => field.name === name)
}

/** A map with the own fields that there are now; columns of those that are gone fill nothing. */
export function withOwn<Map extends { columns: Record<string, unknown>; own?: OwnInMap | undefined }>(
	map: Map,
	own: OwnInMap,
): Map {
	const columns = Object.entries(map.columns).filter(([name]) => !isOwnName(name) || own[name])
	return { ...map, columns: Object.fromEntries(columns), ...(Object.keys(own).length > 0 || map.own ? { own } : {}) }
}

export const isOwnName = (name: string) => /^own_\d+$/.test(name)

/** What is said of own fields, as it is written: '' for nothing. Undefined where nothing is said of any. */
export function ownSaid(said: Iterable<readonly [string, unknown]>): OwnValues | undefined {
	const own = [...said].flatMap(([name, value]) => (isOwnName(name) ? [[name, String(value ?? '')] as const] : []))
	return own.length > 0 ? Object.fromEntries(own) : undefined
}

/** Own fields have places of their own behind those of ours, however many of ours there will be. */
const firstPlace = 64

/** The fields of a digest with the own ones that are given, each at its place. */
export function withOwnPlaces(ours: readonly string[], given: ReadonlySet<string>): readonly string[] {
	const own = [...given].filter(isOwnName)
	if (own.length === 0) return ours
	const fields = Array.from({ length: firstPlace }, (_, place) => ours[place] ?? '')
	for (const name of own) fields[firstPlace + Number(name.slice(4))] = name
	return Array.from(fields, (name) => name ?? '')
}

/** The own fields that a digest says something of. */
export function ownIn(digest: string | null): string[] {
	const parts = digest?.split('.').slice(firstPlace) ?? []
	return parts.flatMap((part, place) => (part === '' ? [] : [`own_${place}`]))
}

/** What stands in own fields of the row's customer, contract or line, by their keys, as digests are made of it. */
export function ownHere({ sql }: Pick<Scope, 'sql'>, subject: OwnSubject) {
	return sql`coalesce((select jsonb_object_agg('own_' || field.number,
			coalesce(text_value, number_value::text, date_value::text, choice_id::text))
		from own_value join own_field as field on field.id = own_value.field_id
		where ${sql(`own_value.${subject}_id`)} = ${sql(`${subject}.id`)}), '{}')`
}

type Changed = { field: string; name?: string; ours: string; theirs: string }

/** Changes of own fields as a person reads them: by the field's name, and of a choice by its own. */
export function nameOwn<Row extends { changes: Changed[] }>(rows: readonly Row[], own: OwnInMap | undefined): Row[] {
	if (!own) return [...rows]
	const named = (change: Row['changes'][number]) => {
		const field = own[change.field]
		if (!field) return change
		const { label, choices } = field
		const of = (text: string) => choices[text] ?? text
		return { ...change, name: label, ours: of(change.ours), theirs: of(change.theirs) }
	}
	return rows.map((row) => ({ ...row, changes: row.changes.map(named) }))
}
