import { z } from 'zod'
import type { CashFlowQuestion } from '#core/report/cash-flow.ts'
import { cashParts } from '#core/report/cash-part.ts'

const id = z.uuid().optional().catch(undefined)
const address = z.object({
	year: z.coerce.number().int().min(1990).max(2200).optional().catch(undefined),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.optional()
		.catch(undefined),
	group: id,
	collector: id,
	/** The bar whose rows are listed; without a month, those of the year. */
	part: z.enum(cashParts).optional().catch(undefined),
	month: z.coerce.number().int().min(1).max(12).optional().catch(undefined),
})

export type CashAsked = z.output<typeof address> & { year: number }

/** The year of today where none is asked for. */
export function readCashAsked(request: Request, today: string): CashAsked {
	const asked = address.parse(Object.fromEntries(new URL(request.url).searchParams))
	return { ...asked, year: asked.year ?? Temporal.PlainDate.from(today).year }
}

export function cashAddress(path: string, asked: CashAsked, other: Partial<CashAsked> = {}): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries({ ...asked, ...other }))
		if (value !== undefined) query.set(name, String(value))
	return `${path}?${query}`
}

export function cashQuestion({ year, currency, group, collector }: CashAsked): CashFlowQuestion {
	return {
		year,
		...(currency && { currency }),
		...(group && { groupId: group }),
		...(collector && { collectorId: collector }),
	}
}
