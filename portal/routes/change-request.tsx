import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findRequest } from '#core/approval/find.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../form.ts'
import { RequestMoney } from '../present/change/request-money.tsx'
import { RequestNotice } from '../present/change/request-notice.tsx'
import { ToldChanges } from '../present/change/told.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { proofIn } from '../sign-in/proof.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Pill } from '../ui/pill.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid(), requestId: z.uuid() })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const asked = address.safeParse(params).data
	if (!asked) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: asked.contractId })
	const found = await look(context.books, visitor.actor, findRequest, { id: asked.requestId })
	if (!found.ok || found.value.contract.id !== asked.contractId) throw notFound()
	const { contract, customer, shown, currency, note, state, comment, requestedAt } = found.value
	const frame = await frameOf(context, visitor, customer.id)
	return {
		frame,
		title: speakerFor(request, context).say('options.request.title'),
		asked: { ...{ contract, shown, currency, note, state, comment }, askedOn: dayIn(requestedAt, frame.timeZone) },
		mayAct: may(visitor.actor, 'contract.change'),
	}
}

const dayIn = (at: Temporal.Instant, timeZone: string) => at.toZonedDateTimeISO(timeZone).toPlainDate().toString()

export async function action({ request, context, params }: ActionFunctionArgs) {
	const asked = address.safeParse(params).data
	if (!asked) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'contract', id: asked.contractId })
	const form = await readForm(request, z.object({ intent: z.literal('withdraw') }), context)
	if (!form.ok) return form.reply
	const outcome = await act(context.books, actor, withdrawRequest, {
		id: asked.requestId,
		proof: proofIn(request, context),
	})
	if (outcome.ok) return redirect(`/contracts/${asked.contractId}/requests/${asked.requestId}`)
	return form.afresh(outcome, 'approval_request')
}

const tones = { waiting: 'warn', approved: 'good', rejected: 'bad', withdrawn: 'neutral', outdated: 'neutral' } as const

/** What a customer asked for, how it stands, and the way to take it back. */
export default function ChangeRequestPage() {
	const { frame, title, asked, mayAct } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const say = useWords()
	const { contract, shown, currency, state } = asked
	return (
		<CustomerPage
			frame={frame}
			title={title}
			aside={
				<Pill tone={tones[state]}>
					<span className="inline-block first-letter:uppercase">{say(`change.states.${state}`)}</span>
				</Pill>
			}
			breadcrumb={
				<Breadcrumb
					trail={[
						{
							href: `/contracts/${contract.id}`,
							label: contract.title || say('contract.title', { number: contract.number }),
						},
					]}
				/>
			}
			narrow
		>
			<FormProblems errors={answer?.error?.[''] ?? undefined} />
			<RequestNotice state={state} askedOn={asked.askedOn} comment={asked.comment} />
			<div className="mt-6">
				<Card>
					<ToldChanges told={shown.told ?? []} currency={currency} />
					<RequestMoney shown={shown} currency={currency} />
					{asked.note ? (
						<div className="mt-5 border-line border-t pt-4">
							<p className="text-muted">{say('options.request.yours')}</p>
							<p className="whitespace-pre-line">{asked.note}</p>
						</div>
					) : null}
				</Card>
			</div>
			<div className="mt-8 flex flex-wrap gap-3">
				{state === 'waiting' && mayAct ? (
					<form method="post">
						<Button kind="secondary" name="intent" value="withdraw">
							{say('change.withdraw')}
						</Button>
					</form>
				) : null}
				{state === 'outdated' || state === 'rejected' || state === 'withdrawn' ? (
					<LinkButton href={`/contracts/${contract.id}/options`}>{say('options.title')}</LinkButton>
				) : null}
				<LinkButton kind="quiet" href={`/contracts/${contract.id}`}>
					{say('options.made.contract')}
				</LinkButton>
			</div>
		</CustomerPage>
	)
}
