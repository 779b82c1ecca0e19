/** Every expected no of invoices. Amounts are minor units beside their currency; days are ISO dates. */
export type InvoiceRefusals = {
	'invoice.not_a_draft': { number: string }
	'invoice.not_issued': { number: string; state: string }
	'invoice.already_settled': { number: string }
	'invoice.has_payments': { number: string }
	'invoice.day_before_last': { issuedOn: string; lastOn: string }
	'invoice.credit_exceeds': { number: string; leftMinor: bigint; currency: string }
	'invoice.line_credit_exceeds': { lineId: string; line: string; leftMinor: bigint; currency: string }
	/** A change of the contract has given back days of the line since. */
	'invoice.line_corrected': { line: string }
	/** A change of the contract has given back days of the invoice since. */
	'invoice.changed_since': { number: string }
	'invoice.nothing_credited': Record<never, never>
	/** Of an invoice: none, or one for something else. */
	'invoice.type_unknown': { type: string }
	/** Issued invoices say it. */
	'invoice_type.said': { name: string }
}
