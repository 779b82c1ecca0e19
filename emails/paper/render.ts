import { renderCreditNote } from './credit-note.ts'
import { renderGatePass } from './gate-pass.ts'
import { renderInvoice } from './invoice.ts'
import type { PaperKind, Papers } from './press.ts'
import { renderQuote } from './quote.ts'
import { renderReceipt } from './receipt.ts'
import { renderSettlement } from './settlement.ts'
import { renderSignedQuote } from './signed-quote.ts'
import { renderStatement } from './statement.ts'

const renderers: { [Kind in PaperKind]: (paper: Papers[Kind]) => Promise<Buffer> } = {
	invoice: renderInvoice,
	credit_note: renderCreditNote,
	receipt: renderReceipt,
	quote: renderQuote,
	signed_quote: renderSignedQuote,
	statement: renderStatement,
	gate_pass: renderGatePass,
	settlement: renderSettlement,
}

/** A paper by its kind, as a PDF file. */
export function render<Kind extends PaperKind>(kind: Kind, paper: Papers[Kind]): Promise<Buffer> {
	return renderers[kind](paper)
}
