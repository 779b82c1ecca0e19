import type { Filter } from '#core/list/asked.ts'
import type { Field, List, ListName } from '#core/list/list.ts'
import type { FieldsOf } from '#core/list/lists.ts'
import { staffLists } from '../../../words/en/staff-lists.ts'
import { speakerOf } from '../../../words/speakers.ts'
import { sayList as say } from '../../../words/staff-lists.ts'
import { nameCountry } from '../../country.ts'
import { formatDay } from '../../format.ts'
import { presentState } from '../../refusal.ts'

/** Every field of every list has its words. */
const labels: { [Name in ListName]: Record<FieldsOf<Name>, string> } = staffLists.fields

/** What a field is called: the head of its column, the legend of its filter. */
export function labelOf({ name, fields }: Pick<List, 'name' | 'fields'>, field: string): string {
	const own = Object.hasOwn(fields, field) ? fields[field]?.own : undefined
	if (own) return own.archived ? say('list.archived', { field: own.label }) : own.label
	const ours: Record<string, string> = labels[name]
	return (Object.hasOwn(ours, field) && ours[field]) || field
}

/** One of the values of a field in words. Names of people and groups are looked up in `names`. */
export function sayValue(
	name: string,
	{ kind, own: described }: Pick<Field, 'kind' | 'own'>,
	value: string,
	names?: Map<string, string>,
): string {
	if (kind === 'flag') return say(value === 'yes' ? 'list.flag.yes' : 'list.flag.no')
	if (kind === 'country') return nameCountry('en', value)
	if (kind === 'key') return say('list.one')
	if (kind === 'person' && value === 'me') return say('list.me')
	if (kind === 'person' || kind === 'group') return names?.get(value) ?? say('list.one')
	if (kind !== 'choice') return value
	if (described) return described.choices[value] ?? value
	const own = (staffLists.choices as Record<string, Record<string, string>>)[name]
	return own?.[value] ?? presentState(speakerOf('en'), value)
}

/** A filter as a person reads it: `Last day: in the next 30 days`. */
export function sayFilter(list: List, field: Field, filter: Filter, names: Map<string, string>): string {
	const { words, any, from, to, within, is } = filter
	const shown = (text: string) => (field.kind === 'day' ? formatDay('en', text) : text)
	const said = [
		words && `“${words}”`,
		any?.map((value) => sayValue(filter.field, field, value, names)).join(', '),
		within && say(`list.windows.${within}`),
		from && to
			? say('list.fromTo', { from: shown(from), to: shown(to) })
			: from
				? say('list.fromOnly', { from: shown(from) })
				: to && say('list.toOnly', { to: shown(to) }),
		is && say(is === 'empty' ? 'list.isEmpty' : 'list.isSet'),
	]
	return say('list.filter', { field: labelOf(list, filter.field), value: said.filter(Boolean).join(', ') })
}
