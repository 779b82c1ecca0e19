import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { allocateReceipt } from '#core/payment/allocate-receipt.ts'
import { findReceipt } from '#core/payment/find-receipt.ts'
import { moveAllocation } from '#core/payment/move-allocation.ts'
import { returnOverpayment } from '#core/payment/return-overpayment.ts'
import { suggestSplit } from '#core/payment/suggest-split.ts'
import { takeBackReceipt } from '#core/payment/take-back-receipt.ts'
import { takeFromPenalty } from '#core/payment/take-from-penalty.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { PaymentPill } from '../../present/staff/payment-state.tsx'
import { PutForm, ReturnForm, TakeBackForm } from '../../present/staff/receipt/deeds.tsx'
import { ReceiptHead } from '../../present/staff/receipt/head.tsx'
import { ReceiptParts } from '../../present/staff/receipt/parts.tsx'
import { deedSchema, fieldsOfPut, putOf } from '../../present/staff/receipt/posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayList } from '../../words/staff-lists.ts'
import { sayReceipt as say } from '../../words/staff-receipts.ts'

export const meta = titled<typeof loader>()

const address = z.object({ paymentId: z.uuid() })

async function receiptIn(books: Books, actor: Actor, params: LoaderFunctionArgs['params']) {
	const { paymentId } = address.safeParse(params).data ?? {}
	const found = paymentId && may(actor, 'invoice.read') ? await look(books, actor, findReceipt, { paymentId }) : null
	if (!found?.ok) throw notFound()
	return found.value
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	const { recordedAt, takenBack, parts, penalty, ...receipt } = await receiptIn(context.books, actor, params)
	const came = receipt.state === 'succeeded'
	const mayPut = came && may(actor, 'allocation.write')
	const { customer, contract, currency, freeMinor: amountMinor } = receipt
	const money = { customerId: customer.id, contractId: contract?.id ?? null, currency, amountMinor, on: receipt.freeOn }
	const byHand = came && receipt.source === 'recorded'
	return {
		frame: await staffFrameOf(context, staff),
		title: receipt.receiptNumber ?? say('receipt.received'),
		receipt: {
			...{ ...receipt, recordedAt: recordedAt.toString() },
			takenBack: takenBack && { ...takenBack, at: takenBack.at.toString() },
		},
		parts,
		penalty,
		split: mayPut ? expectOk(await look(context.books, actor, suggestSplit, money)) : null,
		mayReturn: byHand && may(actor, 'payment.refund'),
		mayTakeBack: byHand && may(actor, 'payment.record') && receipt.returnedMinor + receipt.goingMinor === 0n,
		done: new URL(request.url).searchParams.get('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const { books } = context
	const { id: paymentId, currency } = await receiptIn(books, actor, params)
	const form = await readForm(request, deedSchema(currency, speakerFor(request)))
	if (!form.ok) return form.reply
	const posted = form.value
	const page = `/staff/receipts/${paymentId}`
	if (posted.intent === 'return') {
		const { amount: amountMinor, returnedOn, reference, reason, freeMinor } = posted
		const given = { paymentId, amountMinor, returnedOn, reference, reason, freeMinor }
		const asked = await act(books, actor, returnOverpayment, given)
		return asked.ok ? redirect(afterProposal(asked.value, () => `${page}?done=changed`)) : form.refuse(asked, fieldsOf)
	}
	const outcome =
		posted.intent === 'put'
			? await act(books, actor, allocateReceipt, { paymentId, allocate: putOf(posted), freeMinor: posted.freeMinor })
			: posted.intent === 'move'
				? await act(books, actor, moveAllocation, {
						...{ paymentId, fromInvoiceId: posted.fromInvoiceId, toInvoiceId: posted.toInvoiceId ?? null },
						...{ amountMinor: posted.amount, seenMinor: posted.seenMinor },
					})
				: posted.intent === 'penalty'
					? await act(books, actor, takeFromPenalty, {
							...{ paymentId, contractId: posted.contractId, seenMinor: posted.seenMinor },
						})
					: await act(books, actor, takeBackReceipt, { paymentId, reason: posted.reason })
	if (outcome.ok) return redirect(`${page}?done=changed`)
	if (posted.intent === 'put') return form.refuse(outcome, fieldsOfPut(outcome, posted))
	return form.refuse(outcome, posted.intent === 'move' ? fieldsOf : {})
}

const fieldsOf = {
	'payment.not_positive': 'amount',
	'receipt.over_money': 'amount',
	'receipt.over_invoice': 'amount',
	'receipt.return_day': 'returnedOn',
} as const

/** Money that came: what it settles, and the ways to put it elsewhere, to return it, and to take back that it came. */
export default function Receipt() {
	const { frame, title, receipt, parts, penalty, split, mayReturn, mayTakeBack, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typed: Record<string, unknown> = answer?.initialValue ?? {}
	const errors = answer?.error ?? {}
	const of = (intent: string) => (typed.intent === intent ? { typed, errors } : { typed: {}, errors: {} })
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title}
					<PaymentPill of={receipt} />
				</span>
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/receipts', label: sayList('list.rooms.receipts') }]} />}
			aside={
				<LinkButton kind="secondary" href={`/staff/payments/${receipt.id}`}>
					{say('receipt.refunds')}
				</LinkButton>
			}
		>
			<FormProblems errors={errors[''] ?? undefined} />
			{!answer && (done === 'recorded' || done === 'changed') ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(`receipt.${done}`)}
					</Notice>
				</div>
			) : null}
			<ReceiptHead receipt={receipt} timeZone={frame.timeZone} />
			<ReceiptParts
				parts={parts}
				penalty={penalty}
				open={split?.parts ?? null}
				currency={receipt.currency}
				typed={typed}
				errors={errors}
			/>
			{split ? <PutForm receipt={receipt} split={split} {...of('put')} /> : null}
			{mayReturn ? <ReturnForm receipt={receipt} today={frame.today} {...of('return')} /> : null}
			{mayTakeBack ? <TakeBackForm {...of('takeBack')} /> : null}
		</StaffPage>
	)
}
