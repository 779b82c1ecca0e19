import { look } from '#core/act.ts'
import { readAsked } from '#core/list/asked.ts'
import type { Field, ListName } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import { countRows, type ListedRow, readOn } from '#core/list/read.ts'
import { formatMajor } from '#core/money.ts'
import { may } from '#core/permit.ts'
import type { LoadContext } from '../../../load-context.ts'
import { notFound } from '../../../problem.ts'
import { requireStaff } from '../../../sign-in/actor.ts'
import { onward } from '../../../table-file.ts'
import { sayList as say } from '../../../words/staff-lists.ts'
import type { SheetCell } from '../../../xlsx-response.ts'
import { entitled } from '../entitled.ts'
import { describeList, queryIn, sayRefusal } from './open-list.ts'
import { labelOf, sayValue } from './say-field.ts'

/** A list as a file has it: what the page shows, all pages of it. */
export type Sheet = {
	list: ListName
	/** The day it was made, ISO. */
	today: string
	head: string[]
	/** Rows as they come, some at a time; broken off where the actor's rights change meanwhile. */
	chunks: () => AsyncGenerator<SheetCell[][]>
}

/**
 * Reads what an address asks of a list, for a file of at most `mostRows`. Throws 404 for a list that is not the actor's, and
 * 422 with the reason for what nobody understands or is too much.
 */
export async function openSheet(
	request: Request,
	context: LoadContext,
	name: string | undefined,
	mostRows?: number,
): Promise<Sheet> {
	const staff = await requireStaff(request, context)
	if (!name || !Object.hasOwn(lists, name)) throw notFound()
	if (!may(staff.actor, lists[name as ListName].permission)) throw notFound()
	const list = await describeList(context, staff, name as ListName)
	const query = queryIn(new URL(request.url).searchParams)
	const asking = await look(
		context.books,
		staff.actor,
		async ({ actor, today }) => ({ asked: readAsked(actor, list, query), today: today.toString() }),
		undefined,
	)
	if (!asking.ok) throw refused(sayRefusal(list, asking.refusal))
	const { asked, today } = asking.value
	if (mostRows !== undefined) {
		const count = await look(context.books, staff.actor, countRows, { list: list.name, asked, most: mostRows + 1 })
		if (count.ok && count.value > mostRows) throw refused(say('list.tooMany', { most: mostRows }))
	}
	const columns = asked.columns.flatMap((column): [string, Field][] => {
		const field = list.fields[column]
		return field ? [[column, field]] : []
	})
	const still = await entitled(request, context)
	const read = (last: ListedRow | undefined, limit: number) =>
		look(context.books, staff.actor, readOn, { list: list.name, asked, after: last?.place, limit })
	const inCurrency = columns.some(([, { kind }]) => kind === 'money' || kind === 'price')
	const withCurrency = inCurrency && !asked.columns.includes('currency')
	return {
		list: list.name,
		today,
		head: [...columns.map(([column]) => labelOf(list, column)), ...(withCurrency ? [labelOf(list, 'currency')] : [])],
		chunks: () => onward({ still, read, cells: (row) => cellsOf(row, columns, withCurrency) }),
	}
}

const refused = (reason: string) =>
	new Response(reason, { status: 422, headers: { 'content-type': 'text/plain; charset=utf-8' } })

function cellsOf(row: ListedRow, columns: [string, Field][], withCurrency: boolean): SheetCell[] {
	const cells = columns.map(([name, field]) => cellOf(row, name, field))
	return withCurrency ? [...cells, { kind: 'text', text: row.currency ?? '' }] : cells
}

/** Amounts in major units, days as ISO dates, everything else as the page says it. */
function cellOf(row: ListedRow, name: string, field: Field): SheetCell {
	const value = row.says[name] ?? row.cells[name] ?? ''
	const { kind } = field
	if (value === '') return { kind: 'text', text: '' }
	if (kind === 'money') return { kind: 'number', text: formatMajor(BigInt(value), row.currency ?? '') }
	if (kind === 'price' || kind === 'number') return { kind: 'number', text: value }
	if (kind === 'day') return { kind: 'day', text: value }
	const isName = kind === 'person' || kind === 'group'
	return { kind: 'text', text: isName ? value : sayValue(name, field, value) }
}
