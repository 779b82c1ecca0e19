import type { Scope } from '../act.ts'

/** The company as the head and foot of a letter name it. */
export type Letterhead = {
	name: string
	website: string
	legalName: string
	street: string
	postalCode: string
	city: string
	country: string
	taxNumber: string
	registrationNumber: string
	phone: string
	timeZone: string
}

export async function findLetterhead(scope: Scope): Promise<Letterhead> {
	const [head] = await scope.sql<Omit<Letterhead, 'name' | 'website' | 'timeZone'>[]>`
		select name as "legalName", street, postal_code as "postalCode", city, country, tax_number as "taxNumber",
			registration_number as "registrationNumber", phone
		from billing_party where id = ${scope.company.billingPartyId}`
	if (!head) throw new Error('The company has no billing party')
	const { name, website, timeZone } = scope.company
	return { ...head, name, website, timeZone }
}
