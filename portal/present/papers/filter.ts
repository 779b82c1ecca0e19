import { z } from 'zod'
import { dayInput } from '#core/day-input.ts'
import type { ListPapers } from '#core/invoice/list.ts'

/** Day and id of the last one seen. */
const cursor = z.tuple([dayInput, z.uuid()])

const whole = z.object({
	customer: z.uuid().optional(),
	contract: z.uuid().optional(),
	kind: z.enum(['invoice', 'credit_note', 'receipt']).optional().catch(undefined),
	state: z.enum(['open', 'overdue', 'paid']).optional().catch(undefined),
	year: z.coerce.number().int().min(1990).max(2200).optional().catch(undefined),
	search: z.string().trim().max(200).optional().catch(undefined),
	before: z
		.string()
		.refine((text) => cursor.safeParse(text.split('_')).success)
		.optional()
		.catch(undefined),
})

/** What the address of the list asks for. A customer or contract that cannot be one is no page: undefined. */
export type PaperFilter = z.output<typeof whole>

export function readFilter(request: Request): PaperFilter | undefined {
	const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== '')
	return whole.safeParse(Object.fromEntries(given)).data
}

/** The finder's question. */
export function questionOf({ customer, contract, state, before, ...filter }: PaperFilter): Omit<ListPapers, 'limit'> {
	const [on = '', id = ''] = before?.split('_') ?? []
	return {
		...filter,
		customerId: customer,
		contractId: contract,
		standing: state,
		before: before ? { on, id } : undefined,
	}
}
