import { z } from 'zod'
import type { Actor } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { readDecimal } from '../decimal.ts'
import { may } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Field, List } from './list.ts'
import { isWindow, type Window } from './window.ts'

/** What a row must be in one field: everything that is said holds. */
export type Filter = {
	field: string
	words?: string
	any?: string[]
	/** Both included. Days as ISO dates, amounts and numbers as exact decimals. */
	from?: string
	to?: string
	within?: Window
	is?: 'empty' | 'set'
}

/** What somebody asks of a list. */
export type Asked = {
	search: string
	filters: Filter[]
	columns: string[]
	/** Undefined: the list's own order. */
	sort?: { field: string; down: boolean }
}

/** Names and values, as an address or a form has them. */
export type Query = readonly (readonly [name: string, value: string])[]

/** The fields of a list that the actor may see, in their order. */
export function fieldsFor(actor: Actor, list: List): [string, Field][] {
	return Object.entries(list.fields).filter(([, field]) => !field.needs || may(actor, field.needs))
}

const mostColumns = 100
const textField = z.string().max(200)

/**
 * Reads an address. Whatever is empty is not asked. Refuses `list.field_unknown` for a field, filter, column or order that the
 * list does not have for this actor, and `list.value_wrong` for a value that the field cannot have: a filter that nobody
 * understands would show more than was asked for.
 */
export function readAsked(actor: Actor, list: List, query: Query): Asked {
	const fields = new Map(fieldsFor(actor, list))
	const asked: Asked = { search: '', filters: [], columns: [] }
	for (const [name, raw] of query) {
		const value = raw.replaceAll('\0', '').trim()
		if (value === '') continue
		if (name === 'search')
			asked.search = textField.safeParse(value).data ?? refuse('list.value_wrong', wrong(name, value))
		else if (name === 'column') asked.columns.push(value)
		else if (name === 'sort') asked.sort = { field: value.replace(/^-/, ''), down: value.startsWith('-') }
		else readFilter(fields, asked, name, value)
	}
	return checked(list, fields, asked)
}

const wrong = (field: string, value: string) => ({ field, value: value.slice(0, 60) })

/** `state=active`, `ends.from=2026-01-01`, `ends.within=next_30`, `owner.is=empty`. */
function readFilter(fields: Map<string, Field>, asked: Asked, name: string, value: string): void {
	const [fieldName = '', part, ...more] = name.split('.')
	const field = fields.get(fieldName)
	if (!field || more.length > 0) refuse('list.field_unknown', { field: name.slice(0, 60) })
	let filter = asked.filters.find((one) => one.field === fieldName)
	if (!filter) {
		filter = { field: fieldName }
		asked.filters.push(filter)
	}
	const fail = () => refuse('list.value_wrong', wrong(name, value))
	if (part === undefined && field.kind === 'text') {
		if (!textField.safeParse(value).success) fail()
		filter.words = value
	} else if (part === undefined && isChosen(field, value)) {
		filter.any = [...new Set([...(filter.any ?? []), value])].toSorted()
	} else if ((part === 'from' || part === 'to') && hasEnds(field)) {
		if (!isEnd(field, value)) fail()
		filter[part] = value
	} else if (part === 'within' && field.kind === 'day') {
		filter.within = isWindow(value) ? value : fail()
	} else if (part === 'is' && field.optional) {
		filter.is = value === 'empty' || value === 'set' ? value : fail()
	} else if (part === undefined && isOfChoice(field)) fail()
	else refuse('list.field_unknown', { field: name.slice(0, 60) })
}

const isOfChoice = ({ kind }: Field) => ['choice', 'country', 'flag', 'person', 'group', 'key'].includes(kind)
const hasEnds = ({ kind }: Field) => ['day', 'money', 'price', 'number'].includes(kind)
const isId = (value: string) => z.uuid().safeParse(value).success

function isChosen({ kind, choices }: Field, value: string): boolean {
	if (kind === 'choice') return choices?.includes(value) ?? false
	if (kind === 'country') return /^[A-Z]{2}$/.test(value)
	if (kind === 'flag') return value === 'yes' || value === 'no'
	if (kind === 'person') return value === 'me' || isId(value)
	return (kind === 'group' || kind === 'key') && isId(value)
}

const isEnd = ({ kind }: Field, value: string) =>
	kind === 'day' ? dayInput.safeParse(value).success : readDecimal(value) !== undefined

function checked(list: List, fields: Map<string, Field>, asked: Asked): Asked {
	const isColumn = (name: string) => fields.has(name) && fields.get(name)?.kind !== 'key'
	const strange = asked.columns.find((name) => !isColumn(name))
	if (strange !== undefined || asked.columns.length > mostColumns)
		refuse('list.field_unknown', { field: (strange ?? 'column').slice(0, 60) })
	const { sort } = asked
	if (sort && !fields.get(sort.field)?.sort) refuse('list.field_unknown', { field: sort.field.slice(0, 60) })
	// Columns stand in the order of the list, whatever order they were ticked in.
	const chosen = new Set(asked.columns)
	const columns = [...fields].flatMap(([name, { shown }]) =>
		(chosen.size > 0 ? chosen.has(name) : shown) ? [name] : [],
	)
	const isOwn = sort && list.order && sort.field === list.order.field && sort.down === list.order.down
	return { search: asked.search, filters: asked.filters, columns, ...(sort && !isOwn ? { sort } : {}) }
}

/** The address of what is asked, always the same for the same: what the list has by itself is left out. */
export function writeAsked(actor: Actor, list: List, asked: Asked): [string, string][] {
	const { search, filters, columns, sort } = asked
	const fields = fieldsFor(actor, list)
	const usual = fields.flatMap(([name, { shown }]) => (shown ? [name] : []))
	const isUsual = columns.join() === usual.join()
	const inOrder = fields.flatMap(([name]) => filters.filter(({ field }) => field === name))
	return [
		...(search ? [['search', search] as [string, string]] : []),
		...inOrder.flatMap(writeFilter),
		...(sort ? [['sort', `${sort.down ? '-' : ''}${sort.field}`] as [string, string]] : []),
		...(isUsual ? [] : columns.map((name): [string, string] => ['column', name])),
	]
}

function writeFilter({ field, words, any, from, to, within, is }: Filter): [string, string][] {
	const said: [string, string | undefined][] = [
		[field, words],
		...(any ?? []).map((value): [string, string] => [field, value]),
		[`${field}.within`, within],
		[`${field}.from`, from],
		[`${field}.to`, to],
		[`${field}.is`, is],
	]
	return said.filter((one): one is [string, string] => one[1] !== undefined)
}
