import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { propose } from '#core/approval/ask.ts'
import { findCommission } from '#core/commission/find.ts'
import { findAmounts } from '#core/contract/amounts.ts'
import { findHead } from '#core/contract/find-head.ts'
import { findContractPage } from '#core/contract/page.ts'
import { findContractStatuses, setContractStatus } from '#core/contract/statuses.ts'
import { takeBackContract } from '#core/contract/take-back.ts'
import { findTimeline } from '#core/contract/timeline.ts'
import { voidContract } from '#core/contract/void.ts'
import { findContractSurvey } from '#core/credit-survey/of-contract.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import { findHealth } from '#core/health/find.ts'
import { findOwnValues } from '#core/own-field/read.ts'
import { listDues } from '#core/payable/find.ts'
import { may } from '#core/permit.ts'
import { requestSignature } from '#core/quote/request-signature.ts'
import { readForm } from '../../form.ts'
import { Planned } from '../../present/change/planned.tsx'
import { presentContract, presentHappened } from '../../present/contract/contract.ts'
import { presentState } from '../../present/refusal.ts'
import { ServiceLine } from '../../present/staff/contract/charges.tsx'
import { ContractHistory } from '../../present/staff/contract/history.tsx'
import { contractIn, mostLinesReckoned, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen, tabAddress } from '../../present/staff/contract/screen.tsx'
import { Ahead, ContractFigures, NextSteps } from '../../present/staff/contract/summary.tsx'
import { ContractTerms } from '../../present/staff/contract/terms.tsx'
import { HealthLine } from '../../present/staff/health/reasons.tsx'
import { StatusForm } from '../../present/staff/kind/status-form.tsx'
import { OwnFacts } from '../../present/staff/own/facts.tsx'
import { PayableAhead } from '../../present/staff/payable/ahead.tsx'
import { SurveyOfContract } from '../../present/staff/survey/of-contract.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerOf } from '../../words/speakers.ts'
import { staffWords as say } from '../../words/staff.ts'
import { sayQuote } from '../../words/staff-quote.ts'

export const meta = titled<typeof loader>()

const query = z.object({ done: z.string().max(20).optional().catch(undefined) })
const schema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('activate') }),
	z.object({ intent: z.literal('void') }),
	z.object({ intent: z.literal('signature') }),
	z.object({ intent: z.literal('take_back') }),
	z.object({ intent: z.literal('status'), statusId: z.uuid().optional() }),
])

const [latest, nextSteps] = [5, 3]

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { books } = args.context
	const { actor } = staff
	const { head } = screen
	const { done } = query.parse(Object.fromEntries(new URL(args.request.url).searchParams))
	const coming = head.lineCount > mostLinesReckoned ? 0 : 1
	const receivable = head.direction === 'receivable'
	const [page, happened, amounts, commission, own, statuses, followUps, health, survey] = await Promise.all([
		look(books, actor, findContractPage, { id: contractId, coming }),
		look(books, actor, findTimeline, { contractId, limit: latest }),
		may(actor, 'invoice.read') && head.direction === 'receivable'
			? look(books, actor, findAmounts, { id: contractId })
			: undefined,
		receivable && may(actor, 'invoice.read') && may(actor, 'commission.read')
			? look(books, actor, findCommission, { contractId, limit: 1 })
			: undefined,
		look(books, actor, findOwnValues, { subject: 'contract' as const, ids: [contractId] }),
		may(actor, 'contract.write') ? look(books, actor, findContractStatuses, undefined) : undefined,
		may(actor, 'customer.read')
			? look(books, actor, listFollowUps, { contractId, open: {}, limit: nextSteps })
			: undefined,
		may(actor, 'report.read') ? look(books, actor, findHealth, { contractId }) : undefined,
		may(actor, 'survey.read') ? look(books, actor, findContractSurvey, { contractId }) : undefined,
	])
	if (!page.ok || !happened.ok || !own.ok) throw notFound()
	const payable = head.direction === 'payable' && may(actor, 'payable.read')
	const today = Temporal.PlainDate.from(screen.frame.today)
	const to = today.add({ years: 1 }).subtract({ days: 1 }).toString()
	const dues = payable
		? await look(books, actor, listDues, { contractId, to, state: 'open', alsoDrafts: true, limit: 200 })
		: undefined
	const planned =
		page.value.planned && head.direction === 'receivable'
			? await look(books, actor, findPlanned, { contractId })
			: undefined
	return {
		...screen,
		title: head.number,
		page: presentContract(page.value, { today: screen.frame.today }),
		happened: presentHappened(happened.value, latest).list,
		amounts: amounts?.ok ? amounts.value : null,
		commission: commission?.ok ? commission.value : null,
		planned: planned?.ok ? planned.value : [],
		statuses: statuses?.ok ? statuses.value.filter(({ state, archived }) => state === head.state && !archived) : [],
		stateName: presentState(speakerOf('en'), head.state),
		own: { values: own.value.shown[contractId] ?? [], some: own.value.fields.length > 0 },
		health: health?.ok ? health.value : null,
		dues: dues?.ok ? dues.value : null,
		open: followUps?.ok ? followUps.value : null,
		survey: survey?.ok ? survey.value : null,
		mayAskSurvey: may(actor, 'survey.request') && head.state === 'draft',
		done,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const id = contractIn(params)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	if (form.value.intent === 'void') {
		const gone = await act(books, actor, voidContract, { id, reason: '' })
		return gone.ok ? redirect(`/staff/contracts/${id}?done=void`) : form.refuse(gone)
	}
	if (form.value.intent === 'signature') {
		const made = await act(books, actor, requestSignature, { contractId: id })
		return made.ok ? redirect(`/staff/quotes/${made.value.id}`) : form.refuse(made)
	}
	if (form.value.intent === 'take_back') {
		const draft = await act(books, actor, takeBackContract, { id })
		return draft.ok ? redirect(`/staff/contracts/${id}?done=take_back`) : form.refuse(draft)
	}
	if (form.value.intent === 'status') {
		const set = await act(books, actor, setContractStatus, { id, statusId: form.value.statusId ?? null })
		return set.ok ? redirect(`/staff/contracts/${id}?done=status`) : form.refuse(set)
	}
	const found = await look(books, actor, findHead, { id })
	if (!found.ok) throw notFound()
	const begun =
		found.value.direction === 'payable'
			? await act(books, actor, propose<'supplier_contract'>, { kind: 'supplier_contract', input: { id } })
			: await act(books, actor, propose<'contract_activation'>, { kind: 'contract_activation', input: { id } })
	if (!begun.ok) return form.refuse(begun)
	if (begun.value.kind === 'asked') return redirect(`/staff/approvals/${begun.value.requestId}?did=new`)
	return redirect(`/staff/contracts/${id}?done=activate`)
}

