import { findRequestLetterFacts } from '#core/approval/letter-facts.ts'
import { type Desk, read } from './desk.ts'
import { linkFor, sendLetter } from './send.ts'

/** To those who may decide, unless it is decided or withdrawn already. */
export async function sendApprovalAsked(desk: Desk, key: string, requestId: string): Promise<void> {
	const { deciders, shown, state, ...asked } = await read(desk, findRequestLetterFacts, { id: requestId })
	if (state !== 'waiting') return
	// Staff have no contact's id to tell their letters apart by.
	for (const [index, reader] of deciders.entries())
		await sendLetter(desk, 'approval-asked', `${key}:${index}`, [reader], async () => ({
			customerName: asked.customer.name,
			contractNumber: asked.contract.number,
			requester: asked.requester,
			currency: asked.currency,
			nowMinor: shown.effect ? BigInt(shown.effect.total) : null,
			monthBeforeMinor: BigInt(shown.month.before),
			monthAfterMinor: BigInt(shown.month.after),
			effectiveOn: shown.effectiveOn,
			overdueMinor: asked.overdueMinor,
			overdueDays: asked.overdueDays,
			note: asked.note,
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
