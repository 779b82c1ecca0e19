import { z } from 'zod'
import type { Actor } from '#core/act.ts'
import { dayInput } from '#core/day-input.ts'

export const taskTimes = ['overdue', 'today', 'week', 'all'] as const
export type TaskTime = (typeof taskTimes)[number]

const query = z.object({
	when: z.enum(taskTimes).optional().catch(undefined),
	whose: z
		.union([z.enum(['me', 'all']), z.uuid()])
		.optional()
		.catch(undefined),
	after: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
		.optional()
		.catch(undefined),
	done: z.enum(['settle', 'move']).optional().catch(undefined),
	view: z.enum(['month', 'week']).optional().catch(undefined),
	on: dayInput.optional().catch(undefined),
})

/** What the address of the tasks asks for; without anything one's own of all days. */
export function readTaskQuery(request: Request) {
	return query.parse(Object.fromEntries(new URL(request.url).searchParams))
}

/** Whose tasks are meant: a member's id, or nobody's in particular. */
export function assigneeOf(whose: string | undefined, actor: Actor): string | undefined {
	if (whose === 'all') return undefined
	if (whose && whose !== 'me') return whose
	return actor.kind === 'staff' ? actor.userId : undefined
}

/** An address of the tasks, without what it has by itself. */
export function taskAddress(path: string, asked: Record<string, string | undefined>): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries(asked)) if (value) query.set(name, value)
	return query.size > 0 ? `${path}?${query}` : path
}

/** The days that a list of tasks is about, from the company's day. */
export function daysOfTasks(when: TaskTime, today: string): { from?: string; to?: string } {
	const day = Temporal.PlainDate.from(today)
	if (when === 'overdue') return { to: day.subtract({ days: 1 }).toString() }
	if (when === 'today') return { from: today, to: today }
	return when === 'week' ? { from: today, to: day.add({ days: 6 }).toString() } : {}
}
