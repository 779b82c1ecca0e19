import { findCard } from '#core/approval/card.ts'
import { findDeciders, findRequestLetterFacts, findStaffReader } from '#core/approval/letter-facts.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { type Desk, read } from './desk.ts'
import { linkFor, sendLetter } from './send.ts'

type Letter<Name extends QueuedLetter['letter']> = Extract<QueuedLetter, { letter: Name }>

/** To one of those who may decide, unless it is decided already or they may no longer. */
export async function sendApprovalAsked(desk: Desk, key: string, queued: Letter<'approval-asked'>): Promise<void> {
	const { requestId: id, userId, again = false } = queued
	const card = await read(desk, findCard, { id })
	const readers = (await read(desk, findDeciders, { id })).filter((one) => one.userId === userId)
	if (card.state !== 'waiting' || readers.length === 0) return
	const month = card.kind === 'credit_note' ? undefined : card.changes.find(({ name }) => name === 'month')
	const minorOf = (value: { kind: string; minor?: string } | undefined) =>
		value?.kind === 'money' && value.minor ? BigInt(value.minor) : null
	const from = card.facts.find(({ name }) => name === 'effective_on')?.value
	await sendLetter(desk, 'approval-asked', key, readers, async () => ({
		kind: card.kind,
		about: card.about.number || card.about.name,
		customerName: card.customer?.name ?? '',
		requester: card.requester.name,
		currency: card.currency || null,
		nowMinor: card.effect ? BigInt(card.effect.minor) : null,
		amountMinor: card.amountMinor,
		monthBeforeMinor: minorOf(month?.before),
		monthAfterMinor: minorOf(month?.after),
		effectiveOn: from?.kind === 'day' ? from.on : null,
		overdueMinor: card.customer?.overdueMinor ?? 0n,
		overdueDays: card.customer?.overdueDays ?? 0,
		note: card.note,
		again,
		url: `${desk.publicUrl}/staff/approvals/${id}`,
	}))
}

/** To a member of staff: what became of a request, or a question about it. */
export async function sendRequestNews(desk: Desk, key: string, queued: Letter<'request-news'>): Promise<void> {
	const { requestId: id, userId, news, comment } = queued
	const card = await read(desk, findCard, { id })
	const readers = await read(desk, findStaffReader, { userId })
	if (readers.length === 0) return
	await sendLetter(desk, 'request-news', key, readers, async () => ({
		...{ news, comment, kind: card.kind, about: card.about.number || card.about.name },
		name: queued.name,
		url: `${desk.publicUrl}/staff/approvals/${card.outcome?.freshId ?? id}`,
	}))
}

/** To the customer's side, with the answer to what it asked for. */
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
