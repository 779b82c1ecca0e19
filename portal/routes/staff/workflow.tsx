import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findWorkflows } from '#core/approval/find-workflows.ts'
import { removeWorkflow, saveWorkflow } from '#core/approval/save-workflow.ts'
import { subjectKinds } from '#core/approval/subject-kinds.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { ConditionFields, conditionField } from '../../present/staff/workflow/condition-fields.tsx'
import { fieldOfCondition, workflowPosted, workflowSchemaOf } from '../../present/staff/workflow/posted.ts'
import { StepFields, stepProblems } from '../../present/staff/workflow/step-fields.tsx'
import { mostSteps, showCondition, showStep, typedWorkflow } from '../../present/staff/workflow/typed.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayApproval } from '../../words/staff-approval.ts'
import { sayWorkflow as say } from '../../words/staff-workflows.ts'

const address = z.object({ workflowId: z.union([z.uuid(), z.literal('new')]) })
const usualConditions = 4

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { workflowId } = address.safeParse(params).data ?? {}
	if (!workflowId || !may(staff.actor, 'company.write')) throw notFound()
	const { books } = context
	const all = expectOk(await look(books, staff.actor, async (scope) => await findWorkflows(scope), undefined))
	const workflow = all.find(({ id }) => id === workflowId) ?? null
	if (!workflow && workflowId !== 'new') throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: workflow?.name ?? say('workflow.new'),
		workflow,
		people: expectOk(await look(books, staff.actor, listStaff, undefined)),
		currency: expectOk(await look(books, staff.actor, async (scope) => scope.company.currency, undefined)),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { workflowId } = address.safeParse(params).data ?? {}
	if (!workflowId || !may(staff.actor, 'company.write')) throw notFound()
	const people = expectOk(await look(context.books, staff.actor, listStaff, undefined))
	const schema = z.discriminatedUnion('intent', [workflowSchemaOf(people), z.object({ intent: z.literal('remove') })])
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const here = '/staff/settings/workflows'
	if (form.value.intent === 'remove') {
		if (workflowId === 'new') throw notFound()
		const outcome = await act(context.books, staff.actor, removeWorkflow, { id: workflowId })
		return outcome.ok ? redirect(`${here}?done=removed`) : form.refuse(outcome)
	}
	const posted = workflowPosted(form.value, speakerFor(request))
	if (!posted.ok) return form.say(() => say('workflow.badValue', { value: posted.value }), posted.field)
	if (posted.value.steps.length === 0) return form.say(() => say('workflow.noSteps'))
	const input = { ...posted.value, ...(workflowId === 'new' ? {} : { id: workflowId }) }
	const outcome = await act(context.books, staff.actor, saveWorkflow, input)
	if (outcome.ok) return redirect(`${here}?done=saved`)
	const { code, facts } = outcome.refusal
	if (code === 'approval.conditions_contradict') {
		const fact = say(`workflow.fact.${facts.fact as 'amount'}`)
		return form.say(() => say('workflow.contradicts', { fact }), fieldOfCondition(form.value, facts.number))
	}
	const wrong = code === 'input.invalid' ? /^conditions\.(\d+)\./.exec(facts.field)?.[1] : undefined
	if (wrong === undefined) return form.refuse(outcome)
	const { value } = posted.value.conditions[Number(wrong)] ?? { value: '' }
	return form.say(() => say('workflow.badValue', { value }), fieldOfCondition(form.value, Number(wrong) + 1))
}

const named = ['name', 'subjectKind', 'groupId', 'position'] as const
const labels = { name: 'name', subjectKind: 'subject', groupId: 'group', position: 'position' } as const

/** One workflow: what it is for, when it counts, and its steps. */
export default function Workflow() {
	const { frame, title, workflow, people, currency } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typed = typedWorkflow(answer?.initialValue)
	const shown = typed ?? workflow
	const steps = typed?.steps ?? workflow?.steps.map(showStep) ?? []
	const rules = typed?.conditions ?? workflow?.conditions.map(showCondition) ?? []
	const rows = Array.from({ length: Math.min(steps.length + 1, mostSteps) }, (_, index) => index)
	const conditions = Array.from({ length: Math.max(usualConditions, rules.length) }, (_, index) => index)
	const errors = answer?.error ?? undefined
	const field = (name: (typeof named)[number]) => ({
		...{ id: `workflow-${name}`, label: say(`workflow.${labels[name]}`) },
		errors: errors?.[name] ?? undefined,
	})
	const wrong = [
		...named.map(field),
		...conditions.flatMap((index) => (['fact', 'value'] as const).map((name) => conditionField(index, name, errors))),
		...rows.flatMap((index) => stepProblems(index, errors)),
	]
	const atFields = new Set(wrong.flatMap((one) => one.errors ?? []))
	const problems = Object.values(errors ?? {}).flatMap((one) => (one ?? []).filter((each) => !atFields.has(each)))
	const grid = 'grid gap-4 sm:grid-cols-2 lg:grid-cols-3 [&>*]:mt-0'
	return (
		<StaffPage
			frame={frame}
			title={title}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/settings/workflows', label: say('workflow.title') }]} />}
		>
			<FormProblems errors={problems} fields={wrong} />
			<form method="post">
				<input type="hidden" name="version" value={workflow?.version ?? ''} />
				<Card>
					<div className={grid}>
						<Input name="name" defaultValue={shown?.name} {...field('name')} maxLength={120} required />
						{workflow ? (
							<input type="hidden" name="subjectKind" value={workflow.subjectKind} />
						) : (
							<Select name="subjectKind" defaultValue={typed?.subjectKind} {...field('subjectKind')}>
								{subjectKinds.map((kind) => (
									<option key={kind} value={kind}>
										{sayApproval(`approval.kindName.${kind}`)}
									</option>
								))}
							</Select>
						)}
						<Select name="groupId" defaultValue={shown?.groupId ?? ''} {...field('groupId')}>
							<option value="">{say('workflow.everyGroup')}</option>
							{people.groups.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</Select>
						<Input
							name="position"
							defaultValue={shown?.position ?? 50}
							{...field('position')}
							hint={say('workflow.positionHint')}
							type="number"
							min={1}
							max={9999}
							required
						/>
						<Select name="own" defaultValue={shown?.own || 'never'} label={say('workflow.own')}>
							{(['never', 'alone', 'always'] as const).map((own) => (
								<option key={own} value={own}>
									{say(`workflow.ownOf.${own}`)}
								</option>
							))}
						</Select>
					</div>
				</Card>
				<Section title={say('workflow.conditions')} intro={say('workflow.conditionsHint')}>
					<Card>
						{conditions.map((index) => (
							<ConditionFields key={index} index={index} of={rules[index]} currency={currency} errors={errors} />
						))}
					</Card>
				</Section>
				<Section title={sayApproval('approval.steps')} intro={say('workflow.stepsHint')}>
					{rows.map((index) => (
						<StepFields key={index} index={index} step={steps[index]} people={people.users} errors={errors} />
					))}
				</Section>
				<div className="mt-6">
					<Button name="intent" value="save">
						{say('workflow.save')}
					</Button>
				</div>
			</form>
			{workflow ? (
				<form method="post" className="mt-4">
					<Button kind="danger" name="intent" value="remove">
						{say('workflow.remove')}
					</Button>
				</form>
			) : null}
		</StaffPage>
	)
}
