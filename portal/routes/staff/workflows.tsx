import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findWorkflows } from '#core/approval/find-workflows.ts'
import { subjectKinds } from '#core/approval/subject-kinds.ts'
import { tryWorkflow } from '#core/approval/try-workflow.ts'
import { findWorkingDays, setWorkingDays } from '#core/company/working-days.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { tellApprovers, tellCondition } from '../../present/staff/workflow/tell.ts'
import { tryAsked } from '../../present/staff/workflow/try-asked.ts'
import { TryForm } from '../../present/staff/workflow/try-form.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayApproval } from '../../words/staff-approval.ts'
import { sayWorkflow as say } from '../../words/staff-workflows.ts'

const query = z.object({ done: z.enum(['saved', 'removed']).optional().catch(undefined) })
const ticked = z.literal('on').optional()
const schema = z.object({ d1: ticked, d2: ticked, d3: ticked, d4: ticked, d5: ticked, d6: ticked, d7: ticked })
const week = [1, 2, 3, 4, 5, 6, 7] as const

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const { books } = context
	const { searchParams } = new URL(request.url)
	const { done } = query.parse(Object.fromEntries(searchParams))
	const [workflows, people, days, currency] = await Promise.all([
		look(books, staff.actor, async (scope) => await findWorkflows(scope), undefined).then(expectOk),
		look(books, staff.actor, listStaff, undefined).then(expectOk),
		look(books, staff.actor, findWorkingDays, undefined).then(expectOk),
		look(books, staff.actor, async (scope) => scope.company.currency, undefined).then(expectOk),
	])
	const { asked, facts } = tryAsked(searchParams, currency, speakerFor(request))
	const tried = facts ? expectOk(await look(books, staff.actor, tryWorkflow, facts)) : null
	return {
		frame: await staffFrameOf(context, staff),
		title: say('workflow.title'),
		workflows: workflows.map(({ conditions, steps, ...workflow }) => ({
			...workflow,
			when: conditions.map(tellCondition).join(', '),
			asks: steps.map((step) => tellApprovers(step.approvers, people.users)).join(' → '),
		})),
		...{ people, days, currency, asked, tried, done },
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const days = week.filter((day) => form.value[`d${day}`])
	const outcome = await act(context.books, staff.actor, setWorkingDays, { days })
	return outcome.ok ? redirect('/staff/settings/workflows?done=saved') : form.refuse(outcome)
}

/** The workflows in the order in which they are tried, and a way to try them. */
export default function Workflows() {
	const { frame, title, workflows, people, days, currency, asked, tried, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('workflow.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/approvals', label: sayApproval('approval.title') }]} />}
			aside={
				<>
					<LinkButton kind="secondary" href="/staff/settings/people">
						{say('workflow.people.title')}
					</LinkButton>
					<LinkButton href="/staff/settings/workflows/new">{say('workflow.new')}</LinkButton>
				</>
			}
		>
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`workflow.${done}`)}
					</Notice>
				</div>
			) : null}
			{subjectKinds.map((kind) => {
				const own = workflows.filter(({ subjectKind }) => subjectKind === kind)
				return (
					<Section key={kind} title={sayApproval(`approval.kindName.${kind}`)}>
						{own.length === 0 ? <p className="text-muted">{say('workflow.none')}</p> : null}
						{own.length > 0 ? (
							<RowList>
								{own.map((workflow) => (
									<Row
										key={workflow.id}
										href={`/staff/settings/workflows/${workflow.id}`}
										title={workflow.name}
										note={
											<>
												{workflow.groupName ? `${say('workflow.ofGroup', { name: workflow.groupName })} · ` : ''}
												{workflow.when || say('workflow.always')}
												<span className="block">{workflow.asks}</span>
											</>
										}
									/>
								))}
							</RowList>
						) : null}
					</Section>
				)
			})}
			<TryForm {...{ people, currency, asked, tried }} />
			<Section title={say('workflow.workingDays')} intro={say('workflow.workingDaysHint')}>
				<Card>
					<form method="post">
						<FormProblems errors={answer?.error?.[''] ?? undefined} />
						<fieldset>
							<legend className="sr-only">{say('workflow.workingDays')}</legend>
							{week.map((day) => (
								<Checkbox
									key={day}
									name={`d${day}`}
									label={say(`workflow.days.d${day}`)}
									defaultChecked={days.includes(day)}
								/>
							))}
						</fieldset>
						<div className="mt-5">
							<Button kind="secondary">{say('workflow.saveDays')}</Button>
						</div>
					</form>
				</Card>
			</Section>
		</StaffPage>
	)
}
