import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findPayment, type PaymentWithInvoices } from '#core/payment/find.ts'
import { isOpen } from '#core/payment/payment.ts'
import { may } from '#core/permit.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { homeOf } from '../present/home.ts'
import { Outcome } from '../present/pay/outcome.tsx'
import { Receipt } from '../present/pay/receipt.tsx'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { isWithin } from '../sign-in/limits.ts'
import { refreshPayment } from '../stripe/refresh.ts'
import { speakerFor } from '../words/speakers.ts'

const address = z.object({ paymentId: z.uuid() })

/** Without script a waiting page loads itself again after so many seconds. */
const refreshSeconds = 5

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { paymentId } = address.safeParse(params).data ?? {}
	if (!paymentId) throw notFound()
	const visitor = await requireCustomer(request, context, { kind: 'payment', id: paymentId })
	const found = await look(context.books, visitor.actor, findPayment, { id: paymentId })
	if (!found.ok) throw notFound()
	// The processor's message may be on its way: it is asked, so that nobody waits for a letter that was lost; every few
	// seconds and no more, however many look and reload.
	if (isOpen(found.value) && context.till && (await isWithin(context.books.sql, 'asked', paymentId)))
		await refreshPayment(context.till, paymentId)
	const now = await look(context.books, visitor.actor, findPayment, { id: paymentId })
	const shown = present(now.ok ? now.value : found.value, new URL(request.url).searchParams.has('returned'))
	// The card processor's page lets anybody pay who has its address: a link that only shows does not give it away.
	const payment = may(visitor.actor, 'payment.start') ? shown : { ...shown, cardPage: null, mayConfirm: false }
	const { say } = speakerFor(request, context)
	return {
		frame: await frameOf(context, visitor, found.value.customerId),
		title: payment.state === 'takenBack' ? say('statement.kinds.payment_back') : say(`pay.state.${payment.state}`),
		payment,
		...(payment.waits ? { refresh: refreshSeconds } : {}),
	}
}

export type ShownPayment = ReturnType<typeof present>

/** What the page says of a payment: `paid` only when core says that the money has come. */
function present(payment: PaymentWithInvoices, returned: boolean) {
	const { id, currency, amountMinor, allocatedMinor, returnedMinor, methodBrand, methodLast4, failureCode } = payment
	const states = {
		started: returned || failureCode ? 'notYet' : 'waiting',
		processing: 'processing',
		action_required: 'action',
		succeeded: 'paid',
		failed: 'failed',
		// Money recorded by hand is called off only where it was recorded by mistake.
		canceled: payment.source === 'recorded' ? 'takenBack' : 'canceled',
	} as const
	return {
		id,
		currency,
		amountMinor,
		state: states[payment.state],
		/** The outcome is still to come, and comes by itself. */
		waits: payment.state === 'processing' || (payment.state === 'started' && !returned),
		failure: failureCode || null,
		cardPage: isOpen(payment) ? payment.sessionUrl : null,
		mayConfirm: payment.state === 'action_required' && payment.chargedInvoiceId !== null,
		/** Whether it is for nothing but what the reader may see. */
		whole: payment.whole,
		card: methodLast4 ? { brand: methodBrand, last4: methodLast4 } : null,
		receiptNumber: payment.receiptNumber,
		receivedOn: payment.receivedOn?.toString() ?? null,
		keptMinor: payment.whole && payment.state === 'succeeded' ? amountMinor - allocatedMinor - returnedMinor : 0n,
		returnedMinor,
		invoices: payment.invoices.map((invoice) => ({ ...invoice, issuedOn: invoice.issuedOn.toString() })),
	}
}

/** The outcome of a payment. It says what is known and nothing more, and goes on by itself while it waits. */
export default function Payment() {
	const { frame, title, payment } = useLoaderData<typeof loader>()
	return (
		<CustomerPage frame={frame} title={title} narrow>
			<Outcome payment={payment} home={homeOf(frame)} />
			{payment.state === 'paid' ? <Receipt payment={payment} /> : null}
		</CustomerPage>
	)
}
