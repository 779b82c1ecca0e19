import type { Scope } from '../act.ts'
import { settleByCredit } from '../allocation/settle-by-credit.ts'
import { type IssuedInvoice, issueInvoices } from '../invoice/issue.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { queueEffect } from '../outbox/queue.ts'
import { applyCredits } from './apply.ts'
import type { PaidGoes } from './credit-parts.ts'
import { giveBackByCard } from './give-back.ts'
import type { LockedInvoice } from './lock.ts'
import { noteOf } from './note.ts'

type Said = {
	lines: NewInvoiceLine[]
	reason: string
	message?: string | undefined
	paid: PaidGoes
	keepsMoney?: boolean
}

/**
 * Issues a credit note against an invoice, which settles what is open of it; what had been paid goes back to the card or
 * settles what else the customer owes. `keepsMoney`: received money that settles nothing is left where it is. For verbs that have permitted it and hold the invoice.
 */
export async function issueNote(
	scope: Scope,
	invoice: LockedInvoice,
	{ paid, keepsMoney, ...said }: Said,
): Promise<IssuedInvoice> {
	const [note] = await issueInvoices(scope, [noteOf(invoice, said)])
	if (!note) throw new Error('The credit note was not issued')
	await settleByCredit(scope, { invoiceIds: [invoice.id] })
	if (paid === 'card') await giveBackByCard(scope, [note.id])
	await applyCredits(scope, [invoice.customerId], { notesOnly: keepsMoney ?? false })
	await overtakeSettlements(scope, [invoice.customerId])
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:credit_note:${note.id}`,
		payload: { letter: 'credit-note-issued', invoiceId: note.id },
	})
	return note
}
