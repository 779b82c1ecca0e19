import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { findPayment } from '#core/payment/find.ts'
import { findReturns, lockRefundable } from '#core/payment/find-returns.ts'
import { askRefund, previewRefund } from '#core/payment/preview-refund.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { amountField } from '../../form-fields.ts'
import type { LoadContext } from '../../load-context.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { afterProposal } from '../../present/staff/after-proposal.ts'
import { Disputes } from '../../present/staff/disputes.tsx'
import { PaymentHead, Refunds, Settled } from '../../present/staff/payment-parts.tsx'
import { PaymentPill } from '../../present/staff/payment-state.tsx'
import { RefundForms } from '../../present/staff/refund-forms.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayPayment as say } from '../../words/staff-payments.ts'

export const meta = titled<typeof loader>()

const address = z.object({ paymentId: z.uuid() })
const minor = z
	.string()
	.regex(/^\d{1,15}$/)
	.transform(BigInt)
const reason = z.string().trim().min(1).max(300)
const schema = z.object({ amountMinor: minor, leftMinor: minor, reason })

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { paymentId } = address.safeParse(params).data ?? {}
	if (!paymentId) throw notFound()
	const found = await look(context.books, staff.actor, findPayment, { id: paymentId })
	if (!found.ok) throw notFound()
	const { invoices, receivedOn, createdAt, settledAt: _, expiresAt: __, ...payment } = found.value
	const mayRefund = may(staff.actor, 'payment.refund') && payment.state === 'succeeded'
	const returns = expectOk(await look(context.books, staff.actor, findReturns, { paymentId }))
	return {
		frame: await staffFrameOf(context, staff),
		title: payment.receiptNumber ?? say('payment.attempt'),
		payment: { ...payment, createdAt: createdAt.toString(), receivedOn: receivedOn?.toString() ?? null },
		customerName: returns.customerName,
		invoices: invoices.map(({ issuedOn, ...invoice }) => ({ ...invoice, issuedOn: issuedOn.toString() })),
		refunds: returns.refunds.map(({ createdAt: at, settledOn, ...refund }) => ({
			...refund,
			createdAt: at.toString(),
			settledOn: settledOn?.toString() ?? null,
		})),
		disputes: returns.disputes.map(({ openedOn, closedOn, ...dispute }) => ({
			...dispute,
			openedOn: openedOn.toString(),
			closedOn: closedOn?.toString() ?? null,
		})),
		refund: mayRefund ? await refundAsked(request, context, staff, { paymentId, currency: payment.currency }) : null,
		did: new URL(request.url).searchParams.get('did'),
	}
}

/** What can be given back, and what the amount that was asked about would do. */
async function refundAsked(
	request: Request,
	{ books }: LoadContext,
	{ actor }: StaffMember,
	{ paymentId, currency }: { paymentId: string; currency: string },
) {
	const { leftMinor } = expectOk(await act(books, actor, lockRefundable, paymentId))
	const { searchParams } = new URL(request.url)
	const typed = searchParams.get('amount')
	const asked = { leftMinor, typed: typed ?? '', reason: searchParams.get('reason') ?? '', preview: null }
	if (typed === null) return { ...asked, wrong: {} }
	const speaker = speakerFor(request)
	const amount = amountField(currency, speaker).safeParse(typed)
	const wrong = {
		amount: amount.error?.issues[0]?.message,
		reason: reason.safeParse(asked.reason).success ? undefined : speaker.say('fault.missing'),
	}
	if (!amount.success || wrong.reason) return { ...asked, wrong }
	const outcome = await act(books, actor, previewRefund, { paymentId, amountMinor: amount.data })
	if (!outcome.ok) return { ...asked, wrong: { amount: presentRefusal(speaker, outcome.refusal) } }
	return { ...asked, wrong: {}, preview: outcome.value }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { paymentId } = address.safeParse(params).data ?? {}
	if (!paymentId || !may(staff.actor, 'payment.refund')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await act(context.books, staff.actor, askRefund, { paymentId, ...form.value })
	if (!outcome.ok && outcome.refusal.code === 'not_found') throw notFound()
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(afterProposal(outcome.value, ({ state }) => `/staff/payments/${paymentId}?did=${state}`))
}

/** A payment for staff: what it settled, what was given back, and the way to give it back. */
export default function StaffPayment() {
	const { frame, title, payment, customerName, invoices, refunds, disputes, refund, did } =
		useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { currency } = payment
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title} <PaymentPill of={payment} />
				</span>
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/payments', label: say('payment.title') }]} />}
			aside={
				payment.receivedOn ? (
					<LinkButton kind="secondary" href={`/staff/receipts/${payment.id}`}>
						{say('payment.asReceipt')}
					</LinkButton>
				) : undefined
			}
		>
			{!answer && (did === 'succeeded' || did === 'started') ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(did === 'succeeded' ? 'payment.done' : 'payment.onItsWay')}
					</Notice>
				</div>
			) : null}
			<PaymentHead payment={payment} customerName={customerName} timeZone={frame.timeZone} />
			<Settled invoices={invoices} currency={currency} />
			<Disputes disputes={disputes} currency={currency} />
			<Refunds refunds={refunds} currency={currency} timeZone={frame.timeZone} />
			{refund && refund.leftMinor > 0n ? (
				<RefundForms
					of={refund}
					currency={currency}
					byCard={payment.source === 'card'}
					disputed={disputes.some(({ state }) => state !== 'won')}
					refused={answer?.error?.[''] ?? undefined}
				/>
			) : null}
		</StaffPage>
	)
}
