import { createHash } from 'node:crypto'
import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { RenewalTerms } from '../quote/renew-many.ts'
import { refuse } from '../refusal.ts'
import type { Asked } from './asked.ts'
import { type Deed, type DeedName, deeds, type LeftOut } from './deed.ts'
import type { ListName } from './list.ts'
import { lists } from './lists.ts'
import { listFor } from './own.ts'
import { matching } from './read.ts'

export type AskDeed = {
	list: ListName
	deed: DeedName
	/** The id of a member of staff or a group, or per cent; null for nobody. */
	value: string | null
	/** Rows by their ids, or everything that is asked for. */
	rows: { ids: readonly string[] } | { asked: Asked }
}

/** What it would do. `seen` stands for exactly these rows and terms: `doDeed` refuses when it would be others. */
export type DeedPreview = {
	taken: number
	/** What each row that is taken gets, in their order; none where the deed says it all. */
	terms: RenewalTerms[]
	/** The first few of those left out by name, of each reason. */
	left: { why: LeftOut; count: number; titles: string[] }[]
	seen: string
}

/** Refuses `not_found` for a deed that the list does not have or a value that nobody is, `input.invalid` for per cent
 * that are none, `list.too_many_at_once`. */
export async function previewDeed(scope: Scope, input: AskDeed): Promise<DeedPreview> {
	permit(scope, 'customer.read')
	const deed = await permittedDeed(scope, input)
	const found = await findRows(scope, input, deed)
	const left = Object.entries(Object.groupBy(found, ({ why }) => why ?? '')).flatMap(([why, rows = []]) =>
		why === '' ? [] : [{ why: why as LeftOut, count: rows.length, titles: rows.slice(0, 5).map(({ title }) => title) }],
	)
	const gone = 'ids' in input.rows ? new Set(input.rows.ids).size - found.length : 0
	const ids = takenOf(found)
	const terms = (await deed.terms?.(scope, ids, input.value)) ?? []
	return {
		taken: ids.length,
		terms,
		left: gone > 0 ? [...left, { why: 'gone', count: gone, titles: [] }] : left,
		seen: sealOf(input, ids, terms),
	}
}

/** Does to every row what the preview said, or to none. Refuses what `previewDeed` refuses, and `changed_meanwhile`. */
export async function doDeed(scope: Scope, input: AskDeed & { seen: string; key: string }): Promise<{ taken: number }> {
	permit(scope, 'customer.read')
	const deed = await permittedDeed(scope, input)
	const ids = takenOf(await findRows(scope, input, deed))
	const terms = (await deed.terms?.(scope, ids, input.value)) ?? []
	if (sealOf(input, ids, terms) !== input.seen) refuse('changed_meanwhile', { noun: 'list' })
	await deed.run(scope, ids, input.value, input.key)
	return { taken: ids.length }
}

async function permittedDeed(scope: Scope, { list, deed: name, value }: AskDeed): Promise<Deed> {
	permit(scope, lists[list].permission)
	const deed = deeds[list][name]
	if (!deed) refuse('not_found', { noun: 'deed' })
	permit(scope, deed.permission)
	if (value === null) return deed
	if (deed.takes === 'percent') {
		if (!isPercent(value)) refuse('input.invalid', { field: 'percent', problem: 'out_of_range' })
		return deed
	}
	const { sql } = scope
	const known = {
		person: sql`select from staff_user where id = ${value} and left_at is null`,
		group: sql`select from staff_group where id = ${value}`,
	}
	const [one] = deed.takes ? await known[deed.takes] : []
	if (!one) refuse('not_found', { noun: deed.takes ?? 'deed' })
	return deed
}

type Found = { id: string; title: string; why: LeftOut | null }

async function findRows(scope: Scope, { list: name, value, rows }: AskDeed, deed: Deed): Promise<Found[]> {
	const { sql } = scope
	const list = await listFor(scope, name)
	const [title] = Object.values(list.fields)
	if (!title) throw new Error(`${name} has no field`)
	const from =
		'ids' in rows
			? sql`from ${list.from(scope)} where ${list.within(scope)} and ${list.id(scope)} = any(${[...rows.ids]}::uuid[])`
			: matching(scope, list, rows.asked)
	const found = await sql<Found[]>`
		select ${list.id(scope)} as id, (${title.sql(scope)})::text as title, ${deed.left(scope, value)} as why ${from}
		order by ${list.id(scope)} limit ${deed.most + 1}`
	if (found.length > deed.most) refuse('list.too_many_at_once', { most: deed.most })
	return found
}

const takenOf = (found: readonly Found[]) => found.flatMap(({ id, why }) => (why === null ? [id] : []))

/** From less than a hundred below zero to 999. */
const isPercent = (text: string) => /^-?\d{1,3}(\.\d{1,4})?$/.test(text) && Number(text) > -100

function sealOf({ list, deed, value }: AskDeed, ids: string[], terms: RenewalTerms[]): string {
	const said = JSON.stringify([list, deed, value, ids, terms], (_, part) =>
		typeof part === 'bigint' ? `${part}` : part,
	)
	return createHash('sha256').update(said).digest('hex')
}
