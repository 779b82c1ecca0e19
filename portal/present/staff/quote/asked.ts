import { z } from 'zod'
import { askedOf } from '../paging.ts'

export const quoteStates = ['draft', 'sent', 'accepted', 'declined', 'expired', 'withdrawn'] as const
const stateOf = z.enum(quoteStates).optional().catch(undefined)

/** Which quotes an address asks for. */
export function quotesAsked(request: Request) {
	const { search, show } = askedOf(request)
	return { search, state: stateOf.parse(show) }
}
