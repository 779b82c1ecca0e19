import { z } from 'zod'

const query = z.object({ customer: z.uuid().optional().catch(undefined) })

/** Whose visits an address asks for; everybody's without a customer. */
export function visitsAsked(request: Request): string | undefined {
	return query.parse(Object.fromEntries(new URL(request.url).searchParams)).customer
}
