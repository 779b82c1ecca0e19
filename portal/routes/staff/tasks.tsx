import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listVisits } from '#core/care-visit/find.ts'
import { countTasks, listTasks } from '#core/follow-up/list-tasks.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { Downloads } from '../../present/staff/file-buttons.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { assigneeOf, daysOfTasks, readTaskQuery, taskAddress } from '../../present/staff/task/asked.ts'
import { TaskTabs, Whose } from '../../present/staff/task/frame.tsx'
import { doTask, taskSchema } from '../../present/staff/task/posted.ts'
import { TaskRows } from '../../present/staff/task/rows.tsx'
import { VisitRows } from '../../present/staff/visit/visits.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayTask as say } from '../../words/staff-tasks.ts'
import { sayVisit } from '../../words/staff-visits.ts'

export const meta = titled<typeof loader>()

const perPage = 50
const mostVisits = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'customer.read')) throw notFound()
	const { when = 'all', whose, after, done } = readTaskQuery(request)
	const { books } = context
	const assigneeId = assigneeOf(whose, actor)
	const frame = await staffFrameOf(context, staff)
	const [on = '', id = ''] = after?.split('_') ?? []
	const [tasks, counts, people, visits] = await Promise.all([
		look(books, actor, listTasks, {
			...{ assigneeId, ...daysOfTasks(when, frame.today), limit: perPage },
			...(after ? { after: { on, id } } : {}),
		}),
		look(books, actor, countTasks, { assigneeId }),
		look(books, actor, listStaff, undefined),
		look(books, actor, listVisits, {
			...{ state: 'planned' as const, assigneeId, limit: mostVisits },
			...(when === 'all'
				? { to: Temporal.PlainDate.from(frame.today).add({ days: 30 }).toString() }
				: daysOfTasks(when, frame.today)),
		}),
	])
	if (!visits.ok || !tasks.ok || !counts.ok || !people.ok) throw notFound()
	const last = tasks.value.length > perPage ? tasks.value[perPage - 1] : undefined
	return {
		frame,
		title: say('task.title'),
		tasks: tasks.value.slice(0, perPage),
		next: last ? `${last.nextOn}_${last.id}` : null,
		counts: counts.value,
		people: people.value.users,
		visits: after ? [] : visits.value,
		...{ when, whose, done, me: actor.userId },
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const form = await readForm(request, taskSchema)
	if (!form.ok) return form.reply
	const outcome = await doTask(context.books, actor, form.value)
	if (!outcome.ok) return form.refuse(outcome)
	const { when, whose } = readTaskQuery(request)
	return redirect(taskAddress('/staff/tasks', { when, whose, done: form.value.intent }))
}

/** Next steps to do: one's own or a colleague's, the earliest first. */
export default function Tasks() {
	const { frame, title, tasks, visits, next, counts, people, when, whose, done, me } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage frame={frame} title={title} lead={say('task.lead')}>
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'settle' ? 'task.doneNow' : 'task.movedNow')}
					</Notice>
				</div>
			) : null}
			<TaskTabs current={when} counts={counts} whose={whose} />
			<Whose people={people.filter(({ id }) => id !== me)} whose={whose} keep={{ when }} />
			{visits.length > 0 ? (
				<Section
					title={sayVisit('visit.title')}
					actions={<TextLink href="/staff/visits">{sayVisit('visit.ahead')}</TextLink>}
				>
					<VisitRows
						{...{ visits, people }}
						today={frame.today}
						mayWrite={frame.may['follow_up.write'] ?? false}
						action="/staff/visits"
					/>
				</Section>
			) : null}
			{tasks.length === 0 && visits.length > 0 ? null : tasks.length === 0 ? (
				<Empty title={say(`task.none.${when}`)}>{say('task.noneNote')}</Empty>
			) : (
				<TaskRows tasks={tasks} people={people} mayWrite={frame.may['follow_up.write'] ?? false} />
			)}
			{next ? (
				<p className="mt-4">
					<LinkButton kind="secondary" size="small" href={taskAddress('/staff/tasks', { when, whose, after: next })}>
						{say('task.more')}
					</LinkButton>
				</p>
			) : null}
			{tasks.length > 0 ? <Downloads to={(ending) => taskAddress(`/staff/tasks.${ending}`, { when, whose })} /> : null}
		</StaffPage>
	)
}
