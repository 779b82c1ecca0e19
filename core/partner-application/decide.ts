import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { addContact } from '../customer/add-contact.ts'
import { createCustomer } from '../customer/create.ts'
import { emit, nameActor } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { refuse } from '../refusal.ts'

export type WaitingApplication = {
	id: string
	companyName: string
	contactName: string
	email: string
	phone: string
	website: string
	country: string
	taxNumber: string
	wish: string
	language: 'en' | 'ru' | 'zh' | 'vi'
}

/** Locks an application that waits. Refuses `not_found`, `partner_application.decided`. */
export async function lockApplication({ sql }: Scope, id: string): Promise<WaitingApplication> {
	const [found] = await sql<(WaitingApplication & { state: string })[]>`
		select id, state, company_name as "companyName", contact_name as "contactName", email, phone, website, country,
			tax_number as "taxNumber", wish, language
		from partner_application where id = ${id} and state <> 'unconfirmed' for update`
	if (!found) refuse('not_found', { noun: 'partner_application' })
	const { state, ...application } = found
	if (state !== 'waiting') refuse('partner_application.decided', { name: found.companyName })
	return application
}

/** The applicant becomes a partner, with the person who wrote as their contact; a letter tells them. */
export async function acceptApplication(scope: Scope, id: string): Promise<{ id: string }> {
	permitDecided(scope, 'partner_application')
	const application = await lockApplication(scope, id)
	const { companyName, contactName, email, phone, country, taxNumber, language } = application
	const { currency } = scope.company
	const partner = { name: companyName, role: 'partner', language, currency, email, phone, country, taxNumber } as const
	const { id: customerId } = await createCustomer(scope, partner)
	await addContact(scope, { customerId, name: contactName, email, phone, language })
	await close(scope, application, { state: 'approved', customerId })
	return { id: customerId }
}

/** The applicant is thanked and told no. */
export async function declineApplication(scope: Scope, id: string): Promise<void> {
	permitDecided(scope, 'partner_application')
	await close(scope, await lockApplication(scope, id), { state: 'rejected', customerId: null })
}

async function close(
	scope: Scope,
	{ id, companyName }: WaitingApplication,
	{ state, customerId }: { state: 'approved' | 'rejected'; customerId: string | null },
): Promise<void> {
	const { sql, now, actor } = scope
	await sql`
		update partner_application set state = ${state}, customer_id = ${customerId}, decided_at = ${now}, decided_by = ${nameActor(actor)}
		where id = ${id}`
	await emit(scope, {
		kind: `partner_application.${state}`,
		...{ subject: { kind: 'partner_application', id }, customerId, facts: { company: companyName } },
	})
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:application-decided:${id}`,
		payload: { letter: 'application-decided', applicationId: id },
	})
}
