import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look, type Role } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { may } from '#core/permit.ts'
import { readRequired, requireSecondFactor } from '#core/sign-in/second-factor/required.ts'
import { resetSecondFactor } from '#core/sign-in/second-factor/reset.ts'
import { endUser, setSuperior } from '#core/staff/change-user.ts'
import { listUsers } from '#core/staff/list-users.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { LanguageOptions } from '../../present/staff/language-options.tsx'
import { RequiredFactor, ResetFactor } from '../../present/staff/second-factors.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Details } from '../../ui/details.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { languageCodes } from '../../words/language.ts'
import { staffWords } from '../../words/staff.ts'
import { sayWorkflow as say } from '../../words/staff-workflows.ts'

const roles = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const
const role = z.enum(roles)
const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('add'),
		name: z.string().trim().min(1).max(200),
		email: z.string().trim().max(254),
		role,
		language: z.enum(languageCodes),
	}),
	z.object({ intent: z.literal('role'), userId: z.uuid(), role }),
	z.object({ intent: z.literal('superior'), userId: z.uuid(), superiorId: z.uuid().optional() }),
	z.object({ intent: z.literal('left'), userId: z.uuid() }),
	z.object({ intent: z.literal('reset'), userId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
	z.object({ intent: z.literal('require'), required: z.enum(['yes', 'no']) }),
])

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'staff.write')) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('workflow.people.title'),
		language: expectOk(await look(context.books, staff.actor, async ({ company }) => company.language, undefined)),
		required: expectOk(await look(context.books, staff.actor, readRequired, undefined)),
		users: expectOk(await look(context.books, staff.actor, listUsers, undefined)),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'staff.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { value } = form
	const { books } = context
	const here = () => '/staff/settings/people?saved'
	if (value.intent === 'reset') {
		const { userId, reason } = value
		const outcome = await act(books, staff.actor, resetSecondFactor, { userId, reason })
		return outcome.ok ? redirect(here()) : form.refuse(outcome)
	}
	if (value.intent === 'require') {
		const outcome = await act(books, staff.actor, requireSecondFactor, { required: value.required === 'yes' })
		return outcome.ok ? redirect(here()) : form.refuse(outcome)
	}
	if (value.intent === 'left') {
		const outcome = await act(books, staff.actor, endUser, { userId: value.userId })
		return outcome.ok ? redirect(here()) : form.refuse(outcome)
	}
	if (value.intent === 'add') {
		const { name, email, role, language } = value
		const given = { kind: 'user_access', input: { does: 'add', name, email, role, language } } as const
		const outcome = await act(books, staff.actor, propose<'user_access'>, given)
		return outcome.ok
			? redirect(afterProposal(outcome.value, here))
			: form.refuse(outcome, { 'input.invalid': 'email' })
	}
	if (value.intent === 'superior') {
		const { userId, superiorId = null } = value
		const outcome = await act(books, staff.actor, setSuperior, { userId, superiorId })
		return outcome.ok ? redirect(here()) : form.refuse(outcome)
	}
	const { userId } = value
	const users = expectOk(await look(books, staff.actor, listUsers, undefined))
	// Nobody has to agree to what somebody is already.
	if (users.find(({ id }) => id === userId)?.role === value.role) return redirect(here())
	const given = { kind: 'user_access', input: { does: 'role', userId, role: value.role } } as const
	const outcome = await act(books, staff.actor, propose<'user_access'>, given)
	return outcome.ok ? redirect(afterProposal(outcome.value, here)) : form.refuse(outcome)
}

/** One act each: a role may have to be agreed to, a superior never. */
const personForm = 'mt-4 grid items-end gap-4 sm:grid-cols-[minmax(0,20rem)_max-content] [&>*]:mt-0'

const roleName = (role: Role) => staffWords(`staff.role.${role}`)

/** Who may do what: people, their roles and superiors. */
export default function People() {
	const { frame, title, users, required, saved, language } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const isAdding = answer?.initialValue?.intent === 'add'
	const [form, fields] = usePageForm<{ name: string; email: string; role: string; language: string }>(
		isAdding ? answer : undefined,
		{
			id: 'add',
			defaultValue: { role: 'salesperson', language },
		},
	)
	const busy = useIsPosting()
	const roleOptions = roles.map((one) => (
		<option key={one} value={one}>
			{roleName(one)}
		</option>
	))
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('workflow.people.lead')}
			aside={
				<LinkButton kind="secondary" href="/staff/settings/teams">
					{say('workflow.teams.title')}
				</LinkButton>
			}
		>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('workflow.people.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={isAdding ? undefined : (answer?.error?.[''] ?? undefined)} />
			<Card>
				<ul className="divide-y divide-line">
					{users.map((user) => (
						<li key={user.id} className="py-4 first:pt-0 last:pb-0">
							<details>
								<summary className="cursor-pointer">
									<span className="font-semibold">{user.name}</span> · {roleName(user.role)}
									<span className="block break-all text-muted text-sm">{[user.email, ...user.groups].join(' · ')}</span>
								</summary>
								<form method="post" className={personForm}>
									<input type="hidden" name="userId" value={user.id} />
									<Select name="role" defaultValue={user.role} label={say('workflow.people.role')}>
										{roleOptions}
									</Select>
									<Button kind="secondary" name="intent" value="role">
										{say('workflow.people.giveRole')}
									</Button>
								</form>
								<form method="post" className={personForm}>
									<input type="hidden" name="userId" value={user.id} />
									<Select
										name="superiorId"
										defaultValue={user.superiorId ?? ''}
										label={say('workflow.people.superior')}
									>
										<option value="">{say('workflow.people.noSuperior')}</option>
										{users
											.filter(({ id }) => id !== user.id)
											.map(({ id, name }) => (
												<option key={id} value={id}>
													{name}
												</option>
											))}
									</Select>
									<Button kind="secondary" name="intent" value="superior">
										{say('workflow.people.setSuperior')}
									</Button>
								</form>
								<ResetFactor user={user} />
								<div className="mt-4">
									<Details summary={say('workflow.people.left')}>
										<p>{say('workflow.people.leftLead')}</p>
										<form method="post" className="mt-3">
											<input type="hidden" name="userId" value={user.id} />
											<Button kind="danger" size="small" name="intent" value="left">
												{say('workflow.people.endNow')}
											</Button>
										</form>
									</Details>
								</div>
							</details>
						</li>
					))}
				</ul>
			</Card>
			<RequiredFactor
				required={required}
				without={users.filter(({ app, passkeys }) => !app && passkeys === 0).length}
			/>
			<Section title={say('workflow.people.add')}>
				<Card className="max-w-2xl">
					<PageForm form={form}>
						<FormProblems errors={form.errors} />
						<input type="hidden" name="intent" value="add" />
						<Input {...bound(fields.name)} label={say('workflow.people.name')} maxLength={200} required />
						<Input
							{...bound(fields.email)}
							label={say('workflow.people.email')}
							type="email"
							maxLength={254}
							required
						/>
						<Select {...bound(fields.role)} label={say('workflow.people.role')}>
							{roleOptions}
						</Select>
						<Select
							{...bound(fields.language)}
							label={say('workflow.people.language')}
							hint={say('workflow.people.languageHint')}
						>
							<LanguageOptions />
						</Select>
						<div className="mt-6">
							<Button busy={busy}>{say('workflow.people.add')}</Button>
						</div>
					</PageForm>
				</Card>
			</Section>
		</StaffPage>
	)
}