const doneWords = {
	activate: 'staff.contract.activated',
	end: 'staff.contract.ended',
	undo_end: 'staff.contract.undone',
	terms: 'staff.contract.termsDone',
} as const

const saidOf = (done: string) =>
	done in doneWords ? say(doneWords[done as keyof typeof doneWords]) : say('staff.customer.saved')

/** A contract at a glance: what it brings and owes, what comes next, what is agreed, what happened lately. */
export default function StaffContract() {
	const {
		frame,
		head,
		page,
		amounts,
		commission,
		dues,
		planned,
		own,
		health,
		statuses,
		stateName,
		open,
		happened,
		done,
		survey,
		mayAskSurvey,
	} = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<ContractScreen frame={frame} head={head} tab="overview">
			<FormProblems errors={answer?.error ? (answer.error[''] ?? undefined) : undefined} />
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{done === 'take_back' ? sayQuote('quote.takenBack') : saidOf(done)}
					</Notice>
				</div>
			) : null}
			{health && head.direction === 'receivable' ? <HealthLine of={health} /> : null}
			<StatusForm stateName={stateName} statusId={head.statusId} offered={statuses} />
			{head.direction === 'payable' ? <PayableAhead dues={dues} page={page} head={head} today={frame.today} /> : null}
			{amounts && head.direction === 'receivable' ? (
				<ContractFigures
					amounts={amounts}
					overdueMinor={head.overdueMinor}
					currency={head.currency}
					commission={
						commission && {
							...commission,
							...{ own: !frame.may['commission.read_all'], href: `${tabAddress(head.id, 'billing')}#commission` },
						}
					}
				/>
			) : null}
			{frame.may['invoice.read'] && head.direction === 'receivable' ? <ServiceLine service={page.service} /> : null}
			{head.direction === 'receivable' ? <Ahead page={page} nextOn={head.nextDueOn} /> : null}
			<Planned planned={planned} currency={head.currency} action={() => null} />
			<ContractTerms page={page} type={head.type} payable={head.direction === 'payable'} />
			<SurveyOfContract survey={survey} contractId={head.id} mayRequest={mayAskSurvey} />
			<OwnFacts
				values={own.values}
				edit={own.some && frame.may['contract.write'] ? `/staff/contracts/${head.id}/fields` : undefined}
			/>
			<div className="mt-10 grid gap-x-8 lg:grid-cols-2 lg:[&>section]:mt-0">
				{open ? <NextSteps open={open} href={tabAddress(head.id, 'followUps')} /> : null}
				<ContractHistory
					happened={{ list: happened, before: null }}
					timeZone={frame.timeZone}
					all={tabAddress(head.id, 'history')}
				/>
			</div>
		</ContractScreen>
	)
}
