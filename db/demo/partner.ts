import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { openEffect } from '#core/outbox/queue.ts'
import { applyAsPartner } from '#core/partner-application/apply.ts'
import { confirmApplication } from '#core/partner-application/confirm.ts'
import { setPartnerPage } from '#core/partner-application/page.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** Partners can apply, and one has: they have opened the letter, and two colleagues are asked one after the other. */
export async function hearOfPartner(books: Books): Promise<void> {
	expectOk(await act(books, actor, setPartnerPage, { open: true }))
	const { id } = expectOk(
		await applyAsPartner(books, {
			...{ companyName: 'Fehnland Baumaschinen GmbH', contactName: 'Tjark Harms', email: 'harms@fehnland.example' },
			...{ phone: '+49 30 23125590', website: 'https://fehnland.example', country: 'DE', language: 'en' },
			wish: 'We rent out some eighty machines between Leer and Oldenburg and would like to offer your telemetry with them.',
			key: crypto.randomUUID(),
		}),
	)
	const [letter] = await books.sql<{ key: string; payload: Record<string, unknown> }[]>`
		select key, payload from outbox where key = ${`letter:application-confirm:${id}`}`
	if (!letter) throw new Error('The applicant was not written to')
	const { secrets } = openEffect(books, { kind: 'mail', ...letter }).payload
	expectOk(await confirmApplication(books, secrets as { token: string }))
}
