import { staffInvoiceTypes } from './en/staff-invoice-types.ts'
import { createSpeaker } from './speaker.ts'

/** The words about types of invoices in the console: English, as all of it. */
export const sayInvoiceType = createSpeaker<{ invoiceType: typeof staffInvoiceTypes }>('en', {
	invoiceType: staffInvoiceTypes,
}).say
