import type { FoundCompany } from '#core/company/found.ts'

/** The company that tests act for, unless they say otherwise. */
export const testCompany: FoundCompany = {
	name: 'Halden Systems',
	legalName: 'Halden Systems GmbH',
	street: 'Lindenstraße 12',
	postalCode: '10969',
	city: 'Berlin',
	country: 'DE',
	taxNumber: 'DE123456788',
	registrationNumber: 'HRB 104221 B',
	email: 'billing@halden.example',
	timeZone: 'Europe/Berlin',
	language: 'en',
	currency: 'EUR',
}
