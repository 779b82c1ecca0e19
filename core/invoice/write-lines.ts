import { openSheet } from '#db/sheet.ts'

/** A line to be issued. Minor units; days, `periodTo` exclusive; `why` the facts of its formula (core/schedule/why.ts). */
export type NewInvoiceLine = {
	contractId?: string | null
	contractLineId?: string | null
	kind: 'period' | 'charge' | 'credit' | 'one_off' | 'manual' | 'credit_note' | 'opening' | 'instalment' | 'penalty'
	description: string
	periodFrom: Temporal.PlainDate | null
	periodTo: Temporal.PlainDate | null
	boundaryFrom?: Temporal.PlainDate | null
	boundaryTo?: Temporal.PlainDate | null
	revision?: number
	quantity: string
	/** In the language of who is billed, in the form that goes with the quantity. */
	unit: string
	/** What the catalogue calls it, where that is another word. */
	unitName?: string
	unitPrice: string
	/** The line's discount and the contract's together. */
	discountPercent: string
	/** What the contract takes off a whole period beside that, in major units. */
	amountOff?: string
	netMinor: bigint
	taxPercent: string
	taxLabel: string
	taxMinor: bigint
	why: unknown
	creditsLineId?: string | null
	/** Of kind instalment. */
	instalmentId?: string | null
	/** Of kind penalty, and of what credits it: the invoice that was paid late. */
	penaltyInvoiceId?: string | null
	/** Of what credits it: it is given up, not wrong. */
	waived?: boolean
}

export type NewInvoice = {
	kind: 'invoice' | 'credit_note'
	customerId: string
	contractId: string | null
	currency: string
	/** The day of the schedule that is billed; null for what no schedule asked for. */
	billedFor: Temporal.PlainDate | null
	paymentTermDays: number
	/** The day by which it is to be paid, where that is agreed; else its term says it. */
	dueOn?: Temporal.PlainDate
	language: string
	/** Party the invoice is addressed to. */
	buyerId: string
	purchaseOrder?: string
	note?: string
	/** What a credit note says to the customer. */
	message?: string
	creditsInvoiceId?: string | null
	reason?: string
	/** What the company calls it; left out, as is usual for what it bills, and null for an invoice without more. */
	type?: string | null
	lines: NewInvoiceLine[]
}

/** The lines of invoices that the same transaction writes afterwards. */
export function openLines() {
	return openSheet('invoice_line', {
		invoice_id: 'uuid',
		position: 'integer',
		contract_id: 'uuid',
		contract_line_id: 'uuid',
		kind: 'text',
		description: 'text',
		period_from: 'date',
		period_to: 'date',
		boundary_from: 'date',
		boundary_to: 'date',
		revision: 'integer',
		quantity: 'numeric',
		unit: 'text',
		unit_code: 'text',
		unit_price: 'numeric',
		discount_percent: 'numeric',
		amount_off: 'numeric',
		net_minor: 'bigint',
		tax_percent: 'numeric',
		tax_label: 'text',
		tax_minor: 'bigint',
		why: 'jsonb',
		credits_line_id: 'uuid',
		instalment_id: 'uuid',
		penalty_invoice_id: 'uuid',
	})
}

/** `index` counts from 0; `unitCodes` as `readUnitCodes` has them. */
export function lineRow(
	invoiceId: string,
	line: NewInvoiceLine,
	index: number,
	unitCodes: ReadonlyMap<string, string>,
) {
	return {
		invoice_id: invoiceId,
		position: index + 1,
		contract_id: line.contractId,
		contract_line_id: line.contractLineId,
		kind: line.kind,
		description: line.description,
		period_from: line.periodFrom,
		period_to: line.periodTo,
		boundary_from: line.boundaryFrom,
		boundary_to: line.boundaryTo,
		revision: line.revision ?? 0,
		quantity: line.quantity,
		unit: line.unit,
		unit_code: unitCodes.get(line.unitName ?? line.unit) ?? 'C62',
		unit_price: line.unitPrice,
		discount_percent: line.discountPercent,
		amount_off: line.amountOff ?? '0',
		net_minor: line.netMinor,
		tax_percent: line.taxPercent,
		tax_label: line.taxLabel,
		tax_minor: line.taxMinor,
		why: line.why,
		credits_line_id: line.creditsLineId,
		instalment_id: line.instalmentId,
		penalty_invoice_id: line.penaltyInvoiceId,
	}
}
