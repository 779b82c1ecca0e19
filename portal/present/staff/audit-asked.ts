import { z } from 'zod'

const query = z.object({
	customer: z.uuid().optional().catch(undefined),
	before: z.uuid().optional().catch(undefined),
})

/** What of the record an address asks for. */
export function auditAsked(request: Request) {
	return query.parse(Object.fromEntries(new URL(request.url).searchParams))
}
