import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { listTasks, type Task } from '#core/follow-up/list-tasks.ts'
import { may } from '#core/permit.ts'
import { entitled } from '../../present/staff/entitled.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { assigneeOf, daysOfTasks, readTaskQuery } from '../../present/staff/task/asked.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asNumber, asText, onward, tableFile } from '../../table-file.ts'
import { sayTask as say } from '../../words/staff-tasks.ts'

const columns = ['day', 'daysLate', 'step', 'customer', 'contract', 'who', 'said'] as const

/** Next steps that are open, as the page shows them, all of them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'customer.read')) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const { when = 'all', whose } = readTaskQuery(request)
	const asked = { assigneeId: assigneeOf(whose, actor), ...daysOfTasks(when, today) }
	const still = await entitled(request, context)
	const read = (last: Task | undefined, limit: number) => {
		const after = last ? { id: last.id, on: last.nextOn } : undefined
		return look(context.books, actor, listTasks, { ...asked, after, limit })
	}
	const head = columns.map((column) => say(`task.${column}`))
	return tableFile(request, `tasks ${today}`, head, onward({ still, read, cells }))
}

const cells = (task: Task) => [
	asDay(task.nextOn),
	asNumber(task.lateDays || ''),
	...[task.nextStep, task.customerName, task.contractNumber, task.assigneeName, task.text].map(asText),
]
