import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { may } from '#core/permit.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { findWaivers } from '#core/receivable/find-waivers.ts'
import {
	findPenaltyTerms,
	removePenaltyTerms,
	setPenaltyTerms,
	usualDailyRatePercent,
} from '#core/receivable/penalty-terms.ts'
import { previewWaiver } from '#core/receivable/preview-waiver.ts'
import { undoWaiver } from '#core/receivable/waiver.ts'
import { readForm } from '../../form.ts'
import { amountField, percentField } from '../../form-fields.ts'
import { askedPenalty } from '../../present/penalty/asked.ts'
import { PenaltyView } from '../../present/penalty/penalty.tsx'
import { agreedIn, agreeSchema, removeSchema } from '../../present/penalty/posted.ts'
import { TermsForm, TermsList } from '../../present/penalty/terms.tsx'
import { WaiveForm, Waivers, type Weighed } from '../../present/penalty/waivers.tsx'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayPenalty as say } from '../../words/staff-penalty.ts'

export const meta = titled<typeof loader>()

const reason = z.string().trim().min(1).max(300)
/** What each form takes. */
const needs = {
	agree: 'contract.amend',
	remove: 'contract.amend',
	weigh: 'penalty.waive',
	waive: 'penalty.waive',
	undo: 'invoice.write_off',
} as const

const schemaIn = (currency: string, request: Request) =>
	z.discriminatedUnion('intent', [
		agreeSchema,
		removeSchema,
		z.object({
			intent: z.literal('weigh'),
			amount: amountField(currency, speakerFor(request)).optional(),
			percent: percentField.optional(),
			reason,
		}),
		z.object({ intent: z.literal('waive'), minor: z.string().regex(/^\d{1,18}$/), reason, seen: z.string().max(200) }),
		z.object({ intent: z.literal('undo'), id: z.uuid() }),
	])

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	if (!may(staff.actor, 'invoice.read')) throw notFound()
	const { searchParams } = new URL(args.request.url)
	const { books } = args.context
	const asked = await askedPenalty(books, staff.actor, speakerFor(args.request), { contractId, query: searchParams })
	const done = (['saved', 'waived', 'wasUndone'] as const).find((name) => searchParams.has(name))
	return {
		...screen,
		title: say('penalty.of', { number: screen.head.number }),
		penalty: asked.penalty,
		wrongDay: asked.wrongDay,
		waivers: may(staff.actor, 'penalty.waive')
			? expectOk(await look(books, staff.actor, findWaivers, { contractId }))
			: [],
		terms: expectOk(await look(books, staff.actor, findPenaltyTerms, { contractId })),
		usualRate: usualDailyRatePercent,
		mayAgree: may(staff.actor, 'contract.amend'),
		mayWaive: may(staff.actor, 'penalty.waive') && asked.isToday,
		mayUndo: may(staff.actor, 'invoice.write_off') && may(staff.actor, 'penalty.waive'),
		done: done ?? null,
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	const { books } = context
	const here = `/staff/contracts/${contractId}/penalty`
	const found = await look(books, actor, findPenalty, { contractId })
	if (!found.ok) throw notFound()
	const form = await readForm(request, schemaIn(found.value.currency, request))
	if (!form.ok) return form.reply
	const posted = form.value
	if (!may(actor, needs[posted.intent])) throw notFound()
	switch (posted.intent) {
		case 'agree': {
			const outcome = await act(books, actor, setPenaltyTerms, agreedIn({ ...posted, type: '' }, contractId))
			return outcome.ok ? redirect(`${here}?saved`) : form.refuse(outcome)
		}
		case 'remove': {
			const outcome = await act(books, actor, removePenaltyTerms, { id: posted.id })
			return outcome.ok ? redirect(`${here}?saved`) : form.refuse(outcome)
		}
		case 'undo': {
			const outcome = await act(books, actor, undoWaiver, { id: posted.id })
			return outcome.ok ? redirect(`${here}?wasUndone`) : form.refuse(outcome)
		}
		case 'waive': {
			const input = { contractId, amountMinor: posted.minor, reason: posted.reason }
			const proposal = { kind: 'penalty_waiver' as const, input, seen: posted.seen }
			const outcome = await act(books, actor, propose<'penalty_waiver'>, proposal)
			return outcome.ok ? redirect(afterProposal(outcome.value, () => `${here}?waived`)) : form.refuse(outcome)
		}
		case 'weigh': {
			const { amount, percent: share, reason: why } = posted
			if ((amount === undefined) === (share === undefined)) return form.say(() => say('penalty.eitherOr'), 'amount')
			const asked = { contractId, amountMinor: amount ?? null, percent: share ?? null, reason: why }
			const outcome = await act(books, actor, previewWaiver, asked)
			const waived = amount === undefined ? 'percent' : 'amount'
			if (!outcome.ok)
				return form.refuse(outcome, { 'penalty.waiver_too_much': waived, 'payment.not_positive': waived })
			const weighed: Weighed = { ...outcome.value, reason: why }
			return data({ weighed, ...form.refuse({ ok: true, value: null }).data }, { status: 200 })
		}
	}
}

/** What late payment costs on a contract and what would settle it; what was waived, and what is agreed. */
export default function StaffContractPenalty() {
	const { frame, head, penalty, wrongDay, waivers, terms, usualRate, ...rest } = useLoaderData<typeof loader>()
	const { mayAgree, mayWaive, mayUndo, done } = rest
	const result = useActionData<typeof action>()
	const weighed = result && 'weighed' in result ? (result.weighed as Weighed) : null
	const typed = result?.initialValue ?? {}
	const of = (...intents: string[]) => (intents.includes(String(typed.intent)) ? (result?.error ?? {}) : {})
	const { currency } = penalty
	return (
		<ContractScreen frame={frame} head={head} tab="collection">
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`penalty.${done}`)}
					</Notice>
				</div>
			) : null}
			<PenaltyView penalty={penalty} invoicePath={(id) => `/staff/invoices/${id}`} wrongDay={wrongDay} />
			<Waivers waivers={waivers} currency={currency} mayUndo={mayUndo} />
			{mayWaive && penalty.dueMinor + penalty.billedOpenMinor > 0n && penalty.askedMinor === null ? (
				<WaiveForm
					currency={currency}
					typed={of('weigh', 'waive') === result?.error || weighed ? typed : {}}
					errors={of('weigh', 'waive', 'undo')}
					weighed={weighed}
				/>
			) : null}
			<Section title={say('penalty.termsOfContract')} intro={say('penalty.termsOfContractLead')}>
				{terms.length === 0 ? (
					<Empty title={say('penalty.noneOwn')} />
				) : (
					<TermsList terms={terms} typeNames={{}} mayWrite={mayAgree} />
				)}
				{mayAgree ? (
					<Card className="mt-4">
						<TermsForm
							today={frame.today}
							usualRate={usualRate}
							typed={of('agree') === result?.error ? typed : {}}
							errors={of('agree', 'remove')}
						/>
					</Card>
				) : null}
			</Section>
		</ContractScreen>
	)
}
