import type { Language } from '#core/company/read.ts'
import { findContractName } from '#core/contract/find-name.ts'
import { findReaders } from '#core/customer/readers.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { type Desk, read } from './desk.ts'
import { linkFor, sendLetter } from './send.ts'

type SignIn = Extract<QueuedLetter, { letter: 'sign-in' }>
type SecureLink = Extract<QueuedLetter, { letter: 'secure-link' }>

/** A one-time link and a code. What is past its minutes by the wall clock is of no use and not sent. */
export async function sendSignIn(desk: Desk, key: string, queued: SignIn): Promise<void> {
	const until = Temporal.Instant.from(queued.requestedAt).add({ minutes: queued.minutes })
	const { timeZone, now } = await read(
		desk,
		async ({ company, now }) => ({ timeZone: company.timeZone, now: now.subtract({ hours: 24 * company.daysAhead }) }),
		undefined,
	)
	if (Temporal.Instant.compare(now, until) > 0) return
	const reader = { contactId: null, ...queued.to, language: queued.language as Language }
	await sendLetter(desk, 'sign-in', key, [reader], async () => ({
		url: `${desk.publicUrl}/sign-in/open/${queued.secrets.token}`,
		code: queued.secrets.code,
		validMinutes: queued.minutes,
		requestedAt: queued.requestedAt,
		timeZone,
	}))
}

/** The link that opens a contract without an account. Each reader gets their own. */
export async function sendSecureLink(desk: Desk, key: string, queued: SecureLink): Promise<void> {
	const everyone = await read(desk, findReaders, { customerId: queued.customerId })
	const readers = queued.contactId ? everyone.filter((reader) => reader.contactId === queued.contactId) : everyone
	const contract = await read(desk, findContractName, { id: queued.contractId })
	const validThrough = await read(desk, async ({ today, company }) => today.add({ days: company.linkDays }), undefined)
	await sendLetter(desk, 'secure-link', key, readers, async (reader) => ({
		contractNumber: contract.number,
		url: await linkFor(desk, reader, {
			customerId: queued.customerId,
			subject: { kind: 'contract', id: queued.contractId },
			scope: queued.scope,
		}),
		scope: queued.scope,
		validThrough,
		sentBy: queued.sentBy,
		message: queued.message,
	}))
}
