import { findDigest } from '#core/alert/digest.ts'
import { type Alert, findAlertReader, findAlerts, findToldByLetter } from '#core/alert/find.ts'
import type { QueuedAlerts } from '#core/alert/tell.ts'
import type { Due } from '#core/outbox/deliver.ts'
import { type Desk, read } from './desk.ts'
import { sendLetter } from './send.ts'

/**
 * Tells one of the staff by mail. What a letter of its own tells them anyway is left out, and a digest in which nothing
 * stands is not sent.
 */
export async function mailAlerts(desk: Desk, { key, payload }: Pick<Due, 'key' | 'payload'>): Promise<void> {
	const { alertIds, total, userId, digestOn } = payload as QueuedAlerts
	const reader = userId ? await read(desk, findAlertReader, { userId }) : null
	if (!userId || !reader || reader.email === '') return
	const all = await read(desk, findAlerts, { ids: alertIds, language: reader.language, userId })
	const inLetters = await read(desk, findToldByLetter, { ids: alertIds, userId })
	const told = all.filter(({ id }) => !inLetters.has(id))
	const readers = [{ contactId: null, ...reader }]
	const body = { alerts: told.map(tellable), total: total - (alertIds.length - told.length), url: urlOf(desk, told) }
	if (!digestOn) {
		if (told.length > 0) await sendLetter(desk, 'alerts', key, readers, async () => body)
		return
	}
	const digest = await read(desk, findDigest, { userId })
	const counts = [digest.waiting, digest.steps, digest.approvals, digest.cases, digest.ending]
	if (told.length + digest.overdue.length + digest.received.length === 0 && counts.every((count) => count === 0)) return
	await sendLetter(desk, 'digest', key, readers, async () => ({ ...body, ...digest, on: digestOn }))
}

/** An alert as the letters and cards take it. */
export function tellable({ customer, contract, ...alert }: Alert) {
	return {
		...alert,
		customerName: customer.name,
		contractNumber: contract?.number ?? '',
		invoiceNumber: alert.invoiceNumber ?? '',
	}
}

function urlOf({ publicUrl }: Desk, told: Alert[]): string {
	const [only, ...others] = told
	if (!only || others.length > 0) return `${publicUrl}/staff`
	if (only.caseId) return `${publicUrl}/staff/collection/${only.caseId}`
	if (only.surveyId) return `${publicUrl}/staff/surveys/${only.surveyId}`
	return only.contract
		? `${publicUrl}/staff/contracts/${only.contract.id}`
		: `${publicUrl}/staff/customers/${only.customer.id}`
}
