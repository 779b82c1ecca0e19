import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { look, type Scope } from '#core/act.ts'
import { type Asked, fieldsFor, type Query, readAsked, writeAsked } from '#core/list/asked.ts'
import { findViews } from '#core/list/find-views.ts'
import type { Field, List, ListName } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import { listFor } from '#core/list/own.ts'
import { readList } from '#core/list/read.ts'
import { windows } from '#core/list/window.ts'
import { may } from '#core/permit.ts'
import type { Refusal } from '#core/refusal.ts'
import { listStaff } from '#core/staff/list.ts'
import type { LoadContext } from '../../../load-context.ts'
import { notFound } from '../../../problem.ts'
import { requireStaff, type StaffMember } from '../../../sign-in/actor.ts'
import { speakerOf } from '../../../words/speakers.ts'
import { sayList as say } from '../../../words/staff-lists.ts'
import { listCountries } from '../../country.ts'
import { presentRefusal } from '../../refusal.ts'
import { pagingOf } from '../paging.ts'
import { staffFrameOf } from '../staff-frame.ts'
import { deedsFor } from './deeds-for.ts'
import { labelOf, sayFilter, sayValue } from './say-field.ts'

type Choice = { value: string; label: string }

/** A field as the page offers it. */
export type ShownField = {
	name: string
	label: string
	kind: Field['kind']
	choices: Choice[]
	sort: boolean
	optional: boolean
	leadsTo: 'customer' | 'contract' | 'plan' | 'invoice' | 'receipt' | 'equipment' | 'product' | 'case' | null
}

const rowsOfPage = 25

/**
 * The page of a list. An address that says more than it must, as forms send it, leads to the one that says the same; one that
 * nobody understands is answered with what was typed and why.
 */
export async function openList({ request, context }: LoaderFunctionArgs, name: ListName, title: string) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, lists[name].permission)) throw notFound()
	const list = await describeList(context, staff, name)
	const { pathname, searchParams } = new URL(request.url)
	const query = queryIn(searchParams)
	const [frame, choices, asking] = await Promise.all([
		staffFrameOf(context, staff),
		choicesOf(context, staff),
		look(context.books, staff.actor, async ({ actor }: Scope) => readAsked(actor, list, query), undefined),
	])
	const fields = fieldsFor(staff.actor, list)
		.filter(([, { kind }]) => kind !== 'key')
		.map(([field, described]) => shownField(list, field, described, choices))
	const mayShare = may(staff.actor, 'company.write')
	const shared = { frame, mayShare, title, list: name, pathname, fields, typed: query, windows: windowChoices }
	if (!asking.ok) {
		const refused = sayRefusal(list, asking.refusal)
		const nothing = { rows: [], total: 0, isMore: false, isBefore: false }
		const paging = pagingOf(request, nothing, String)
		const page = {
			...shared,
			search: '',
			rows: [],
			paging,
			filters: [],
			deeds: [],
			columns: [],
			sort: null,
			address: '',
			views: [],
		}
		return data({ ...page, refused: refused as string | null }, { status: 422 })
	}
	const asked = asking.value
	const address = writeAsked(staff.actor, list, asked)
	if (!isSame(query, address)) throw redirect(addressOf(pathname, address))
	const [after, before] = [searchParams.get('after') ?? undefined, searchParams.get('before') ?? undefined]
	const [found, views] = await Promise.all([
		look(context.books, staff.actor, readList, { list: name, asked, after, before, limit: rowsOfPage }),
		look(context.books, staff.actor, findViews, { list: name }),
	])
	if (!found.ok || !views.ok) throw notFound()
	const page = {
		...shared,
		search: asked.search,
		rows: found.value.rows,
		paging: pagingOf(request, found.value, ({ place }) => place),
		filters: filtersOf(staff, list, asked, pathname, choices),
		deeds: deedsFor(staff.actor, name),
		columns: asked.columns,
		sort: asked.sort ?? list.order ?? null,
		address: new URLSearchParams(address).toString(),
		views: views.value.map(({ id, name, shared, query }) => ({
			...{ id, name, shared, href: addressOf(pathname, query), here: isSame(query, address) },
		})),
	}
	return data({ ...page, refused: null as string | null })
}

/** What an address asks of a list; its place in it is not part of that. */
export function queryIn(searchParams: URLSearchParams): Query {
	return [...searchParams]
		.filter(([name]) => name !== 'after' && name !== 'before')
		.map(([name, value]) => [name, value.replaceAll('\0', '').trim()])
}

const isSame = (one: Query, other: Query) => JSON.stringify(one) === JSON.stringify(other)
const addressOf = (pathname: string, query: Query) => {
	const text = new URLSearchParams(query as [string, string][]).toString()
	return text ? `${pathname}?${text}` : pathname
}

/** A list with the fields that the company has given it. */
export async function describeList({ books }: LoadContext, { actor }: StaffMember, name: ListName): Promise<List> {
	const described = await look(books, actor, listFor, name)
	if (!described.ok) throw notFound()
	return described.value
}

/** A refusal of what was asked, with the field as the page calls it. */
export function sayRefusal(list: List, refusal: Refusal): string {
	if (refusal.code !== 'list.field_unknown' && refusal.code !== 'list.value_wrong')
		return presentRefusal(speakerOf('en'), refusal)
	const [field = ''] = refusal.facts.field.split('.')
	return presentRefusal(speakerOf('en'), {
		...refusal,
		facts: { ...refusal.facts, field: labelOf(list, field) },
	} as Refusal)
}

type Choices = { person: Choice[]; group: Choice[]; country: Choice[] }

async function choicesOf({ books }: LoadContext, { actor }: StaffMember): Promise<Choices> {
	const found = await look(books, actor, listStaff, undefined)
	const { users, groups } = found.ok ? found.value : { users: [], groups: [] }
	const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
	return {
		person: [{ value: 'me', label: say('list.me') }, ...users.map(choice)],
		group: groups.map(choice),
		country: listCountries('en').map(({ code, name }) => ({ value: code, label: name })),
	}
}

function shownField(list: List, name: string, field: Field, choices: Choices): ShownField {
	const { kind, sort = false, optional = false } = field
	const offered =
		kind === 'person' || kind === 'group' || kind === 'country'
			? choices[kind]
			: (kind === 'flag' ? ['yes', 'no'] : (field.choices ?? [])).map((value) => ({
					value,
					label: sayValue(name, field, value),
				}))
	return { name, label: labelOf(list, name), kind, choices: offered, sort, optional, leadsTo: field.leads?.to ?? null }
}

const windowChoices = windows.map((value) => ({ value, label: say(`list.windows.${value}`) }))

/** What is filtered by, each with the address of the list without it. */
function filtersOf({ actor }: StaffMember, list: List, asked: Asked, pathname: string, choices: Choices) {
	const names = new Map([...choices.person, ...choices.group].map(({ value, label }) => [value, label]))
	return asked.filters.flatMap((filter) => {
		const field = list.fields[filter.field]
		if (!field) return []
		const others = { ...asked, filters: asked.filters.filter((one) => one !== filter) }
		const without = addressOf(pathname, writeAsked(actor, list, others))
		return [{ text: sayFilter(list, field, filter, names), without }]
	})
}
