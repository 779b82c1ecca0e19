import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { issueChatCode } from '#core/chat/issue-code.ts'
import { listAccounts } from '#core/chat/list-accounts.ts'
import { listTiedPlaces, tiePlace } from '#core/chat/place.ts'
import { unlinkAccount } from '#core/chat/unlink-account.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { useIsPosting } from '../../page-form.tsx'
import { Moment } from '../../present/display.tsx'
import { ChatPlaces } from '../../present/staff/chat-places.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Table } from '../../ui/table.tsx'
import { sayChat as say } from '../../words/staff-chat.ts'

const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('make') }),
	z.object({ intent: z.literal('unlink'), id: z.uuid() }),
	z.object({
		intent: z.literal('tie'),
		channel: z.enum(['slack', 'telegram']),
		place: z.string().min(1).max(100),
		groupId: z.uuid().optional(),
	}),
])

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const accounts = expectOk(await look(context.books, staff.actor, listAccounts, undefined))
	const mayTie = may(staff.actor, 'staff.write')
	const seesPlaces = may(staff.actor, 'chat.place')
	const people = mayTie ? expectOk(await look(context.books, staff.actor, listStaff, undefined)) : undefined
	return {
		frame: await staffFrameOf(context, staff),
		title: say('chat.accounts'),
		accounts: accounts.map(({ linkedAt, ...account }) => ({ ...account, linkedAt: linkedAt.toString() })),
		places: seesPlaces ? expectOk(await look(context.books, staff.actor, listTiedPlaces, undefined)) : null,
		groups: people?.groups.map(({ id, name }) => ({ id, name })) ?? null,
		unlinked: new URL(request.url).searchParams.has('unlinked'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const form = await readForm(request, schema)
	if (!form.ok) return data({ code: undefined }, { status: 422 })
	if (form.value.intent === 'unlink') {
		const done = await act(context.books, actor, unlinkAccount, { id: form.value.id })
		if (!done.ok) throw notFound()
		return redirect('/staff/chat-accounts?unlinked')
	}
	if (form.value.intent === 'tie') {
		const { channel, place, groupId = null } = form.value
		const tied = await act(context.books, actor, tiePlace, { channel, place, groupId })
		if (!tied.ok) throw notFound()
		return redirect('/staff/chat-accounts#places')
	}
	const { code, minutes } = expectOk(await act(context.books, actor, issueChatCode, undefined))
	const name = context.settings.telegram?.botName
	const telegram = name ? `https://t.me/${name}?start=${code}` : undefined
	return data({ code, minutes, telegram }, { headers: { 'cache-control': 'no-store' } })
}

/** The chat accounts that speak for a member of staff, and the proof by which one is added. */
export default function ChatAccounts() {
	const { frame, title, accounts, places, groups, unlinked } = useLoaderData<typeof loader>()
	const made = useActionData<typeof action>()
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('chat.accountsLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/chat', label: say('chat.title') }]} />}
		>
			{unlinked && !made ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('chat.unlinked')}
					</Notice>
				</div>
			) : null}
			<Section title={say('chat.link')}>
				<Card>
					{made?.code ? (
						<div className="flex flex-col gap-5">
							<CopyField label={say('chat.inSlack')} value={`/counterpart connect ${made.code}`} />
							<CopyField label={say('chat.inTelegram')} value={`/start ${made.code}`} />
							{made.telegram ? (
								<p>
									<TextLink href={made.telegram} target="_blank">
										{say('chat.openTelegram')}
									</TextLink>
								</p>
							) : null}
						</div>
					) : null}
					<Form method="post" className={made?.code ? 'mt-6' : ''}>
						<p className="mb-4 text-muted">{say('chat.makeLead', { minutes: 10 })}</p>
						<Button kind={made?.code ? 'secondary' : 'primary'} name="intent" value="make" busy={busy}>
							{say('chat.make')}
						</Button>
					</Form>
				</Card>
			</Section>
			<Section title={say('chat.linked')}>
				{accounts.length === 0 ? (
					<Empty title={say('chat.none')}>{say('chat.noneNote')}</Empty>
				) : (
					<Table
						caption={say('chat.linked')}
						quietCaption
						keyOf={({ id }) => id}
						rows={accounts}
						columns={[
							{ key: 'name', title: say('chat.account'), cell: ({ name }) => name },
							{ key: 'channel', title: say('chat.where'), cell: ({ channel }) => say(`chat.channel.${channel}`) },
							{ key: 'whose', title: say('chat.whose'), cell: ({ userName }) => userName },
							{
								...{ key: 'since', title: say('chat.since') },
								cell: ({ linkedAt }) => <Moment at={linkedAt} timeZone={frame.timeZone} />,
							},
							{
								...{ key: 'unlink', title: say('chat.unlink') },
								cell: ({ id, name }) => (
									<Form method="post">
										<input type="hidden" name="id" value={id} />
										<Button
											kind="danger"
											size="small"
											name="intent"
											value="unlink"
											aria-label={`${say('chat.unlink')}: ${name}`}
											busy={busy}
										>
											{say('chat.unlink')}
										</Button>
									</Form>
								),
							},
						]}
					/>
				)}
			</Section>
			{places ? <ChatPlaces places={places} groups={groups} busy={busy} /> : null}
		</StaffPage>
	)
}
