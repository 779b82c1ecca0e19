import type { Scope } from '../act.ts'
import { rehearse } from '../approval/attempt.ts'
import { permit } from '../permit.ts'
import { type RecordedReceipt, type RecordReceipt, recordReceipt } from './record-receipt.ts'

/** What recording a receipt does: it is done and undone here, by the same code. Refuses what `recordReceipt` refuses. */
export async function previewReceipt(
	scope: Scope,
	{ key: _, seen: __, ...input }: RecordReceipt,
): Promise<Omit<RecordedReceipt, 'paymentId' | 'receiptNumber'>> {
	permit(scope, 'payment.record')
	let shown: RecordedReceipt | undefined
	await rehearse(scope, async (part) => {
		shown = await recordReceipt(part, input)
	})
	if (!shown) throw new Error('The receipt was not tried')
	const { paymentId: ___, receiptNumber: ____, ...rest } = shown
	return rest
}
