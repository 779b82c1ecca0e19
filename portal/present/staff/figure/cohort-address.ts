import { z } from 'zod'
import { cohortDimensions } from '#core/report/cohorts.ts'
import type { Question } from '#core/report/question.ts'

const id = z.uuid().optional().catch(undefined)
const address = z.object({
	by: z.enum(cohortDimensions).catch('start'),
	show: z.enum(['mrr', 'customers']).catch('mrr'),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.optional()
		.catch(undefined),
	group: id,
	person: id,
	/** The cell whose customers are listed: of this cohort, or of all, so many months on. */
	key: z.string().max(500).optional().catch(undefined),
	month: z.coerce.number().int().min(0).max(60).optional().catch(undefined),
})

export type CohortAsked = z.output<typeof address>

export function readCohortAsked(request: Request): CohortAsked {
	return address.parse(Object.fromEntries(new URL(request.url).searchParams))
}

export function cohortAddress(path: string, asked: CohortAsked, other: Partial<CohortAsked> = {}): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries({ ...asked, ...other }))
		if (value !== undefined && !(name === 'by' && value === 'start') && !(name === 'show' && value === 'mrr'))
			query.set(name, String(value))
	const text = query.toString()
	return text ? `${path}?${text}` : path
}

/** Of one team or person. */
export function cohortFilters({ group, person }: Pick<CohortAsked, 'group' | 'person'>): Question['filters'] {
	return { ...(group && { group: [group] }), ...(person && { person: [person] }) }
}
