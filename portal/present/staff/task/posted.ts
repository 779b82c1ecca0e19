import { z } from 'zod'
import { type Actor, act, type Books } from '#core/act.ts'
import { settleFollowUp } from '#core/follow-up/settle.ts'
import { moveTask } from '#core/follow-up/task.ts'
import { dayField } from '#portal/form-fields.ts'

/** What is done with a task, wherever it stands. */
export const taskSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('settle'), id: z.uuid() }),
	z.object({ intent: z.literal('move'), id: z.uuid(), nextOn: dayField, assigneeId: z.uuid().optional() }),
])

export function doTask(books: Books, actor: Actor, posted: z.output<typeof taskSchema>) {
	if (posted.intent === 'settle') return act(books, actor, settleFollowUp, { id: posted.id })
	const { id, nextOn, assigneeId } = posted
	return act(books, actor, moveTask, { id, nextOn: nextOn.toString(), assigneeId })
}
