import { z } from 'zod'
import { type Actor, act, type Books } from '#core/act.ts'
import { dayInput } from '#core/day-input.ts'
import { payPayable, takePaymentBack } from '#core/payable/pay.ts'

/** What can be pressed beside a payment, on every page that shows some. */
export const paySchemas = [
	z.object({
		intent: z.literal('pay'),
		payableId: z.uuid(),
		dueOn: dayInput,
		paidOn: dayInput,
		amount: z.string().trim().max(30).optional(),
		note: z.string().trim().max(500).default(''),
	}),
	z.object({ intent: z.literal('undo'), id: z.uuid() }),
] as const

type Posted = z.output<(typeof paySchemas)[number]>

export async function doPay(books: Books, actor: Actor, posted: Posted) {
	return posted.intent === 'pay'
		? await act(books, actor, payPayable, posted)
		: await act(books, actor, takePaymentBack, { id: posted.id })
}
