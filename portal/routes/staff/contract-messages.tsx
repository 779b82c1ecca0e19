import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findConversation } from '#core/message/conversation.ts'
import { mostAttachments } from '#core/message/limits.ts'
import { markRead } from '#core/message/read.ts'
import { settleConversation } from '#core/message/settle.ts'
import { may } from '#core/permit.ts'
import { useIsPosting } from '../../page-form.tsx'
import { refuseAhead } from '../../present/conversation/not-ahead.ts'
import { postMessage } from '../../present/conversation/posted.ts'
import { presentMessages, Thread } from '../../present/conversation/thread.tsx'
import { WriteFields } from '../../present/conversation/write-form.tsx'
import { presentRefusal } from '../../present/refusal.ts'
import { TalkSides } from '../../present/staff/contract/discussion.tsx'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayMessages as say } from '../../words/staff-messages.ts'

const query = z.object({
	before: z.uuid().optional().catch(undefined),
	done: z.enum(['sent', 'settled']).optional().catch(undefined),
})
const perPage = 30

export const meta = titled<typeof loader>()

export async function loader(args: LoaderFunctionArgs) {
	const { request, context } = args
	const { staff, contractId, screen } = await openContract(args)
	refuseAhead(request)
	const { before, done } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
	const { books } = context
	const found = await look(books, staff.actor, findConversation, { contractId, before, limit: perPage })
	if (!found.ok) throw notFound()
	const { contract, messages, earlier, waitingSince } = found.value
	const last = messages.at(-1)
	if (last && !before && messages.some((message) => message.isNew))
		await act(books, staff.actor, markRead, {
			subject: { kind: 'contract', id: contractId },
			customerId: contract.customerId,
			messageId: last.id,
		})
	return {
		...screen,
		title: say('messages.about', { contract: contract.title || contract.number }),
		contract,
		messages: presentMessages(messages),
		earlier,
		before,
		waits: waitingSince !== null,
		mayWrite: may(staff.actor, 'message.write'),
		done,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	const here = `/staff/contracts/${contractId}/messages`
	let settled = false
	const posted = await postMessage(request, context, {
		actor,
		contractId,
		counted: actor.userId,
		tooMany: say('messages.tooMany'),
		instead: async ({ intent, seen, text = '' }) => {
			if (intent !== 'settle') return undefined
			const messageId = z.uuid().safeParse(seen).data ?? contractId
			const outcome = await act(context.books, actor, settleConversation, { contractId, messageId })
			settled = outcome.ok
			if (outcome.ok) return { sent: true }
			const problems = [presentRefusal(speakerFor(request), outcome.refusal)]
			return { sent: false, text, problems, hadFiles: false }
		},
	})
	if (!posted.sent) return data(posted, { status: 422 })
	return redirect(`${here}?done=${settled ? 'settled' : 'sent'}#latest`)
}

/** The conversation about a contract, for staff to answer. */
export default function StaffContractMessages() {
	const { frame, head, title, contract, messages, earlier, before, waits, mayWrite, done } =
		useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const refused = answer?.sent === false ? answer : undefined
	const busy = useIsPosting()
	const here = `/staff/contracts/${contract.id}/messages`
	return (
		<ContractScreen
			frame={frame}
			head={head}
			tab="discussion"
			step={<TalkSides contractId={head.id} side="customer" unread={head.unread} />}
		>
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'sent' ? 'messages.sent' : 'messages.settledNow')}
					</Notice>
				</div>
			) : null}
			{earlier ? (
				<p className="mb-4">
					<TextLink href={`${here}?before=${messages[0]?.id}`}>{say('messages.earlier')}</TextLink>
				</p>
			) : null}
			{messages.length === 0 ? (
				<Empty title={say('messages.noMessages')}>{mayWrite ? say('messages.noMessagesNote') : null}</Empty>
			) : (
				<Thread
					messages={messages}
					timeZone={frame.timeZone}
					mine="company"
					fileAt={(id) => `${here}/${id}`}
					words={{
						label: title,
						isNew: say('messages.isNew'),
						mine: say('messages.us'),
					}}
				/>
			)}
			{before ? (
				<p className="mt-4">
					<TextLink href={here}>{say('messages.latest')}</TextLink>
				</p>
			) : null}
			{mayWrite ? (
				<Section title={say('messages.answer')} id="write">
					<Card className="max-w-3xl">
						<Form method="post" encType="multipart/form-data" key={messages.length}>
							<input type="hidden" name="seen" value={messages.at(-1)?.id ?? ''} />
							<p className="mb-4 text-muted">{say('messages.textHint', { customer: contract.customerName })}</p>
							<WriteFields
								refused={refused}
								busy={busy}
								words={{
									text: say('messages.text'),
									files: say('messages.files'),
									filesHint: say('messages.filesHint', { most: mostAttachments, megabytes: 10 }),
									filesAgain: say('messages.filesAgain'),
									send: say('messages.send'),
								}}
							>
								{waits && !before ? (
									<Button kind="secondary" name="intent" value="settle" formNoValidate busy={busy}>
										{say('messages.settle')}
									</Button>
								) : null}
							</WriteFields>
						</Form>
					</Card>
				</Section>
			) : (
				<p className="mt-8 text-muted">{say('messages.mayNot')}</p>
			)}
		</ContractScreen>
	)
}
