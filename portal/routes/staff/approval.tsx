import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findCard } from '#core/approval/card.ts'
import { type Did, decide } from '#core/approval/decide.ts'
import { findRecord } from '#core/approval/find-record.ts'
import { answerQuestion } from '#core/approval/question.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { readForm } from '../../form.ts'
import { ToldChanges } from '../../present/change/told.tsx'
import { presentCard } from '../../present/staff/approval/card.ts'
import { Decision, Talk, Withdraw } from '../../present/staff/approval/decision.tsx'
import { AskedFacts, Changes, Effect, Standing } from '../../present/staff/approval/facts.tsx'
import { OutcomeNotice } from '../../present/staff/approval/outcome.tsx'
import { Earlier, Record } from '../../present/staff/approval/record.tsx'
import { Steps } from '../../present/staff/approval/steps.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayApproval as say } from '../../words/staff-approval.ts'

const address = z.object({ requestId: z.uuid() })
const comment = z.string().trim().max(1000).default('')
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.enum(['approve', 'reject', 'ask']), comment, seen: z.string().max(100) }),
	z.object({ intent: z.literal('answer'), comment }),
	z.object({ intent: z.literal('withdraw') }),
])
const done = ['counted', 'approved', 'rejected', 'asked', 'outdated', 'failed', 'late', 'again', 'changed'] as const
const told = z
	.enum([...done, 'answered', 'withdrawn', 'new'])
	.optional()
	.catch(undefined)

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { requestId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const found = await look(context.books, staff.actor, findCard, { id })
	if (!found.ok) throw notFound()
	const record = expectOk(await look(context.books, staff.actor, findRecord, { id }))
	const card = presentCard(speakerFor(request), found.value)
	return {
		frame: await staffFrameOf(context, staff),
		title: say(`approval.kind.${card.kind}`, { of: card.about.number || card.about.name }),
		card,
		record: record.map(({ at, ...word }) => ({ ...word, at: at.toString() })),
		did: told.parse(new URL(request.url).searchParams.get('did') ?? undefined),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { requestId: id } = address.safeParse(params).data ?? {}
	if (!id) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await doIt(context, staff, id, form.value)
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return form.refuse(outcome, { 'approval.comment_missing': 'comment' })
	return redirect(`/staff/approvals/${id}?did=${outcome.value}`)
}

type Context = ActionFunctionArgs['context']
type Staff = Awaited<ReturnType<typeof requireStaff>>
type Done = Awaited<ReturnType<typeof act<unknown, Did | 'answered' | 'withdrawn'>>>

async function doIt({ books }: Context, { actor }: Staff, id: string, value: z.output<typeof schema>): Promise<Done> {
	if (value.intent === 'answer') {
		const said = { id, text: value.comment, channel: 'console' as const }
		const outcome = await act(books, actor, answerQuestion, said)
		return outcome.ok ? { ok: true, value: 'answered' } : outcome
	}
	if (value.intent === 'withdraw') {
		const outcome = await act(books, actor, withdrawRequest, { id, channel: 'console' as const })
		return outcome.ok ? { ok: true, value: 'withdrawn' } : outcome
	}
	const { intent: decision, comment, seen } = value
	const outcome = await act(books, actor, decide, { id, decision, comment, seen, channel: 'console' as const })
	return outcome.ok ? { ok: true, value: outcome.value.did } : outcome
}

/** One request with the whole picture, and the decision under the thumb. */
export default function Approval() {
	const { frame, title, card, record, did } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { timeZone } = frame
	const intent = answer?.initialValue?.intent
	const ofDecision = intent === 'approve' || intent === 'reject' || intent === 'ask'
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={card.requester.name ? say('approval.asks', { name: card.requester.name }) : undefined}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/approvals', label: say('approval.title') }]} />}
		>
			{did && !answer ? <DidNotice did={did} waits={card.state === 'waiting'} /> : null}
			{card.mine === 'decide' && ofDecision ? null : <FormProblems errors={answer?.error?.[''] ?? undefined} />}
			<OutcomeNotice of={card} timeZone={timeZone} />
			<div className="grid gap-6 lg:grid-cols-2">
				<Card>
					<Effect of={card} />
					{card.told.length > 0 ? (
						<div className="mt-4">
							<ToldChanges told={card.told} currency={card.currency} />
						</div>
					) : null}
					<Changes of={card} />
					<AskedFacts of={card} />
					{card.note ? (
						<blockquote className="mt-4 border-accent border-l-4 pl-4">
							<p className="whitespace-pre-line">{card.note}</p>
						</blockquote>
					) : null}
				</Card>
				<Card>
					<Standing of={card} timeZone={timeZone} />
				</Card>
			</div>
			<Talk of={card} answer={intent === 'answer' ? answer : undefined} />
			<Decision of={card} answer={ofDecision ? answer : undefined} />
			<Withdraw of={card} />
			<Section title={say('approval.steps')}>
				<Steps of={card} timeZone={timeZone} />
			</Section>
			<Section title={say('approval.history')}>
				<Earlier of={card} timeZone={timeZone} />
			</Section>
			<Section title={say('approval.seal')} intro={say('approval.sealIntro')}>
				<Record words={record} timeZone={timeZone} />
			</Section>
		</StaffPage>
	)
}

const good = ['counted', 'approved', 'asked', 'answered', 'withdrawn']

type Happened = { did: NonNullable<z.output<typeof told>>; waits: boolean }

function DidNotice({ did, waits }: Happened) {
	if (did === 'new' && !waits) return null
	return (
		<div className="mb-6">
			<Notice kind={good.includes(did) ? 'good' : 'info'} live>
				{did === 'new' ? say('approval.askedNow') : say(`approval.did.${did}`)}
			</Notice>
		</div>
	)
}
