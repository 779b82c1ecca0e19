import type { Scope } from '../act.ts'
import type { PutTo } from '../allocation/put.ts'
import { type RecordedReceipt, recordReceipt } from '../payment/record-receipt.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { importKeyOf, lockOpenEntry, noteReceipts, referenceOf } from './lock-entry.ts'

export type AcceptEntry = {
	entryId: string
	customerId: string
	/** The contract that it is for: in the company's order its invoices come first. */
	contractId?: string | null
	allocate: PutTo
}

/**
 * Records the receipt that an entry is, with its value day, and settles by it what is said. Pressed twice, it is one
 * receipt. Refuses `not_found`, `bank_entry.settled`, `bank_entry.goes_out`, and what `recordReceipt` refuses.
 */
export async function acceptEntry(scope: Scope, input: AcceptEntry): Promise<RecordedReceipt> {
	permit(scope, 'payment.record')
	const { entryId, customerId, contractId = null, allocate } = input
	const entry = await lockOpenEntry(scope, entryId)
	const { currency, amountMinor, valueOn: receivedOn } = entry
	if (amountMinor < 0n) refuse('bank_entry.goes_out', {})
	const recorded = await recordReceipt(scope, {
		...{ customerId, contractId, currency, amountMinor, receivedOn, allocate },
		...{ method: 'transfer', reference: referenceOf(entry), importKey: importKeyOf(entryId) },
	})
	await noteReceipts(scope, [{ entryId, paymentId: recorded.paymentId }])
	return recorded
}
