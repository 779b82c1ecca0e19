import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { listConversations } from '#core/message/list.ts'
import { Moment } from '../../present/display.tsx'
import { momentField, readPlace, writePlace } from '../../present/staff/cursor.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { sayMessages as say } from '../../words/staff-messages.ts'

const perPage = 50

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const show = new URL(request.url).searchParams.get('show') === 'all' ? 'all' : 'waiting'
	const after = readPlace(request, show === 'all' ? z.uuid() : momentField)
	const found = await look(context.books, staff.actor, listConversations, { show, after, limit: perPage })
	if (!found.ok) throw notFound()
	const shown = found.value.slice(0, perPage)
	const last = shown.at(-1)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('messages.title'),
		show,
		further: after !== undefined,
		next: found.value.length > perPage && last ? writePlace(last.cursor) : null,
		conversations: shown.map(({ cursor: _, lastAt, waitingSince, ...one }) => ({
			...one,
			lastAt: lastAt.toString(),
			waitingSince: waitingSince?.toString() ?? null,
		})),
	}
}

/** Conversations with customers: those that wait for an answer, the longest waiting first, or all. */
export default function Messages() {
	const { frame, title, show, further, next, conversations } = useLoaderData<typeof loader>()
	const here = show === 'all' ? '/staff/messages?show=all' : '/staff/messages'
	return (
		<StaffPage frame={frame} title={title} lead={say('messages.lead')}>
			<Tabs
				label={title}
				tabs={[
					{ href: '/staff/messages', label: say('messages.waiting') },
					{ href: '/staff/messages?show=all', label: say('messages.all') },
				]}
			/>
			{conversations.length === 0 ? (
				<Empty title={say(show === 'all' ? 'messages.noneAtAll' : 'messages.none')}>
					{say(show === 'all' ? 'messages.noneAtAllNote' : 'messages.noneNote')}
				</Empty>
			) : (
				<RowList>
					{conversations.map((one) => (
						<ConversationRow key={one.subject.id} one={one} timeZone={frame.timeZone} />
					))}
				</RowList>
			)}
			<p className="mt-4 flex gap-6">
				{further ? <TextLink href={here}>{say('messages.first')}</TextLink> : null}
				{next ? (
					<TextLink href={`${here}${show === 'all' ? '&' : '?'}after=${next}`}>{say('messages.more')}</TextLink>
				) : null}
			</p>
		</StaffPage>
	)
}

type One = ReturnType<typeof useLoaderData<typeof loader>>['conversations'][number]

function ConversationRow({ one, timeZone }: { one: One; timeZone: string }) {
	const { subject, number, waitingSince } = one
	const ofQuote = subject.kind === 'quote'
	return (
		<Row
			href={ofQuote ? `/staff/quotes/${subject.id}` : `/staff/contracts/${subject.id}/messages`}
			title={one.customerName}
			note={
				<>
					{say(ofQuote ? 'messages.quote' : 'messages.contract', { number })}
					{one.title ? ` · ${one.title}` : null}
					<span className="mt-1 line-clamp-2 text-ink">
						<span className="font-medium">{one.lastAuthor}:</span> {one.lastText}
					</span>
					<span className="mt-1 block text-sm">
						{one.ownerName === null
							? say('messages.nobody')
							: one.ownerName && say('messages.owner', { name: one.ownerName })}
					</span>
				</>
			}
			state={
				<span className="flex flex-col items-end gap-1">
					<Pill tone={waitingSince ? 'warn' : 'good'}>
						{say(waitingSince ? 'messages.waits' : one.lastBy === 'company' ? 'messages.answered' : 'messages.settled')}
					</Pill>
					<span className="text-muted text-sm">
						<Moment at={waitingSince ?? one.lastAt} timeZone={timeZone} />
					</span>
					{one.unread > 0 ? <Pill tone="accent">{say('messages.fresh', { count: one.unread })}</Pill> : null}
				</span>
			}
		/>
	)
}
