import { findRequestLetterFacts } from '#core/approval/letter-facts.ts'
import { type Desk, read } from './desk.ts'
import { linkFor, sendLetter } from './send.ts'

/** To one of those who may decide, unless it is decided already or they may no longer. */
export async function sendApprovalAsked(
	desk: Desk,
	key: string,
	{ requestId, userId }: { requestId: string; userId: string },
): Promise<void> {
	const { deciders, shown, state, ...request } = await read(desk, findRequestLetterFacts, { id: requestId })
	const asked = deciders.filter((one) => one.userId === userId)
	if (state !== 'waiting' || asked.length === 0) return
	await sendLetter(desk, 'approval-asked', key, asked, async () => ({
		customerName: request.customer.name,
		contractNumber: request.contract.number,
		requester: request.requester,
		currency: request.currency,
		nowMinor: shown.effect ? BigInt(shown.effect.total) : null,
		monthBeforeMinor: BigInt(shown.month.before),
		monthAfterMinor: BigInt(shown.month.after),
		effectiveOn: shown.effectiveOn,
		overdueMinor: request.overdueMinor,
		overdueDays: request.overdueDays,
		note: request.note,
		url: `${desk.publicUrl}/staff/approvals/${requestId}`,
	}))
}

/** To whoever asked, with the answer. */
export async function sendApprovalDecided(desk: Desk, key: string, requestId: string): Promise<void> {
	const { askers, shown, state, ...asked } = await read(desk, findRequestLetterFacts, { id: requestId })
	if (state === 'waiting' || state === 'withdrawn') return
	await sendLetter(desk, 'approval-decided', key, askers, async (reader) => ({
		contractNumber: asked.contract.number,
		state,
		currency: asked.currency,
		monthAfterMinor: BigInt(shown.month.after),
		effectiveOn: shown.effectiveOn,
		comment: asked.comment,
		url: await linkFor(desk, reader, {
			customerId: asked.customer.id,
			subject: { kind: 'contract', id: asked.contract.id },
			scope: 'manage',
		}),
	}))
}
