import { z } from 'zod'
import { type Actor, act, type Books } from '#core/act.ts'
import { leaveVisitOut, moveVisit, reportVisit } from '#core/care-visit/close.ts'
import { planVisits, stopVisits } from '#core/care-visit/plan.ts'
import { dayInput } from '#core/day-input.ts'

/** What can be pressed beside a visit, on every page that shows some. */
export const visitSchemas = [
	z.object({
		intent: z.literal('done'),
		id: z.uuid(),
		doneOn: dayInput,
		report: z.string().trim().min(1).max(5000),
	}),
	z.object({ intent: z.literal('move'), id: z.uuid(), plannedOn: dayInput, assigneeId: z.uuid().optional() }),
	z.object({ intent: z.literal('leave'), id: z.uuid(), reason: z.string().trim().max(1000).default('') }),
	z.object({ intent: z.literal('stop'), planId: z.uuid() }),
] as const

/** The form that plans visits. */
export const planSchema = z.object({
	intent: z.literal('plan'),
	title: z.string().trim().min(1).max(200),
	firstOn: dayInput,
	everyMonths: z.coerce.number().int().min(1).max(120).optional(),
	assigneeId: z.uuid().optional(),
})

export const visitForm = z.discriminatedUnion('intent', [planSchema, ...visitSchemas])

type Of = { customerId: string; contractId: string | null }

export async function doVisit(books: Books, actor: Actor, posted: z.output<typeof visitForm>, of?: Of) {
	switch (posted.intent) {
		case 'done':
			return await act(books, actor, reportVisit, posted)
		case 'move':
			return await act(books, actor, moveVisit, posted)
		case 'leave':
			return await act(books, actor, leaveVisitOut, posted)
		case 'stop':
			return await act(books, actor, stopVisits, { planId: posted.planId })
		case 'plan': {
			if (!of) throw new Error('Visits are planned for a customer')
			const { title, firstOn, everyMonths = null, assigneeId = null } = posted
			return await act(books, actor, planVisits, { ...of, title, firstOn, everyMonths, assigneeId })
		}
	}
}
