import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit, reach } from '../permit.ts'
import { countryOfCustomer, countryRead } from './country-read.ts'

/** Somebody a letter about money goes to. `contactId` null: the customer's own address, with no name. */
export type Reader = {
	contactId: string | null
	name: string
	email: string
	language: Language
	/** Of a customer's: whose days, numbers and amounts they read. */
	country?: string | null
}

/** Who gets a customer's letters about money: their billing contacts, or the customer's address when there are none. */
export async function findReaders(scope: Scope, input: { customerId: string }): Promise<Reader[]> {
	permit(scope, 'customer.read')
	const readers = await scope.sql<Reader[]>`
		select contact.id as "contactId", contact.name, contact.email, contact.language,
			${countryRead(scope, scope.sql`customer_id`)} as country
		from customer_contact join contact on contact.id = contact_id
		where customer_id = ${input.customerId} and billing and contact.email <> ''
			and ${reach(scope).customer('customer_contact.customer_id')}
		order by contact.id`
	if (readers.length > 0) return readers
	return await scope.sql<Reader[]>`
		select null as "contactId", '' as name, email, language, ${countryOfCustomer(scope, scope.sql`customer.id`)} as country
		from customer
		where id = ${input.customerId} and email <> '' and ${reach(scope).customer()}`
}

/** Staff who look after money: finance, and administrators where there is none. */
export async function findFinanceReaders(scope: Scope): Promise<Reader[]> {
	permit(scope, 'report.read')
	return await scope.sql<Reader[]>`
		select null as "contactId", name, email, language from staff_user
		where left_at is null and role = (
			select role from staff_user where left_at is null and role in ('finance', 'administrator')
			order by role desc limit 1
		)
		order by id`
}
