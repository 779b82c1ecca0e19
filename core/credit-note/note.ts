import type { NewInvoice } from '../invoice/write-lines.ts'
import type { LockedInvoice } from './lock.ts'

/** A credit note against an invoice: to the same party, by the same words of the law, in the same language. */
export function noteOf(
	invoice: LockedInvoice,
	said: Pick<NewInvoice, 'lines'> & { reason: string; message?: string | undefined },
): NewInvoice {
	const { customerId, contractId, currency, language, buyerId, purchaseOrder, note } = invoice
	return {
		...{ kind: 'credit_note', customerId, contractId, currency, language, buyerId, purchaseOrder, note },
		...{ billedFor: null, paymentTermDays: 0, creditsInvoiceId: invoice.id },
		...{ reason: said.reason, message: said.message ?? '', lines: said.lines },
	}
}
