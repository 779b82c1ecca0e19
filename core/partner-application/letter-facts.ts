import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type ApplicationLetterFacts = {
	state: 'unconfirmed' | 'waiting' | 'approved' | 'rejected'
	companyName: string
	contactName: string
	email: string
	language: Language
	/** The company's day on which the letter's link stops working, ISO. */
	expiresOn: string
}

/** Refuses `not_found`. */
export async function findApplicationLetterFacts(
	scope: Scope,
	{ id }: { id: string },
): Promise<ApplicationLetterFacts> {
	permit(scope, 'customer.write')
	const { sql, company } = scope
	const [facts] = await sql<ApplicationLetterFacts[]>`
		select state, company_name as "companyName", contact_name as "contactName", email, language,
			(expires_at at time zone ${company.timeZone})::date::text as "expiresOn"
		from partner_application where id = ${id}`
	return facts ?? refuse('not_found', { noun: 'partner_application' })
}
