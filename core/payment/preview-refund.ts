import type { Scope } from '../act.ts'
import { type Proposed, propose } from '../approval/ask.ts'
import { rehearse } from '../approval/attempt.ts'
import { asDecided } from '../approval/decided.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { lockRefundable } from './find-returns.ts'
import { settleRefund } from './record-refund.ts'
import { refundPayment } from './refund.ts'

/** An invoice that the payment settles, before and after the money has gone. Minor units of the payment's currency. */
export type Reopened = {
	id: string
	number: string
	openBeforeMinor: bigint
	openAfterMinor: bigint
	/** Some of the money that settled it goes. */
	loses: boolean
}

export type RefundPreview = {
	amountMinor: bigint
	/** What could still be given back before, and could afterwards. */
	leftBeforeMinor: bigint
	leftAfterMinor: bigint
	/** Of the amount: money that settled nothing. */
	fromFreeMinor: bigint
	/** Invoices of the payment, changed or not: of one that was credited the credit takes the money's place. */
	invoices: Reopened[]
}

/**
 * What a refund does once the money has gone: it is done and undone here, by the same code. Refuses not_found,
 * payment.not_succeeded, input.invalid, refund.exceeds.
 */
export async function previewRefund(
	scope: Scope,
	{ paymentId, amountMinor }: { paymentId: string; amountMinor: bigint },
): Promise<RefundPreview> {
	permit(scope, 'payment.refund')
	const { payment, leftMinor } = await lockRefundable(scope, paymentId)
	const freeMinor = payment.amountMinor - payment.allocatedMinor - payment.returnedMinor
	const before = await openInvoices(scope, paymentId)
	let after = before
	await rehearse(scope, async (part) => {
		const refund = await refundPayment(asDecided(part, 'refund'), { paymentId, amountMinor, reason: '' })
		if (refund.state === 'started') await settleRefund(part, payment, refund)
		after = await openInvoices(part, paymentId)
	})
	const afterwards = new Map(after.map((invoice) => [invoice.id, invoice]))
	return {
		amountMinor,
		leftBeforeMinor: leftMinor,
		leftAfterMinor: leftMinor - amountMinor,
		fromFreeMinor: freeMinor < amountMinor ? freeMinor : amountMinor,
		invoices: before
			.filter(({ paidMinor }) => paidMinor > 0n)
			.map(({ id, number, openMinor, paidMinor }) => {
				const { openMinor: openAfterMinor, paidMinor: leftMinor } = afterwards.get(id) ?? { openMinor, paidMinor }
				return { id, number, openBeforeMinor: openMinor, openAfterMinor, loses: leftMinor < paidMinor }
			}),
	}
}

/** Invoices that the payment settles or has settled. */
async function openInvoices({ sql }: Scope, paymentId: string) {
	return await sql<{ id: string; number: string; openMinor: bigint; paidMinor: bigint }[]>`
		select invoice.id, number, paid.minor as "paidMinor",
			case when state in ('issued', 'uncollectible') then total_minor - settled_minor else 0 end as "openMinor"
		from invoice join (
			select invoice_id, sum(amount_minor)::bigint as minor from allocation where payment_id = ${paymentId} group by 1
		) as paid on paid.invoice_id = invoice.id
		order by due_on, invoice.id`
}

/** `leftMinor`: what the person saw could be given back; `amountMinor` of it is. */
export type AskRefund = { paymentId: string; amountMinor: bigint; reason: string; leftMinor: bigint }

/**
 * Gives money of a payment back, or asks for it where a workflow applies. The same press twice is one refund: what is
 * left is no longer what was seen. Refuses `refund.changed` and what `propose` does.
 */
export async function askRefund(scope: Scope, input: AskRefund): Promise<Proposed<'refund'>> {
	permit(scope, 'payment.refund')
	const { paymentId, amountMinor, reason } = input
	const { payment, leftMinor } = await lockRefundable(scope, paymentId)
	if (leftMinor !== input.leftMinor)
		refuse('refund.changed', { shownMinor: input.leftMinor, nowMinor: leftMinor, currency: payment.currency })
	return await propose<'refund'>(scope, {
		kind: 'refund',
		input: { paymentId, amountMinor: String(amountMinor), reason },
	})
}
