import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findPayment } from '#core/payment/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../form.ts'
import { useIsPosting } from '../page-form.tsx'
import { nameCard } from '../present/card-name.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { Money } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { confirmCharge } from '../stripe/confirm-charge.ts'
import { leadTo } from '../stripe/lead-to.ts'
import { unavailable } from '../stripe/till.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { useWords } from '../words/use-words.tsx'

const address = z.object({ paymentId: z.uuid() })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { paymentId } = address.safeParse(params).data ?? {}
	if (!paymentId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'payment', id: paymentId })
	const found = await look(context.books, visitor.actor, findPayment, { id: paymentId })
	if (!found.ok) throw notFound()
	const payment = found.value
	if (payment.state !== 'action_required' || !may(visitor.actor, 'payment.start'))
		throw redirect(`/payments/${paymentId}`)
	const [invoice] = payment.invoices
	return {
		frame: await frameOf(context, visitor, payment.customerId),
		title: speakerFor(request, context).say('cards.confirmTitle'),
		amount: { minor: payment.amountMinor, currency: payment.currency },
		card: { brand: payment.methodBrand, last4: payment.methodLast4 },
		invoice: { id: invoice?.id ?? '', number: invoice?.number ?? '' },
	}
}

const schema = z.object({})

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { paymentId } = address.safeParse(params).data ?? {}
	if (!paymentId) throw notFound()
	const { actor } = await requireCustomer(request, context, { kind: 'payment', id: paymentId })
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	if (!context.till) return form.refuse(unavailable)
	const confirmed = await confirmCharge(context.till, actor, paymentId)
	if (!confirmed.ok) return form.refuse(confirmed)
	return leadTo(confirmed.value.url, context.settings)
}

/** What the bank wants confirmed, and the way there. */
export default function PaymentConfirm() {
	const { frame, title, amount, card, invoice } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const say = useWords()
	const busy = useIsPosting()
	return (
		<CustomerPage frame={frame} title={title} lead={say('cards.confirmLead')} narrow>
			<Form method="post">
				<FormProblems errors={result?.error?.['']?.map(String)} />
				<Card>
					<p className="font-semibold font-serif text-3xl">
						<Money of={amount} />
					</p>
					<p className="mt-2 text-lg">
						{say('cards.confirmFor', { number: invoice.number, card: nameCard(say, card) })}
					</p>
				</Card>
				<div className="mt-5">
					<Notice>{say('pay.reasons.authentication_required')}</Notice>
				</div>
				<div className="mt-6 flex flex-wrap gap-3">
					<Button size="large" busy={busy}>
						{say('cards.retry.confirm')}
					</Button>
					<LinkButton kind="secondary" size="large" href={`/pay?invoice=${invoice.id}`}>
						{say('cards.retry.otherCard')}
					</LinkButton>
				</div>
			</Form>
		</CustomerPage>
	)
}
