import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import { listTasks } from '#core/follow-up/list-tasks.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen, tabAddress } from '../../present/staff/contract/screen.tsx'
import { FollowUps } from '../../present/staff/follow-ups.tsx'
import { readTaskQuery } from '../../present/staff/task/asked.ts'
import { doTask, taskSchema } from '../../present/staff/task/posted.ts'
import { TaskRows } from '../../present/staff/task/rows.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayScreen as say } from '../../words/staff-screen.ts'
import { sayTask } from '../../words/staff-tasks.ts'

export const meta = titled<typeof loader>()

const [most, mostTasks] = [100, 50]

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { books } = args.context
	const [followUps, tasks, people] = await Promise.all([
		look(books, staff.actor, listFollowUps, { contractId, limit: most }),
		look(books, staff.actor, listTasks, { contractId, limit: mostTasks }),
		look(books, staff.actor, listStaff, undefined),
	])
	if (!followUps.ok || !tasks.ok || !people.ok) throw notFound()
	return {
		...screen,
		title: `${say('screen.tabs.followUps')} · ${screen.head.number}`,
		followUps: followUps.value,
		tasks: tasks.value.slice(0, mostTasks),
		people: people.value.users,
		done: readTaskQuery(args.request).done,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const id = contractIn(params)
	const form = await readForm(request, taskSchema)
	if (!form.ok) return form.reply
	const outcome = await doTask(context.books, actor, form.value)
	return outcome.ok ? redirect(`${tabAddress(id, 'followUps')}?done=${form.value.intent}`) : form.refuse(outcome)
}

/** What is to be done next about a contract, and what was talked about with its customer. */
export default function StaffContractFollowUps() {
	const { frame, head, followUps, tasks, people, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const mayWrite = frame.may['follow_up.write'] ?? false
	return (
		<ContractScreen frame={frame} head={head} tab="followUps">
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{sayTask(done === 'settle' ? 'task.doneNow' : 'task.movedNow')}
					</Notice>
				</div>
			) : null}
			{tasks.length > 0 ? (
				<Section
					title={say('screen.nextSteps')}
					id="next-steps"
					actions={<TextLink href="/staff/tasks">{sayTask('task.title')}</TextLink>}
				>
					<TaskRows tasks={tasks} people={people} mayWrite={mayWrite} withinContract />
				</Section>
			) : null}
			<FollowUps followUps={followUps} mayWrite={mayWrite} customerId={head.customerId} contractId={head.id} />
		</ContractScreen>
	)
}
