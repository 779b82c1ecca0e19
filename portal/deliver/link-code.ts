import type { Language } from '#core/company/read.ts'
import type { QueuedLetter } from '#core/outbox/letter.ts'
import { type Desk, read } from './desk.ts'
import { sendLetter } from './send.ts'

type Code = Extract<QueuedLetter, { letter: 'link-code' }>

/** A code for the holder of a link. What is past its minutes by the wall clock is of no use and not sent. */
export async function sendLinkCode(desk: Desk, key: string, queued: Code): Promise<void> {
	const until = Temporal.Instant.from(queued.requestedAt).add({ minutes: queued.minutes })
	const now = await read(desk, async ({ company, now }) => now.subtract({ hours: 24 * company.daysAhead }), undefined)
	if (Temporal.Instant.compare(now, until) > 0) return
	const reader = { contactId: null, ...queued.to, language: queued.language as Language }
	await sendLetter(desk, 'link-code', key, [reader], async () => ({
		code: queued.secrets.code,
		validMinutes: queued.minutes,
	}))
}
