import { z } from 'zod'
import type { ListDues } from '#core/payable/find.ts'

export const payableShows = ['open', 'late', 'paid', 'all'] as const

const query = z.object({
	show: z.enum(payableShows).catch('open'),
	months: z.coerce.number().int().min(1).max(60).catch(3),
	done: z.string().max(20).optional().catch(undefined),
})

/** Which payments an address asks for. */
export function payablesAsked(request: Request) {
	return query.parse(Object.fromEntries(new URL(request.url).searchParams))
}

/** The days and the state that it means, from the company's day. */
export function duesAsked(
	{ show, months }: Pick<ReturnType<typeof payablesAsked>, 'show' | 'months'>,
	today: Temporal.PlainDate,
): Omit<ListDues, 'limit'> {
	const horizon = today.add({ months }).toString()
	if (show === 'open') return { to: horizon, state: 'open' }
	if (show === 'late') return { to: today.subtract({ days: 1 }).toString(), state: 'open' }
	if (show === 'paid') return { from: today.subtract({ months: 12 }).toString(), to: horizon, state: 'paid' }
	return { from: today.subtract({ months: 1 }).toString(), to: horizon }
}
