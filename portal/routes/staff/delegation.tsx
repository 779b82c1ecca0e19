import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { delegate, endDelegation, listDelegations } from '#core/approval/delegate.ts'
import { dayInput } from '#core/day-input.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Day } from '../../present/display.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayApproval } from '../../words/staff-approval.ts'
import { sayWorkflow as say } from '../../words/staff-workflows.ts'

const schema = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('delegate'),
		userId: z.uuid().optional(),
		delegateId: z.uuid(),
		startsOn: dayInput,
		endsOn: dayInput,
	}),
	z.object({ intent: z.literal('end'), id: z.uuid() }),
])
type Fields = { userId: string; delegateId: string; startsOn: string; endsOn: string }

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'contract.read')) throw notFound()
	const { users } = expectOk(await look(context.books, staff.actor, listStaff, undefined))
	const done = new URL(request.url).searchParams.get('done')
	return {
		frame: await staffFrameOf(context, staff),
		title: say('workflow.stand.title'),
		users,
		me: staff.actor.userId,
		forOthers: may(staff.actor, 'staff.write'),
		delegations: expectOk(await look(context.books, staff.actor, listDelegations, undefined)),
		done: done === 'saved' || done === 'ended' ? done : null,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { value } = form
	if (value.intent === 'end') {
		const outcome = await act(context.books, staff.actor, endDelegation, { id: value.id })
		return outcome.ok ? redirect('/staff/delegation?done=ended') : form.refuse(outcome)
	}
	const { delegateId, startsOn, endsOn, userId = staff.actor.userId } = value
	const outcome = await act(context.books, staff.actor, delegate, { userId, delegateId, startsOn, endsOn })
	if (outcome.ok) return redirect('/staff/delegation?done=saved')
	const field = outcome.refusal.code === 'input.invalid' ? outcome.refusal.facts.field : ''
	return field === 'delegateId' || field === 'endsOn'
		? form.say(() => say(`workflow.stand.wrong.${field}`), field)
		: form.refuse(outcome)
}

/** Who decides in whose place, from when to when. */
export default function Delegation() {
	const { frame, title, users, me, forOthers, delegations, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<Fields>(answer, {
		id: 'delegate',
		defaultValue: { startsOn: frame.today, endsOn: frame.today, userId: me },
	})
	const busy = useIsPosting()
	const options = (people: typeof users) =>
		people.map(({ id, name }) => (
			<option key={id} value={id}>
				{name}
			</option>
		))
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('workflow.stand.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/approvals', label: sayApproval('approval.title') }]} />}
		>
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{done === 'ended' ? say('workflow.stand.ended') : say('workflow.stand.saved')}
					</Notice>
				</div>
			) : null}
			{delegations.length === 0 ? (
				<Empty title={say('workflow.stand.none')} />
			) : (
				<Card>
					<ul className="divide-y divide-line">
						{delegations.map((one) => (
							<li key={one.id} className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
								<span>
									<span className="font-semibold">
										{say('workflow.stand.row', { name: one.delegateName, of: one.name })}
									</span>
									<span className="block text-muted">
										<Day on={one.startsOn} /> – <Day on={one.endsOn} />
									</span>
								</span>
								{one.userId === me || forOthers ? (
									<form method="post">
										<input type="hidden" name="id" value={one.id} />
										<Button kind="secondary" size="small" name="intent" value="end">
											{say('workflow.stand.end')}
										</Button>
									</form>
								) : null}
							</li>
						))}
					</ul>
				</Card>
			)}
			<Section title={say('workflow.stand.save')}>
				<Card className="max-w-2xl">
					<PageForm form={form}>
						<FormProblems errors={form.errors} />
						<input type="hidden" name="intent" value="delegate" />
						{forOthers ? (
							<Select {...bound(fields.userId)} label={say('workflow.stand.who')}>
								{options(users)}
							</Select>
						) : null}
						<Select {...bound(fields.delegateId)} label={say('workflow.stand.colleague')} required>
							{options(users.filter(({ id }) => forOthers || id !== me))}
						</Select>
						<Input {...bound(fields.startsOn)} label={say('workflow.stand.from')} type="date" required />
						<Input {...bound(fields.endsOn)} label={say('workflow.stand.to')} type="date" required />
						<div className="mt-6">
							<Button busy={busy}>{say('workflow.stand.save')}</Button>
						</div>
					</PageForm>
				</Card>
			</Section>
		</StaffPage>
	)
}
