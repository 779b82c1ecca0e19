import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { tellChange } from '#core/amendment/tell-change.ts'
import { findEnds } from '#core/contract/find-ends.ts'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { ConfirmForm } from '../../present/change/confirm-form.tsx'
import { evaluateShown } from '../../present/change/evaluated.ts'
import { confirmSchema } from '../../present/change/posted.ts'
import { useWholeAt, wholeIn } from '../../present/change/whole.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { addressOf, askedIn, changeAsked, suggestionsFor } from '../../present/together/asked.ts'
import { Parts } from '../../present/together/parts.tsx'
import { Pick } from '../../present/together/pick.tsx'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Empty } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { staffWords } from '../../words/staff.ts'
import { sayAmend as say } from '../../words/staff-amend.ts'

export const meta = titled<typeof loader>()

const address = z.object({ customerId: z.uuid() })
/** Lines found at once. */
const mostFound = 30

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	if (!customerId || !may(staff.actor, 'contract.amend')) throw notFound()
	const { books } = context
	const customer = await look(books, staff.actor, findCustomerForStaff, { id: customerId })
	if (!customer.ok) throw notFound()
	const asked = askedIn(new URL(request.url).searchParams)
	const question = { customerId, search: asked.search, lineIds: asked.lines, limit: mostFound }
	const ends = await look(books, staff.actor, findEnds, question)
	if (!ends.ok) throw notFound()
	const change = changeAsked(asked, ends.value.ticked)
	const frame = await staffFrameOf(context, staff)
	return {
		frame,
		title: say('amend.togetherTitle'),
		customer: { id: customerId, name: customer.value.name },
		ends: ends.value,
		asked,
		suggestions: suggestionsFor(Temporal.PlainDate.from(frame.today), asked, ends.value, { byStaff: true }),
		change,
		...(await evaluated(request, context, staff.actor, change)),
		different: new URL(request.url).searchParams.has('different'),
		key: randomUUID(),
	}
}

type Context = LoaderFunctionArgs['context']
type Actor = Awaited<ReturnType<typeof requireStaff>>['actor']

async function evaluated(request: Request, context: Context, actor: Actor, change: ContractChange | null) {
	const contractId = change?.kind === 'co_terminate' ? change.parts[0]?.contractId : undefined
	if (!change || !contractId) return { shown: null, told: [] }
	const told = await look(context.books, actor, tellChange, { contractId, change })
	if (!told.ok) throw notFound()
	const whole = wholeIn(new URL(request.url).searchParams)
	const shown = await evaluateShown(context, actor, speakerFor(request), { contractId, change }, { whole })
	return { shown, told: told.value }
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'contract.amend')) throw notFound()
	const form = await readForm(request, confirmSchema)
	if (!form.ok) return form.reply
	const { change, seen, key } = form.value
	const contractId = change.kind === 'co_terminate' ? change.parts[0]?.contractId : undefined
	if (!contractId) throw notFound()
	const made = await act(context.books, actor, makeChange, { contractId, change, seen, key })
	if (made.ok) return redirect(`/staff/contracts/${made.value.contractId}/changed/${key}`)
	if (made.refusal.code !== 'change.different') return data(form.refuse(made).data, { status: 200 })
	const url = new URL(request.url)
	url.searchParams.set('different', '')
	return redirect(`${url.pathname}${url.search}`)
}

/** Contracts or single machines of a customer end on one day: ticked, reckoned with each stub, and confirmed on one page. */
export default function StaffCoTerminate() {
	const page = useLoaderData<typeof loader>()
	const { frame, title, customer, ends, asked, suggestions, shown, change } = page
	const answer = useActionData<typeof action>()
	const wholeAt = useWholeAt()
	const here = `/staff/customers/${customer.id}`
	const path = `${here}/co-terminate`
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('amend.togetherLead')}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/customers', label: staffWords('staff.customers') },
						{ href: here, label: customer.name },
					]}
				/>
			}
		>
			{ends.contracts.length === 0 ? (
				<Empty title={say('amend.togetherNone')} />
			) : (
				<Pick {...{ ends, asked, suggestions, path }} customerId={null} byStaff />
			)}
			<div id="result" className="mt-10 scroll-mt-4">
				{shown?.refused ? <Notice kind="warn">{shown.refused}</Notice> : null}
				{asked.unreadDay ? (
					<Notice kind="warn">{say('amend.togetherNotDay', { typed: asked.unreadDay })}</Notice>
				) : null}
				{asked.endsOn && !change ? <Notice kind="warn">{say('amend.togetherTick')}</Notice> : null}
				{shown?.preview && change && !shown.refused ? (
					<>
						<Parts preview={shown.preview} contracts={ends.contracts} />
						<div className="mt-10">
							<ConfirmForm
								{...{ change, answer }}
								preview={shown.preview}
								told={page.told}
								asks={null}
								different={page.different}
								formKey={page.key}
								wholeAt={wholeAt}
								codeAt={null}
								back={addressOf(path, { ...asked, endsOn: null })}
							/>
						</div>
					</>
				) : null}
			</div>
		</StaffPage>
	)
}
