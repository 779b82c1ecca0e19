import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { formatDay } from '#core/calendar.ts'
import { findHead } from '#core/contract/find-head.ts'
import { may } from '#core/permit.ts'
import { issueInstalments, takeBackPlan } from '#core/receivable/change-plan.ts'
import { findPlans } from '#core/receivable/find-plans.ts'
import { keepTerms } from '#core/receivable/kept-terms.ts'
import { makePlan, previewPlan } from '#core/receivable/make-plan.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'
import type { PlannedInstalment } from '#core/receivable/plan-terms.ts'
import { previewRescheduleRequest } from '#core/receivable/preview-reschedule-request.ts'
import { previewRestRequest, type RestPreview } from '#core/receivable/preview-rest-request.ts'
import { readForm } from '../../form.ts'
import { PlanForm, type Shown } from '../../present/collection-plan/form.tsx'
import { GiveUp } from '../../present/collection-plan/give-up.tsx'
import { PlanView } from '../../present/collection-plan/plan.tsx'
import { planSchemaIn, termsIn } from '../../present/collection-plan/posted.ts'
import { Reschedule } from '../../present/collection-plan/reschedule.tsx'
import { formatMoney } from '../../present/format.ts'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayPlan as say } from '../../words/staff-plan.ts'

export const meta = titled<typeof loader>()

/** What each form takes. */
const needs = {
	make: 'contract.amend',
	reschedule: 'contract.amend',
	takeBack: 'contract.amend',
	issue: 'invoice.run',
	giveUp: 'invoice.write_off',
} as const

