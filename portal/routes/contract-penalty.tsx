import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { requestWaiver } from '#core/approval/request-waiver.ts'
import { may } from '#core/permit.ts'
import { billOwedPenalty } from '#core/receivable/bill-owed.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { readForm } from '../form.ts'
import { amountField } from '../form-fields.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { CustomerPage } from '../present/customer-page.tsx'
import { Money } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import { askedPenalty } from '../present/penalty/asked.ts'
import { PenaltyView } from '../present/penalty/penalty.tsx'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countWork } from '../sign-in/count-work.ts'
import { countTry } from '../sign-in/limits.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card, Section } from '../ui/card.tsx'
import { AmountInput, Textarea } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { usePayOffWords } from '../words/use-pay-off-words.ts'
import { Sentence, useWords } from '../words/use-words.tsx'

const address = z.object({ contractId: z.uuid() })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const { searchParams: query } = new URL(request.url)
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const { penalty, isToday, wrongDay } = await askedPenalty(
		context.books,
		visitor.actor,
		speakerFor(request, context),
		{
			contractId,
			query,
		},
	)
	return {
		frame: await frameOf(context, visitor, penalty.contract.customerId),
		title: speakerFor(request, context).say('penalty.title'),
		penalty,
		wrongDay,
		mayAsk: may(visitor.actor, 'penalty.ask') && penalty.askedMinor === null && isToday,
		mayPay: may(visitor.actor, 'payment.start') && isToday && penalty.payOffMinor > 0n,
		sent: query.has('sent'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { contractId } = address.safeParse(params).data ?? {}
	if (!contractId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'contract', id: contractId })
	const { actor } = visitor
	if ((await request.clone().formData()).get('intent') === 'pay') {
		const form = await readForm(request, z.object({ intent: z.literal('pay') }), context)
		if (!form.ok) return form.reply
		if (!may(actor, 'payment.start')) throw notFound()
		await countWork(context, visitor, 'payments')
		const billed = await act(context.books, actor, billOwedPenalty, { contractId })
		return billed.ok ? redirect(`/pay?contract=${contractId}`) : form.refuse(billed)
	}
	const penalty = await look(context.books, actor, findPenalty, { contractId })
	if (!penalty.ok) throw notFound()
	const amount = amountField(penalty.value.currency, speakerFor(request, context), 1n)
	const form = await readForm(request, z.object({ amount, reason: z.string().trim().min(1).max(300) }), context)
	if (!form.ok) return form.reply
	const { amount: amountMinor, reason } = form.value
	await countTry(context.books.sql, 'waivers', contractId)
	const outcome = await act(context.books, actor, requestWaiver, { contractId, amountMinor, reason })
	return outcome.ok
		? redirect(`/contracts/${contractId}/penalty?sent`)
		: form.refuse(outcome, { 'penalty.waiver_too_much': 'amount' })
}

/** What late payment costs on a contract, what would settle it on any day, and asking to be let off. */
export default function ContractPenaltyPage() {
	const { frame, title, penalty, wrongDay, mayAsk, mayPay, sent } = useLoaderData<typeof loader>()
	const say = useWords()
	const { askedMinor, contract, currency, dueMinor, billedOpenMinor } = penalty
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={say('penalty.lead')}
			breadcrumb={
				<Breadcrumb trail={[{ href: `/contracts/${contract.id}`, label: contract.title || contract.number }]} />
			}
		>
			{askedMinor === null ? null : (
				<div className="mb-6">
					<Notice kind={sent ? 'good' : 'info'} live={sent}>
						<Sentence of="penalty.ask.waiting" facts={{ amount: <Money of={{ minor: askedMinor, currency }} /> }} />{' '}
						{sent ? say('penalty.ask.sent') : null}
					</Notice>
				</div>
			)}
			<PenaltyView penalty={penalty} invoicePath={(id) => `/invoices/${id}`} wrongDay={wrongDay}>
				{mayPay ? <PayAll contractId={contract.id} isStated={dueMinor > 0n} /> : null}
			</PenaltyView>
			{mayAsk && dueMinor + billedOpenMinor > 0n ? <Ask currency={currency} /> : null}
		</CustomerPage>
	)
}

/** What is owed without an invoice is invoiced first: nothing is charged that is not posted. */
function PayAll({ contractId, isStated }: { contractId: string; isStated: boolean }) {
	const payOff = usePayOffWords()
	const busy = useIsPosting()
	if (!isStated)
		return (
			<LinkButton size="large" href={`/pay?contract=${contractId}`}>
				{payOff('payOff.pay')}
			</LinkButton>
		)
	return (
		<form method="post" className="max-w-sm">
			<input type="hidden" name="intent" value="pay" />
			<Button size="large" busy={busy}>
				{payOff('payOff.pay')}
			</Button>
			<p className="mt-2 text-muted text-sm">{payOff('payOff.payNote')}</p>
		</form>
	)
}

function Ask({ currency }: { currency: string }) {
	const say = useWords()
	const result = useActionData<typeof action>()
	const [form, fields] = usePageForm<{ amount: string; reason: string }>(result, { id: 'ask-waiver' })
	const busy = useIsPosting()
	return (
		<Section title={say('penalty.ask.title')} intro={say('penalty.ask.lead')}>
			<Card className="max-w-xl">
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<AmountInput {...bound(fields.amount)} currency={currency} label={say('penalty.ask.amount')} required />
					<Textarea {...bound(fields.reason)} label={say('penalty.ask.reason')} maxLength={300} required />
					<div className="mt-6">
						<Button busy={busy}>{say('penalty.ask.send')}</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}
