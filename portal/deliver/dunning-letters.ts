import { findReaders } from '#core/customer/readers.ts'
import { findComingInstalment } from '#core/dunning/coming-instalment.ts'
import { findService } from '#core/dunning/find-service.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { findPayment } from '#core/payment/find.ts'
import { type Desk, read } from './desk.ts'
import { invoicePdf, methodOf } from './paper.ts'
import { linkFor, sendLetter } from './send.ts'

/** An invoice will be due in some days, unless it has been settled while the letter waited. */
export async function sendDueSoon(desk: Desk, key: string, invoiceId: string): Promise<void> {
	const invoice = await read(desk, findInvoicePage, { id: invoiceId })
	const today = await read(desk, async (scope) => scope.today, undefined)
	if (invoice.openMinor === 0n || invoice.dueOn < today.toString()) return
	const readers = await read(desk, findReaders, { customerId: invoice.customerId })
	const { fileName, content } = await invoicePdf(desk, invoiceId)
	await sendLetter(desk, 'invoice-due-soon', key, readers, async (reader) => ({
		invoiceNumber: invoice.number,
		issuedOn: invoice.issuedOn,
		dueOn: invoice.dueOn,
		balanceMinor: invoice.openMinor,
		currency: invoice.currency,
		contractNumber: invoice.contract?.number ?? '',
		url: await linkFor(desk, reader, {
			customerId: invoice.customerId,
			subject: { kind: 'invoice', id: invoiceId },
			scope: 'pay',
		}),
		attachments: [{ fileName, mediaType: 'application/pdf', content: new Uint8Array(content) }],
	}))
}

/** An instalment will be due that is not invoiced yet, unless it has been, or has moved, while the letter waited. */
export async function sendInstalmentDueSoon(desk: Desk, key: string, instalmentId: string): Promise<void> {
	const instalment = await read(desk, findComingInstalment, { id: instalmentId })
	if (!instalment) return
	const { contractId, customerId, ...facts } = instalment
	const readers = await read(desk, findReaders, { customerId })
	await sendLetter(desk, 'instalment-due-soon', key, readers, async (reader) => ({
		...facts,
		url: await linkFor(desk, reader, { customerId, subject: { kind: 'contract', id: contractId }, scope: 'pay' }),
	}))
}

/** The bank wants the customer to confirm a charge. Nothing is sent once that is done or no longer needed. */
export async function sendToConfirm(desk: Desk, key: string, paymentId: string): Promise<void> {
	const payment = await read(desk, findPayment, { id: paymentId })
	const chosen = payment.invoices[0]
	if (!chosen || payment.state !== 'action_required') return
	const invoice = await read(desk, findInvoicePage, { id: chosen.id })
	const readers = await read(desk, findReaders, { customerId: payment.customerId })
	await sendLetter(desk, 'payment-to-confirm', key, readers, async (reader) => ({
		invoiceNumber: invoice.number,
		dueOn: invoice.dueOn,
		amountMinor: payment.amountMinor,
		currency: payment.currency,
		...(payment.methodLast4 ? { method: methodOf(payment) } : {}),
		url: await linkFor(desk, reader, {
			customerId: payment.customerId,
			subject: { kind: 'invoice', id: invoice.id },
			scope: 'pay',
		}),
	}))
}

type Changed = Extract<QueuedLetter, { letter: 'service-changed' }>

/** How the service of a contract stands. Nothing is sent when it has moved on meanwhile: a newer letter says so. */
export async function sendServiceChanged(desk: Desk, key: string, queued: Changed): Promise<void> {
	const service = await read(desk, findService, { contractId: queued.contractId })
	if (service.state !== queued.state) return
	const { customerId, number, currency, overdueMinor, dueOn, next } = service
	const readers = await read(desk, findReaders, { customerId })
	await sendLetter(desk, 'service-changed', key, readers, async (reader) => ({
		contractNumber: number,
		state: queued.state,
		overdueMinor,
		currency,
		...(dueOn ? { dueOn } : {}),
		...(next && next.state !== 'normal' ? { next: { state: next.state, on: next.on } } : {}),
		url: await linkFor(desk, reader, {
			customerId,
			subject: { kind: 'contract', id: queued.contractId },
			scope: 'pay',
		}),
	}))
}
