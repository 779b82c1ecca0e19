import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { tellChange } from '#core/amendment/tell-change.ts'
import { decide } from '#core/approval/decide.ts'
import { findRequest } from '#core/approval/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { ToldChanges } from '../../present/change/told.tsx'
import { DecisionNotice, RequestFacts, ShownMoney } from '../../present/staff/approval-card.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Textarea } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayApproval as say } from '../../words/staff-approval.ts'

const address = z.object({ requestId: z.uuid() })
const schema = z.object({
	decision: z.enum(['approve', 'reject']),
	comment: z.string().trim().max(1000).optional(),
	seen: z.string().max(100),
})
type Fields = { decision: string; comment: string }

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { requestId } = address.safeParse(params).data ?? {}
	if (!requestId) throw notFound()
	const found = await look(context.books, staff.actor, findRequest, { id: requestId })
	if (!found.ok) throw notFound()
	const { requestedAt, decidedAt, change, ...asked } = found.value
	const {
		told = expectOk(await look(context.books, staff.actor, tellChange, { contractId: asked.contract.id, ...change })),
	} = asked.shown
	return {
		frame: await staffFrameOf(context, staff),
		title: say('approval.one', { number: asked.contract.number }),
		asked: { ...asked, requestedAt: requestedAt.toString(), decidedAt: decidedAt?.toString() ?? null },
		told,
		mayDecide: may(staff.actor, 'approval.decide'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { requestId } = address.safeParse(params).data ?? {}
	if (!requestId || !may(staff.actor, 'approval.decide')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { decision, comment = '', seen } = form.value
	const outcome = await act(context.books, staff.actor, decide, {
		...{ id: requestId, decision, comment, seen },
		channel: 'console',
	})
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/approvals/${requestId}`)
}

/** One request with the whole picture: who asks, what it does to the money, how the customer stands. */
export default function Approval() {
	const { frame, title, asked, told, mayDecide } = useLoaderData<typeof loader>()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), { id: 'decision' })
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('approval.asks', { name: asked.requester })}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/approvals', label: say('approval.title') }]} />}
		>
			<DecisionNotice of={asked} />
			<div className="grid gap-6 lg:grid-cols-2">
				<Card>
					<ToldChanges told={told} currency={asked.currency} />
					{asked.note ? (
						<blockquote className="mt-4 border-accent border-l-4 pl-4">
							<p className="whitespace-pre-line">{asked.note}</p>
						</blockquote>
					) : null}
					<div className="mt-5 border-line border-t pt-4">
						<ShownMoney shown={asked.shown} currency={asked.currency} />
					</div>
				</Card>
				<Card>
					<RequestFacts of={asked} timeZone={frame.timeZone} />
				</Card>
			</div>
			{asked.state === 'waiting' && mayDecide ? (
				<Section title={say('approval.decide')}>
					<Card>
						<PageForm form={form}>
							<FormProblems errors={form.errors} />
							<input type="hidden" name="seen" value={asked.seen} />
							<Textarea
								{...bound(fields.comment)}
								label={say('approval.comment')}
								hint={say('approval.commentHint')}
								rows={3}
								optional
							/>
							<div className="mt-6 flex flex-wrap gap-3">
								<Button name="decision" value="approve" busy={busy}>
									{say('approval.approve')}
								</Button>
								<Button kind="danger" name="decision" value="reject" busy={busy}>
									{say('approval.reject')}
								</Button>
							</div>
						</PageForm>
					</Card>
				</Section>
			) : asked.state === 'waiting' ? (
				<div className="mt-6">
					<Notice>{say('approval.mayNot')}</Notice>
				</div>
			) : null}
		</StaffPage>
	)
}
