import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'

export type CreditForLess = 'balance' | 'refund' | 'against_invoice'

/** Says what becomes of a credit for less: kept for invoices to come, back to the card, or against open invoices first. */
export async function setCreditForLess(scope: Scope, { credit }: { credit: CreditForLess }): Promise<void> {
	permit(scope, 'company.write')
	await scope.sql`update company set credit_for_less = ${credit}`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { creditForLess: credit },
	})
}
