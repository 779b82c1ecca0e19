import type { Scope } from '../act.ts'
import type { ReceiptOrder } from '../allocation/order.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'

/**
 * Says in which order money that is recorded is put to what a customer has open, unless somebody says otherwise, and whether
 * what is left goes to penalty interest.
 */
export async function setReceiptOrder(
	scope: Scope,
	{ order, paysPenalty }: { order: ReceiptOrder; paysPenalty: boolean },
): Promise<void> {
	permit(scope, 'company.write')
	await scope.sql`update company set receipt_order = ${order}, receipt_pays_penalty = ${paysPenalty}`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { receiptOrder: order, receiptPaysPenalty: paysPenalty },
	})
}
