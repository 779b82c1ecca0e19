import { findContractLetterFacts, findTermAfter } from '#core/contract/letter-facts.ts'
import type { Reader } from '#core/customer/readers.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { type ApplicationLetterFacts, findApplicationLetterFacts } from '#core/partner-application/letter-facts.ts'
import { sumDues } from '#core/payable/find.ts'
import { type Desk, read } from './desk.ts'
import { sendLetter } from './send.ts'

type Letter<Name extends QueuedLetter['letter']> = Extract<QueuedLetter, { letter: Name }>

/** To whoever looks after a contract that the company pays. Nothing is sent when it was ended meanwhile, or the day has passed. */
export async function sendSupplierTerm(desk: Desk, key: string, queued: Letter<'supplier-term'>): Promise<void> {
	const { contractId, endsOn, lastDay, renews } = queued
	const facts = await read(desk, findContractLetterFacts, { id: contractId })
	const today = await read(desk, async (scope) => scope.today, undefined)
	if ((facts.state !== 'active' && facts.state !== 'paused') || lastDay < today.toString()) return
	const [from, to] = [today.toString(), today.add({ years: 1 }).subtract({ days: 1 }).toString()]
	const [year, renewedUntil] = [
		await read(desk, sumDues, { from, to, contractId }),
		renews ? await read(desk, findTermAfter, { contractId, endsOn }) : undefined,
	]
	// Staff have no contact's id to tell their letters apart by.
	for (const [index, owner] of facts.owners.entries()) {
		await sendLetter(desk, 'supplier-term', `${key}:${index}`, [owner], async () => ({
			what: renews ? ('renews' as const) : ('ends' as const),
			partyName: facts.customerName,
			contractNumber: facts.number,
			title: facts.title,
			...{ endsOn, lastDay, currency: facts.currency },
			...(renewedUntil ? { renewedUntil } : {}),
			yearMinor: year.reduce((sum, { plannedMinor }) => sum + plannedMinor, 0n),
			url: `${desk.publicUrl}/staff/contracts/${contractId}`,
		}))
	}
}

/** Asks who wants to become a partner whether it was them. Nothing is sent when they have confirmed, or are forgotten. */
export async function sendApplicationConfirm(
	desk: Desk,
	key: string,
	{ applicationId, secrets }: Letter<'application-confirm'>,
): Promise<void> {
	const facts = await read(desk, findApplicationLetterFacts, { id: applicationId })
	if (facts.state !== 'unconfirmed') return
	await sendLetter(desk, 'application-confirm', key, [applicantOf(facts)], async () => ({
		...{ applicant: facts.companyName, until: facts.expiresOn },
		url: `${desk.publicUrl}/partner-application/${secrets.token}`,
	}))
}

export async function sendApplicationDecided(
	desk: Desk,
	key: string,
	{ applicationId }: Letter<'application-decided'>,
): Promise<void> {
	const facts = await read(desk, findApplicationLetterFacts, { id: applicationId })
	const { state, companyName } = facts
	if (state !== 'approved' && state !== 'rejected') return
	await sendLetter(desk, 'application-decided', key, [applicantOf(facts)], async () => ({
		...{ applicant: companyName, what: state },
	}))
}

function applicantOf({ contactName: name, email, language }: ApplicationLetterFacts): Reader {
	return { contactId: null, name, email, language }
}