const deeds = ['made', 'rescheduled', 'issued', 'gaveUp', 'tookBack'] as const

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { actor } = staff
	if (!may(actor, 'invoice.read')) throw notFound()
	const { books } = args.context
	const plans = await look(books, actor, findPlans, { contractId })
	if (!plans.ok) throw notFound()
	const { searchParams } = new URL(args.request.url)
	const mayAmend = may(actor, 'contract.amend')
	// Of a draft nothing is owed yet: its plan is taken back, not invoiced or given up.
	const isAgreed = screen.head.state !== 'draft'
	return {
		...screen,
		title: say('plan.title', { number: screen.head.number }),
		plans: plans.value,
		coverable: mayAmend ? expectOk(await look(books, actor, findCoverable, { contractId })) : [],
		mayAmend,
		mayIssue: isAgreed && may(actor, needs.issue),
		mayGiveUp: isAgreed && may(actor, needs.giveUp),
		done: deeds.find((name) => searchParams.has(name)) ?? null,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	const { books } = context
	const head = await look(books, actor, findHead, { id: contractId })
	const plans = await look(books, actor, findPlans, { contractId })
	if (!head.ok || !plans.ok) throw notFound()
	const { currency } = head.value
	const form = await readForm(request, planSchemaIn(currency, speakerFor(request)))
	if (!form.ok) return form.reply
	const posted = form.value
	if (!may(actor, needs[posted.intent])) throw notFound()
	if ('planId' in posted && !plans.value.some(({ id }) => id === posted.planId)) throw notFound()
	const to = (deed: (typeof deeds)[number]) => redirect(`/staff/contracts/${contractId}/plans?${deed}`)
	switch (posted.intent) {
		case 'issue': {
			const input = { planId: posted.planId, instalmentIds: [posted.instalmentId] }
			const outcome = await act(books, actor, issueInstalments, input)
			return outcome.ok ? to('issued') : form.refuse(outcome)
		}
		case 'giveUp': {
			const { planId, reason, seen } = posted
			if (seen) {
				const input = { contractId, planId, reason }
				const outcome = await act(books, actor, propose<'plan_rest'>, { kind: 'plan_rest', input, seen })
				return outcome.ok
					? redirect(afterProposal(outcome.value, () => `/staff/contracts/${contractId}/plans?gaveUp`))
					: form.refuse(outcome)
			}
			const rest = await look(books, actor, previewRestRequest, { contractId, planId, reason })
			if (!rest.ok) return form.refuse(rest)
			return data({ rest: rest.value, ...form.refuse({ ok: true, value: null }).data }, { status: 200 })
		}
		case 'takeBack': {
			const { planId, reason } = posted
			if (head.value.state === 'draft') {
				const outcome = await act(books, actor, takeBackPlan, { planId })
				return outcome.ok ? to('tookBack') : form.refuse(outcome)
			}
			const input = { contractId, planId, reason, rollIn: [], terms: null }
			const outcome = await act(books, actor, propose<'reschedule'>, { kind: 'reschedule', input })
			return outcome.ok
				? redirect(afterProposal(outcome.value, () => `/staff/contracts/${contractId}/plans?tookBack`))
				: form.refuse(outcome, { 'input.invalid': 'reason' })
		}
		default: {
			const terms = termsIn(posted, currency)
			if ('missing' in terms) return form.say(({ say }) => say('fault.missing'), terms.missing)
			if ('line' in terms)
				return form.refuse({ ok: false, refusal: { code: 'collection_plan.line_unreadable', facts: terms } }, inList)
			const at =
				posted.way === 'list'
					? inList
					: { 'collection_plan.too_many': 'count', 'collection_plan.too_small': posted.down ? 'down' : 'count' }
			const { seen } = posted
			const show = (shown: Omit<Shown, 'instalments'> & { instalments: readonly PlannedInstalment[] }) => {
				const instalments = shown.instalments.map((one, index) => ({
					...one,
					place: index + 1,
					dueOn: formatDay(one.dueOn),
				}))
				return data(
					{ shown: { ...shown, instalments }, ...form.refuse({ ok: true, value: null }).data },
					{ status: 200 },
				)
			}
			if (posted.intent === 'make') {
				const { lineIds, label, issueDaysBefore } = posted
				if (lineIds.length === 0) return form.say(({ say }) => say('fault.missing'), 'lineIds')
				const input = { contractId, lineIds, label, issueDaysBefore, terms }
				if (seen) {
					const made = await act(books, actor, makePlan, { ...input, seen })
					return made.ok ? to('made') : form.refuse(made, at)
				}
				const weighed = await look(books, actor, previewPlan, input)
				return weighed.ok ? show({ ...weighed.value, note: '', asks: false }) : form.refuse(weighed, at)
			}
			const { planId, reason, rollIn } = posted
			const asked = { contractId, planId, reason, rollIn }
			if (seen) {
				const input = { ...asked, terms: keepTerms(terms) }
				const made = await act(books, actor, propose<'reschedule'>, { kind: 'reschedule', input, seen })
				return made.ok
					? redirect(afterProposal(made.value, () => `/staff/contracts/${contractId}/plans?rescheduled`))
					: form.refuse(made, at)
			}
			const weighed = await look(books, actor, previewRescheduleRequest, { ...asked, terms })
			if (!weighed.ok) return form.refuse(weighed, at)
			const { before, after, rolledIn, totalMinor, seen: asSeen, asks } = weighed.value
			const note = [
				say('plan.replaces', { count: before.length, after: after.length }),
				...(rolledIn.length > 0 ? [say('plan.credits', { count: rolledIn.length })] : []),
			].join(' ')
			return show({ totalMinor, seen: asSeen, instalments: after, note, asks })
		}
	}
}

/** What is said of the instalments is said where they are listed. */
const inList = {
	...{ 'collection_plan.line_unreadable': 'list', 'collection_plan.no_instalments': 'list' },
	...{ 'collection_plan.too_many': 'list', 'collection_plan.too_small': 'list' },
	...{ 'collection_plan.not_hundred': 'list', 'collection_plan.not_total': 'list' },
} as const

