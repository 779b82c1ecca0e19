import type { Effect } from '../outbox/queue.ts'
import type { Billable } from './billable.ts'
import type { IssuedInvoice } from './issue.ts'

/** The letter with the invoice, and the charge of a saved card. Nothing is sent about nothing. */
export function effectsOf(invoice: IssuedInvoice, owner: Billable | undefined): Effect[] {
	if (!owner || invoice.totalMinor === 0n) return []
	const { contract } = owner
	const effects: Effect[] = []
	if (contract.reachable)
		effects.push({
			kind: 'mail',
			key: `letter:${invoice.kind}:${invoice.id}`,
			payload: { letter: invoice.kind === 'invoice' ? 'invoice-issued' : 'credit-note-issued', invoiceId: invoice.id },
		})
	if (contract.autopay && invoice.kind === 'invoice')
		effects.push({ kind: 'card_charge', key: `charge:${invoice.id}`, payload: { invoiceId: invoice.id } })
	return effects
}
