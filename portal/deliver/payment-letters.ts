import { findFinanceReaders, findReaders, type Reader } from '#core/customer/readers.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { findPayment } from '#core/payment/find.ts'
import { findPayer } from '#core/payment/keep-payer.ts'
import { findRefundFacts } from '#core/payment/letter-facts.ts'
import { type Desk, read } from './desk.ts'
import { methodOf, penaltyOf, receiptPdf } from './paper.ts'
import { linkFor, sendLetter } from './send.ts'

/** The receipt, once the money is confirmed. */
export async function sendReceipt(desk: Desk, key: string, paymentId: string): Promise<void> {
	const payment = await read(desk, findPayment, { id: paymentId })
	// Recorded by mistake, and taken back before the letter left.
	if (payment.state !== 'succeeded') return
	const readers = await readersOf(desk, payment.customerId, payment.contactId)
	const { fileName, content } = await receiptPdf(desk, paymentId)
	const attachments = [{ fileName, mediaType: 'application/pdf', content: new Uint8Array(content) }]
	await sendLetter(desk, 'payment-received', key, readers, async (reader) => ({
		receiptNumber: payment.receiptNumber ?? '',
		amountMinor: payment.amountMinor,
		currency: payment.currency,
		paidOn: payment.receivedOn ?? '',
		method: methodOf(payment),
		settles: payment.invoices
			.filter((invoice) => invoice.allocatedMinor > 0n)
			.map((invoice) => ({
				invoiceNumber: invoice.number,
				amountMinor: invoice.allocatedMinor,
				stillDueMinor: invoice.openMinor,
			})),
		penaltyMinor: penaltyOf(payment),
		unallocatedMinor: payment.amountMinor - payment.allocatedMinor - payment.returnedMinor,
		url: await accountLink(desk, reader, payment.customerId),
		attachments,
	}))
}

/** A charge without the customer has failed: why, and how to settle it. Nothing is sent when it is settled by now. */
export async function sendFailure(desk: Desk, key: string, paymentId: string): Promise<void> {
	const payment = await read(desk, findPayment, { id: paymentId })
	const chosen = payment.invoices[0]
	if (!chosen || chosen.openMinor === 0n || payment.failureCode === '') return
	const reason = payment.failureCode
	const invoice = await read(desk, findInvoicePage, { id: chosen.id })
	const [followed] = await read(desk, findFollowed, { invoiceId: invoice.id })
	const [nextAttemptOn] = followed?.coming ?? []
	const readers = await read(desk, findReaders, { customerId: payment.customerId })
	await sendLetter(desk, 'payment-failed', key, readers, async (reader) => ({
		invoiceNumber: invoice.number,
		dueOn: invoice.dueOn,
		amountMinor: payment.amountMinor,
		currency: payment.currency,
		reason,
		...(payment.methodLast4 ? { method: methodOf(payment) } : {}),
		...(nextAttemptOn ? { nextAttemptOn } : {}),
		url: await linkFor(desk, reader, {
			customerId: payment.customerId,
			subject: { kind: 'invoice', id: invoice.id },
			scope: 'pay',
		}),
	}))
}

/** Money is on its way back. */
export async function sendRefundNotice(desk: Desk, key: string, refundId: string): Promise<void> {
	const refund = await read(desk, findRefundFacts, { refundId })
	const readers = await read(desk, findReaders, { customerId: refund.customerId })
	await sendLetter(desk, 'payment-refunded', key, readers, async (reader) => ({
		amountMinor: refund.amountMinor,
		currency: refund.currency,
		refundedOn: refund.settledOn,
		method:
			refund.source === 'card'
				? methodOf({ methodBrand: refund.brand, methodLast4: refund.last4 })
				: { kind: 'other' as const },
		invoiceNumber: refund.invoiceNumber,
		url: await accountLink(desk, reader, refund.customerId),
	}))
}

type DisputeLetter = Extract<QueuedLetter, { letter: 'dispute-opened' }>

/** To those who look after money: a customer's bank takes a payment back, or asks about it. */
export async function sendDispute(desk: Desk, key: string, queued: DisputeLetter): Promise<void> {
	const payment = await read(desk, findPayment, { id: queued.paymentId })
	const customer = await read(desk, findPayer, { customerId: payment.customerId })
	const timeZone = await read(desk, async (scope) => scope.company.timeZone, undefined)
	const readers = await read(desk, findFinanceReaders, undefined)
	for (const [index, reader] of readers.entries())
		await sendLetter(desk, 'dispute-opened', `${key}:${index}`, [reader], async () => ({
			customerName: customer.name,
			amountMinor: queued.amountMinor,
			currency: payment.currency,
			reason: queued.reason as 'general',
			inquiry: queued.inquiry,
			...(queued.answerBy ? { evidenceDueAt: queued.answerBy } : {}),
			timeZone,
			invoiceNumbers: payment.invoices.map((invoice) => invoice.number),
			url: `${desk.publicUrl}/staff/customers/${payment.customerId}`,
		}))
}

/** Whoever paid, or else those who get the customer's letters about money. */
async function readersOf(desk: Desk, customerId: string, contactId: string | null): Promise<Reader[]> {
	const readers = await read(desk, findReaders, { customerId })
	const payer = readers.filter((reader) => reader.contactId === contactId)
	return contactId && payer.length > 0 ? payer : readers
}

async function accountLink(desk: Desk, reader: Reader, customerId: string): Promise<string> {
	return await linkFor(desk, reader, { customerId, subject: { kind: 'customer', id: customerId }, scope: 'pay' })
}
