import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { type CareVisit, listVisits } from '#core/care-visit/find.ts'
import { countTasks, listTasks, type Task } from '#core/follow-up/list-tasks.ts'
import { type Due, listDues } from '#core/payable/find.ts'
import { listNoticeDays, type NoticeDay } from '#core/payable/notice-days.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { formatDay, formatMoney } from '../../present/format.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { assigneeOf, readTaskQuery } from '../../present/staff/task/asked.ts'
import { Calendar } from '../../present/staff/task/calendar.tsx'
import { calendarOf } from '../../present/staff/task/days.ts'
import { TaskTabs, Whose } from '../../present/staff/task/frame.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { sayTask as say } from '../../words/staff-tasks.ts'

export const meta = titled<typeof loader>()

/** A month with more than these says so on its days by how many there are. */
const most = 1000

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'customer.read')) throw notFound()
	const { whose, view = 'month', on } = readTaskQuery(request)
	const frame = await staffFrameOf(context, staff)
	const calendar = calendarOf(view, on ?? frame.today)
	const { books } = context
	const assigneeId = assigneeOf(whose, actor)
	const pays = may(actor, 'payable.read')
	const within = { from: calendar.from, to: calendar.to, limit: most }
	const [tasks, counts, people, visits, dues, notices] = await Promise.all([
		look(books, actor, listTasks, { assigneeId, from: calendar.from, to: calendar.to, limit: most }),
		look(books, actor, countTasks, { assigneeId }),
		look(books, actor, listStaff, undefined),
		look(books, actor, listVisits, {
			...{ state: 'planned' as const, assigneeId, from: calendar.from, to: calendar.to, limit: most },
		}),
		pays ? look(books, actor, listDues, { state: 'open' as const, ownerId: assigneeId, ...within }) : null,
		look(books, actor, listNoticeDays, { ownerId: assigneeId, ...within }),
	])
	if (!visits.ok || !tasks.ok || !counts.ok || !people.ok) throw notFound()
	return {
		frame,
		title: `${say('task.calendar')} · ${say('task.title')}`,
		calendar,
		tasks: [
			...tasks.value,
			...visits.value.map(asTask),
			...(dues?.ok ? dues.value.map(dueAsTask) : []),
			...(notices.ok ? notices.value.map(noticeAsTask) : []),
		],
		counts: counts.value,
		people: people.value.users.filter(({ id }) => id !== actor.userId),
		...{ whose, view, on },
	}
}

/** A visit stands on its day as a task does, and leads to itself. */
function asTask(visit: CareVisit): Task & { href: string } {
	return {
		...{
			id: visit.id,
			nextStep: `${say('task.visit')}: ${visit.title}`,
			nextOn: visit.plannedOn,
			lateDays: visit.missedDays,
		},
		...{ text: '', customerId: visit.customerId, customerName: visit.customerName, contractId: visit.contractId },
		...{ contractNumber: visit.contractNumber, assigneeId: visit.assigneeId, assigneeName: visit.assigneeName },
		href: visit.contractId
			? `/staff/contracts/${visit.contractId}/visits`
			: `/staff/visits?customer=${visit.customerId}`,
	}
}

/** So does a payment to a supplier that is not marked as paid. */
function dueAsTask(due: Due): Task & { href: string } {
	return {
		...{
			id: `${due.payableId} ${due.dueOn}`,
			nextStep: `${say('task.toPay')}: ${due.description}, ${formatMoney('en', { minor: due.plannedMinor, currency: due.currency })}`,
			nextOn: due.dueOn,
			lateDays: due.lateDays,
		},
		...{ text: '', customerId: due.customerId, customerName: due.customerName, contractId: due.contractId },
		...{ contractNumber: due.contractNumber, assigneeId: due.ownerId ?? '', assigneeName: due.ownerName ?? '' },
		href: `/staff/contracts/${due.contractId}/payments`,
	}
}

/** And the last day to leave a contract with a supplier before it goes on. */
function noticeAsTask(notice: NoticeDay): Task & { href: string } {
	const what = notice.contractTitle || notice.contractNumber
	return {
		...{
			id: `${notice.contractId} ${notice.lastDay}`,
			nextStep: say('task.notice', { what, day: formatDay('en', notice.endsOn) }),
			nextOn: notice.lastDay,
			lateDays: 0,
		},
		...{ text: '', customerId: notice.customerId, customerName: notice.customerName, contractId: notice.contractId },
		...{
			contractNumber: notice.contractNumber,
			assigneeId: notice.ownerId ?? '',
			assigneeName: notice.ownerName ?? '',
		},
		href: `/staff/contracts/${notice.contractId}`,
	}
}

/** Next steps on their days: a month or a week on a desk, the days that hold something on a phone. */
export default function TaskCalendar() {
	const { frame, calendar, tasks, counts, people, whose, view, on } = useLoaderData<typeof loader>()
	return (
		<StaffPage frame={frame} title={say('task.title')} lead={say('task.lead')}>
			<TaskTabs current="calendar" counts={counts} whose={whose} />
			<Whose people={people} whose={whose} keep={{ view, on }} />
			<Calendar {...{ calendar, tasks, whose, view }} today={frame.today} />
		</StaffPage>
	)
}
