import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { changeGroup, type GroupMember, listGroups } from '#core/staff/change-group.ts'
import { listStaff } from '#core/staff/list.ts'
import { removeGroup } from '#core/staff/remove-group.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { TeamForm } from '../../present/staff/team-form.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayWorkflow as say } from '../../words/staff-workflows.ts'

const name = z.string().trim().min(1).max(80)
const people = z.array(z.uuid()).max(1000).default([])
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('add'), name }),
	z.object({ intent: z.literal('remove'), groupId: z.uuid() }),
	z.object({
		intent: z.literal('change'),
		groupId: z.uuid(),
		name,
		member: people,
		lead: people,
		was: people,
		led: people,
	}),
])

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'staff.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('workflow.teams.title'),
		groups: expectOk(await look(context.books, staff.actor, listGroups, undefined)),
		users: expectOk(await look(context.books, staff.actor, listStaff, undefined)).users,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'staff.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { value } = form
	const outcome =
		value.intent === 'add'
			? await act(context.books, actor, addGroup, value)
			: value.intent === 'remove'
				? await act(context.books, actor, removeGroup, value)
				: await act(context.books, actor, changeGroup, {
						...{ groupId: value.groupId, name: value.name },
						...{ members: membersOf(value.member, value.lead), was: membersOf(value.was, value.led) },
					})
	return outcome.ok ? redirect('/staff/settings/teams?saved') : form.refuse(outcome)
}

/** Who leads a team is in it. */
function membersOf(members: readonly string[], leads: readonly string[]): GroupMember[] {
	return [...new Set([...members, ...leads])].map((userId) => ({ userId, lead: leads.includes(userId) }))
}

/** Teams, who is in them, and who leads them. */
export default function Teams() {
	const { frame, title, groups, users, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const isAdding = answer?.initialValue?.intent === 'add'
	const [form, fields] = usePageForm<{ name: string }>(isAdding ? answer : undefined, { id: 'add' })
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('workflow.teams.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/settings/people', label: say('workflow.people.title') }]} />}
		>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('workflow.people.saved')}
					</Notice>
				</div>
			) : null}
			{groups.length === 0 ? (
				<Empty title={say('workflow.teams.none')}>{say('workflow.teams.noneNote')}</Empty>
			) : (
				<Card>
					<ul className="divide-y divide-line">
						{groups.map((group) => (
							<li key={group.id} className="py-4 first:pt-0 last:pb-0">
								<TeamForm
									group={group}
									users={users}
									refused={answer?.initialValue?.groupId === group.id ? answer : undefined}
								/>
							</li>
						))}
					</ul>
				</Card>
			)}
			<Section title={say('workflow.teams.add')}>
				<Card className="max-w-2xl">
					<PageForm form={form}>
						<FormProblems errors={form.errors} />
						<input type="hidden" name="intent" value="add" />
						<Input {...bound(fields.name)} label={say('workflow.people.name')} maxLength={80} required />
						<div className="mt-6">
							<Button busy={busy}>{say('workflow.teams.add')}</Button>
						</div>
					</PageForm>
				</Card>
			</Section>
		</StaffPage>
	)
}
