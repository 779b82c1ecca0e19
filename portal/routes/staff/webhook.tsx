import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { changeWebhookEndpoint } from '#core/webhook/change-endpoint.ts'
import { listWebhookDeliveries, listWebhookEndpoints } from '#core/webhook/list-endpoints.ts'
import { replayWebhooks } from '#core/webhook/replay.ts'
import { readForm } from '../../form.ts'
import { Deliveries } from '../../present/staff/program/deliveries.tsx'
import { Standing } from '../../present/staff/program/endpoints.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayProgram as say } from '../../words/staff-programs.ts'

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.enum(['paused', 'open', 'removed', 'resend_all']) }),
	z.object({ intent: z.literal('resend'), id: z.uuid() }),
])
const address = z.object({ webhookId: z.uuid() })
const rowsOfPage = 50

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const id = address.safeParse(params).data?.webhookId
	if (!id || !may(staff.actor, 'company.write')) throw notFound()
	const endpoints = expectOk(await look(context.books, staff.actor, listWebhookEndpoints, undefined))
	const endpoint = endpoints.find((one) => one.id === id)
	if (!endpoint) throw notFound()
	const { searchParams } = new URL(request.url)
	const before = z.uuid().safeParse(searchParams.get('before')).data
	const asked = { endpointId: id, before, limit: rowsOfPage + 1 }
	const found = expectOk(await look(context.books, staff.actor, listWebhookDeliveries, asked))
	return {
		frame: await staffFrameOf(context, staff),
		title: endpoint.name,
		endpoint,
		older: found.length > rowsOfPage ? (found[rowsOfPage - 1]?.id ?? null) : null,
		rows: found
			.slice(0, rowsOfPage)
			.map((row) => ({ ...row, happenedAt: row.happenedAt.toString(), at: row.at.toString() })),
		done: searchParams.get('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const id = address.safeParse(params).data?.webhookId
	if (!id || !may(actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { value } = form
	const { books } = context
	if (value.intent === 'resend' || value.intent === 'resend_all') {
		const deliveryId = value.intent === 'resend' ? value.id : undefined
		const sent = await act(books, actor, replayWebhooks, { endpointId: id, deliveryId })
		return sent.ok ? redirect(`/staff/settings/webhooks/${id}?done=resent`) : form.refuse(sent)
	}
	const changed = await act(books, actor, changeWebhookEndpoint, { id, to: value.intent })
	if (!changed.ok) return form.refuse(changed)
	return redirect(
		value.intent === 'removed' ? '/staff/settings/webhooks' : `/staff/settings/webhooks/${id}?done=changed`,
	)
}

/** What an endpoint was told, and what can be done about it. */
export default function Webhook() {
	const { frame, title, endpoint, rows, older, done } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('webhooks.logLead', { url: endpoint.url })}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/settings/webhooks', label: say('webhooks.title') }]} />}
			aside={
				<form method="post" className="flex flex-wrap gap-2">
					<Button kind="secondary" name="intent" value={endpoint.paused ? 'open' : 'paused'}>
						{say(endpoint.paused ? 'webhooks.open' : 'webhooks.pause')}
					</Button>
					<Button kind="danger" name="intent" value="removed">
						{say('webhooks.remove')}
					</Button>
				</form>
			}
		>
			<FormProblems errors={result?.error?.[''] ?? undefined} />
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'resent' ? 'webhooks.resent' : 'webhooks.changed')}
					</Notice>
				</div>
			) : null}
			<p className="mb-6 flex flex-wrap items-center gap-3">
				<Standing of={endpoint} />
				<span className="text-muted">
					{say('webhooks.week')}: {say('webhooks.counts', endpoint)}
				</span>
			</p>
			<Section
				title={say('webhooks.log')}
				actions={
					endpoint.gaveUp > 0 ? (
						<form method="post">
							<Button kind="secondary" size="small" name="intent" value="resend_all">
								{say('webhooks.resendAll')}
							</Button>
						</form>
					) : undefined
				}
			>
				<Deliveries rows={rows} timeZone={frame.timeZone} />
				{older ? (
					<p className="mt-4">
						<TextLink href={`?before=${older}`}>{say('webhooks.older')}</TextLink>
					</p>
				) : null}
			</Section>
		</StaffPage>
	)
}
