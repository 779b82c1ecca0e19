import { findCorrected } from '#core/credit-note/find-corrected.ts'
import { type CreditFate, findCreditFate } from '#core/credit-note/find-fate.ts'
import { findReaders } from '#core/customer/readers.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import { findAutomaticCharge } from '#core/payment/letter-facts.ts'
import { type Desk, read } from './desk.ts'
import { invoicePdf } from './paper.ts'
import { linkFor, sendLetter } from './send.ts'

/** A new invoice, with its PDF. */
export async function sendInvoice(desk: Desk, key: string, invoiceId: string): Promise<void> {
	const invoice = await read(desk, findInvoicePage, { id: invoiceId })
	const readers = await read(desk, findReaders, { customerId: invoice.customerId })
	const charge = await read(desk, findAutomaticCharge, { invoiceId })
	const attachments = [await attach(desk, invoiceId)]
	await sendLetter(desk, 'invoice-issued', key, readers, async (reader) => ({
		invoiceNumber: invoice.number,
		issuedOn: invoice.issuedOn,
		dueOn: invoice.dueOn,
		currency: invoice.currency,
		balanceMinor: invoice.openMinor,
		contractNumber: invoice.contract?.number ?? '',
		url: await linkFor(desk, reader, {
			customerId: invoice.customerId,
			subject: { kind: 'invoice', id: invoiceId },
			scope: 'pay',
		}),
		...(charge && {
			automatic: { method: { kind: 'card' as const, brand: charge.brand, last4: charge.last4 }, on: charge.on },
		}),
		attachments,
	}))
}

/** A reminder, unless the invoice has been settled while it waited. */
export async function sendReminder(desk: Desk, key: string, invoiceId: string): Promise<void> {
	const invoice = await read(desk, findInvoicePage, { id: invoiceId })
	const today = await read(desk, async (scope) => scope.today, undefined)
	const daysPastDue = today.since(invoice.dueOn, { largestUnit: 'day' }).days
	if (invoice.openMinor === 0n || daysPastDue < 1) return
	const readers = await read(desk, findReaders, { customerId: invoice.customerId })
	const attachments = [await attach(desk, invoiceId)]
	await sendLetter(desk, 'invoice-overdue', key, readers, async (reader) => ({
		invoiceNumber: invoice.number,
		issuedOn: invoice.issuedOn,
		dueOn: invoice.dueOn,
		daysPastDue,
		balanceMinor: invoice.openMinor,
		currency: invoice.currency,
		contractNumber: invoice.contract?.number ?? '',
		url: await linkFor(desk, reader, {
			customerId: invoice.customerId,
			subject: { kind: 'invoice', id: invoiceId },
			scope: 'pay',
		}),
		attachments,
	}))
}

/** A credit note, and what becomes of the money. */
export async function sendCreditNote(desk: Desk, key: string, invoiceId: string): Promise<void> {
	const note = await read(desk, findInvoicePage, { id: invoiceId })
	const readers = await read(desk, findReaders, { customerId: note.customerId })
	const effects = effectsOf(await read(desk, findCreditFate, { id: invoiceId }))
	const corrected = await read(desk, findCorrected, { id: invoiceId })
	const attachments = [await attach(desk, invoiceId)]
	await sendLetter(desk, 'credit-note-issued', key, readers, async (reader) => ({
		creditNoteNumber: note.number,
		issuedOn: note.issuedOn,
		invoiceNumber: corrected.map(({ number }) => number).join(', '),
		amountMinor: -note.totalMinor,
		currency: note.currency,
		reason: note.reason,
		message: note.message,
		effects,
		url: await linkFor(desk, reader, {
			customerId: note.customerId,
			subject: { kind: 'invoice', id: invoiceId },
			scope: 'view',
		}),
		attachments,
	}))
}

function effectsOf({ lowersMinor, toCardMinor, theirsMinor }: CreditFate) {
	return [
		{ kind: 'reduces_invoice' as const, amountMinor: lowersMinor },
		{ kind: 'refund' as const, amountMinor: toCardMinor },
		{ kind: 'balance' as const, amountMinor: theirsMinor },
	].filter(({ amountMinor }) => amountMinor > 0n)
}

async function attach(desk: Desk, invoiceId: string) {
	const { fileName, content } = await invoicePdf(desk, invoiceId)
	return { fileName, mediaType: 'application/pdf', content: new Uint8Array(content) }
}
