import { z } from 'zod'
import type { Actor, Scope } from '#core/act.ts'
import { readAsked } from '#core/list/asked.ts'
import { type Deed, deeds } from '#core/list/deed.ts'
import type { AskDeed } from '#core/list/do-deed.ts'
import type { ListName } from '#core/list/list.ts'
import { lists } from '#core/list/lists.ts'
import { listFor } from '#core/list/own.ts'
import { may } from '#core/permit.ts'
import { notFound } from '../../../problem.ts'
import { queryIn } from './open-list.ts'

/** What somebody wants done with rows of a list, as the address or the form says it. */
const said = z.object({
	deed: z.enum(['owner', 'group', 'quote_renewals', 'send_again', 'settle']),
	rows: z.array(z.uuid()).max(500),
	all: z.literal('yes').optional(),
	query: z.string().max(4000),
	value: z.string().trim().max(100).optional(),
})

export type SaidDeed = z.output<typeof said> & { list: ListName; described: Deed }

/** Throws 404 for a list or a deed that there is not, or is not the actor's. */
export function readDeed(actor: Actor, name: string | undefined, fields: URLSearchParams): SaidDeed {
	if (!name || !Object.hasOwn(lists, name)) throw notFound()
	const list = name as ListName
	const parsed = said.safeParse({
		deed: fields.get('deed'),
		rows: [...new Set(fields.getAll('row'))],
		all: fields.get('all') ?? undefined,
		query: fields.get('query') ?? '',
		value: fields.get('value') || undefined,
	})
	const described = parsed.success ? deeds[list][parsed.data.deed] : undefined
	if (!parsed.success || !described) throw notFound()
	const { value } = parsed.data
	if (!may(actor, lists[list].permission) || !may(actor, described.permission)) throw notFound()
	if (described.takes === 'percent')
		return { ...parsed.data, list, described, value: (value ?? '0').replace(',', '.').replace('%', '').trim() }
	if (value !== undefined && value !== 'none' && !z.uuid().safeParse(value).success) throw notFound()
	return { ...parsed.data, list, described }
}

/** The same for core. Refuses what `readAsked` refuses. */
export async function deedOf(scope: Scope, { list, deed, rows, all, query, value }: SaidDeed): Promise<AskDeed> {
	const wanted = value === undefined || value === 'none' ? null : value
	if (!all) return { list, deed, value: wanted, rows: { ids: rows } }
	const asked = readAsked(scope.actor, await listFor(scope, list), queryIn(new URLSearchParams(query)))
	return { list, deed, value: wanted, rows: { asked } }
}
