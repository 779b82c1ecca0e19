import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findConversation } from '#core/message/conversation.ts'
import { mostAttachments } from '#core/message/limits.ts'
import { markRead } from '#core/message/read.ts'
import { may } from '#core/permit.ts'
import { refuseAhead } from '../present/conversation/not-ahead.ts'
import { postMessage } from '../present/conversation/posted.ts'
import { presentMessages, Thread } from '../present/conversation/thread.tsx'
import { WriteFields } from '../present/conversation/write-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { stillPage } from '../still/is-still.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card, Empty, Section } from '../ui/card.tsx'
import { TextLink } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid() })
const query = z.object({ before: z.uuid().optional().catch(undefined), sent: z.string().optional() })
const perPage = 30

export const handle = stillPage
export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	refuseAhead(request)
	const { before, sent } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const { books } = context
	const found = await look(books, visitor.actor, findConversation, { contractId, before, limit: perPage })
	if (!found.ok) throw notFound()
	const { contract, messages, earlier, lastMessageId } = found.value
	const { customerId } = contract
	const news = messages.filter((message) => message.isNew).length
	if (news > 0 && lastMessageId && !before)
		await act(books, visitor.actor, markRead, {
			subject: { kind: 'contract', id: contractId },
			customerId,
			messageId: messages.at(-1)?.id ?? lastMessageId,
		})
	return {
		frame: await frameOf(context, visitor, customerId),
		title: speakerFor(request, context).say('conversation.title'),
		contract,
		messages: presentMessages(messages),
		earlier,
		before,
		news,
		sent: sent !== undefined,
		mayWrite: may(visitor.actor, 'message.write'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const reached = await look(context.books, actor, findConversation, { contractId, limit: 1 })
	if (!reached.ok) throw notFound()
	const posted = await postMessage(request, context, {
		actor,
		contractId,
		counted: actor.kind === 'contact' ? actor.contactId : actor.linkId,
		tooMany: speakerFor(request, context).say('conversation.tooMany'),
	})
	if (!posted.sent) return data(posted, { status: 422 })
	return redirect(`/contracts/${contractId}/messages?sent#latest`)
}

/** The conversation with the company about a contract, and the form to write. */
export default function ContractMessages() {
	const { frame, title, contract, messages, earlier, before, news, sent, mayWrite } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const say = useWords()
	const here = `/contracts/${contract.id}/messages`
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('conversation.lead', { number: contract.number })}
			breadcrumb={
				<Breadcrumb trail={[{ href: `/contracts/${contract.id}`, label: contract.title || contract.number }]} />
			}
			narrow
		>
			<div className="mb-5 grid gap-4 empty:hidden">
				{sent && !refused ? (
					<Notice kind="good" live>
						{say('conversation.sent')}
					</Notice>
				) : null}
				{news > 0 ? <Notice live>{say('conversation.news', { count: news })}</Notice> : null}
			</div>
			{earlier ? (
				<p className="mb-4">
					<TextLink href={`${here}?before=${messages[0]?.id}`}>{say('conversation.earlier')}</TextLink>
				</p>
			) : null}
			{messages.length === 0 ? (
				<Empty title={say('conversation.none')}>{mayWrite ? say('conversation.noneNote') : null}</Empty>
			) : (
				<Thread
					messages={messages}
					timeZone={frame.timeZone}
					mine="customer"
					fileAt={(id) => `${here}/${id}`}
					words={{
						label: title,
						isNew: say('conversation.isNew'),
						mine: say('conversation.you'),
					}}
				/>
			)}
			<p className="no-print mt-4">
				<TextLink href={here}>{say(before ? 'conversation.latest' : 'conversation.refresh')}</TextLink>
			</p>
			{mayWrite ? (
				<Section title={say('conversation.write')} id="write">
					<Card>
						<form method="post" action={`${here}#write`} encType="multipart/form-data">
							<WriteFields
								refused={refused?.sent === false ? refused : undefined}
								words={{
									text: say('conversation.text'),
									files: say('conversation.files'),
									filesHint: say('conversation.filesHint', { most: mostAttachments, megabytes: 10 }),
									filesAgain: say('conversation.filesAgain'),
									send: say('conversation.send'),
								}}
							/>
						</form>
					</Card>
				</Section>
			) : (
				<div className="mt-8">
					<Notice
						action={
							<LinkButton kind="secondary" size="small" href={`/sign-in?return=${encodeURIComponent(here)}`}>
								{say('conversation.signIn')}
							</LinkButton>
						}
					>
						{say('conversation.viewOnly')}
					</Notice>
				</div>
			)}
		</CustomerPage>
	)
}
