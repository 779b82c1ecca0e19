import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { takeNumbers } from '../company/take-number.ts'
import { emit } from '../event.ts'
import type { PartyRole } from './input.ts'

/** Name, address and legal numbers as they stand on invoices. `country` is ISO 3166 alpha-2. */
export type Party = {
	name: string
	street: string
	postalCode: string
	city: string
	region: string
	country: string
	taxNumber: string
	registrationNumber: string
	email: string
	phone: string
}

export type NewCustomer = {
	name: string
	language: Language
	/** ISO 4217. */
	currency: string
	email: string
	industry?: string
	role?: PartyRole
	groupId?: string | null
	ownerId?: string | null
	/** Days; null or absent: the company's own. */
	paymentTermDays?: number | null
	party: Party
	/** One of its own, such as an earlier system's; the next of the series otherwise. */
	number?: string
	/** Where an imported row came from, and what it said. */
	imported?: { source: string; key: string; digest?: string }
	attributes?: Record<string, string>
}

/** Writes customers whose values have been checked; `createCustomer` and the import check them. Set-based. */
export async function writeCustomers(
	scope: Scope,
	customers: readonly NewCustomer[],
): Promise<{ id: string; number: string }[]> {
	const parties = await writeParties(
		scope,
		customers.map((customer) => customer.party),
	)
	const unnumbered = customers.filter((customer) => !customer.number).length
	const numbers = await takeNumbers(scope, 'customer', unnumbered)
	const written = customers.map((customer) => ({
		id: randomUUIDv7() as string,
		number: customer.number ?? numbers.shift() ?? '',
	}))
	await insertMany(
		scope.sql,
		'customer',
		{
			id: 'uuid',
			number: 'text',
			name: 'text',
			role: 'text',
			language: 'text',
			currency: 'text',
			email: 'text',
			industry: 'text',
			billing_party_id: 'uuid',
			group_id: 'uuid',
			owner_id: 'uuid',
			payment_term_days: 'integer',
			import_source: 'text',
			import_key: 'text',
			import_digest: 'text',
			attributes: 'jsonb',
			created_at: 'timestamptz',
			updated_at: 'timestamptz',
		},
		customers.map((customer, index) => ({
			id: written[index]?.id,
			number: written[index]?.number,
			name: customer.name,
			role: customer.role ?? 'customer',
			language: customer.language,
			currency: customer.currency,
			email: customer.email,
			industry: customer.industry ?? '',
			billing_party_id: parties[index],
			group_id: customer.groupId,
			owner_id: customer.ownerId,
			payment_term_days: customer.paymentTermDays,
			import_source: customer.imported?.source,
			import_key: customer.imported?.key,
			import_digest: customer.imported?.digest,
			attributes: customer.attributes ?? {},
			created_at: scope.now,
			updated_at: scope.now,
		})),
	)
	await emit(
		scope,
		...written.map(({ id }, index) => ({
			kind: 'customer.created' as const,
			subject: { kind: 'customer', id },
			customerId: id,
			...(isPaid(customers[index]?.role) && { facts: { role: customers[index]?.role } }),
		})),
	)
	return written
}

/** Whether a party of a role is paid, instead of paying. */
export const isPaid = (role: PartyRole | undefined): boolean => role === 'supplier' || role === 'partner'

/** A party is never changed: an edited address is a new row, and what was issued keeps the old one. */
export async function writeParties(scope: Scope, parties: readonly Party[]): Promise<string[]> {
	const ids = parties.map(() => randomUUIDv7() as string)
	await insertMany(
		scope.sql,
		'billing_party',
		{
			id: 'uuid',
			name: 'text',
			street: 'text',
			postal_code: 'text',
			city: 'text',
			region: 'text',
			country: 'text',
			tax_number: 'text',
			registration_number: 'text',
			email: 'text',
			phone: 'text',
			created_at: 'timestamptz',
		},
		parties.map((party, index) => ({
			id: ids[index],
			name: party.name,
			street: party.street,
			postal_code: party.postalCode,
			city: party.city,
			region: party.region,
			country: party.country,
			tax_number: party.taxNumber,
			registration_number: party.registrationNumber,
			email: party.email,
			phone: party.phone,
			created_at: scope.now,
		})),
	)
	return ids
}