/** The collection plans of a contract: planned against received, and making, rescheduling and ending them. */
export default function StaffContractPlans() {
	const { frame, head, plans, coverable, mayAmend, mayIssue, mayGiveUp, done } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const typed: Record<string, unknown> = result?.initialValue ?? {}
	const shown = result && 'shown' in result ? (result.shown as Shown) : null
	const rest = result && 'rest' in result ? (result.rest as RestPreview) : null
	const isOf = (intent: string, planId?: string) =>
		typed.intent === intent && (planId === undefined || typed.planId === planId)
	const formOf = (intent: 'make' | 'reschedule', anchor: string, planId?: string) => ({
		...{ intent, anchor },
		currency: head.currency,
		typed: isOf(intent, planId) ? typed : {},
		errors: isOf(intent, planId) ? (result?.error ?? {}) : {},
		shown: isOf(intent, planId) ? shown : null,
	})
	const other = ['issue', 'giveUp', 'takeBack'].includes(String(typed.intent)) ? result?.error?.[''] : null
	return (
		<ContractScreen frame={frame} head={head} tab="collection">
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`plan.${done}`)}
					</Notice>
				</div>
			) : null}
			{other ? (
				<div className="mb-6">
					<Notice kind="bad">{other.join(' ')}</Notice>
				</div>
			) : null}
			{plans.length === 0 ? <Empty title={say('plan.none')}>{say('plan.noneNote')}</Empty> : null}
			{plans.map((plan) => (
				<PlanView
					key={plan.id}
					plan={plan}
					invoicePath={(id) => `/staff/invoices/${id}`}
					deed={({ id }) =>
						mayIssue ? (
							<form method="post">
								<input type="hidden" name="intent" value="issue" />
								<input type="hidden" name="planId" value={plan.id} />
								<input type="hidden" name="instalmentId" value={id} />
								<Button kind="quiet" size="small">
									{say('plan.issue')}
								</Button>
							</form>
						) : null
					}
				>
					{mayAmend ? (
						<Reschedule
							plan={plan}
							chosen={typed}
							form={formOf('reschedule', `reschedule-${plan.number}`, plan.id)}
							takeBack={{
								asksWhy: head.state !== 'draft',
								typed: isOf('takeBack', plan.id) ? String(typed.reason ?? '') : '',
								errors: isOf('takeBack', plan.id) ? (result?.error?.reason ?? undefined) : undefined,
							}}
						>
							{mayGiveUp ? (
								<GiveUp
									plan={plan}
									typed={isOf('giveUp', plan.id) ? typed : null}
									rest={isOf('giveUp', plan.id) ? rest : null}
								/>
							) : null}
						</Reschedule>
					) : null}
				</PlanView>
			))}
			{mayAmend && coverable.length > 0 ? (
				<Section title={say('plan.make')} intro={say('plan.makeLead')} id="make">
					<Card>
						<PlanForm {...formOf('make', 'make')} confirm={say('plan.confirm')}>
							<fieldset>
								<legend className="mb-2 font-medium">{say('plan.lines')}</legend>
								{coverable.map(({ lineId, description, netMinor, taxMinor }, place) => (
									<Checkbox
										key={lineId}
										name="lineIds"
										value={lineId}
										defaultChecked={!isOf('make') || [typed.lineIds].flat().includes(lineId)}
										errors={isOf('make') && place === 0 ? (result?.error?.lineIds ?? undefined) : undefined}
										label={`${description} · ${formatMoney('en', { minor: netMinor + taxMinor, currency: head.currency })}`}
									/>
								))}
							</fieldset>
							<Input
								name="label"
								label={say('plan.label')}
								hint={say('plan.labelHint')}
								maxLength={80}
								defaultValue={String(typed.label ?? '')}
							/>
							<Input
								name="issueDaysBefore"
								label={say('plan.issueDays')}
								inputMode="numeric"
								defaultValue={String(typed.issueDaysBefore ?? '14')}
								errors={isOf('make') ? (result?.error?.issueDaysBefore ?? undefined) : undefined}
								required
							/>
						</PlanForm>
					</Card>
				</Section>
			) : null}
		</ContractScreen>
	)
}
